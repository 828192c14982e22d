//! 審議: the record of a council's deliberation, on a terminal.
//!
//! A council raises opinions (意見); the administration answers with programs (事業). This program
//! shows both, and lets the staff of the council's secretariat link one to the other.
//!
//! # Four kinds of data
//!
//! | kind | what it is | who writes it | where |
//! |---|---|---|---|
//! | [`Records`](records::Records) | what the administration printed | transcription, [`import`]; the program never changes what is there | `records/**/*.ron` |
//! | [`Journal`](journal::Journal) | what people said: links, and what they took back | each person appends to a file of their own | `records/journal/<person>.ron` |
//! | [`Council`](analysis::Council) | the two together, and all that follows: coverage, matrix, history, search index | nobody: computed, thrown away | memory |
//! | [`Model`](app::Model) | where this user is looking | [`update`](app::update) | memory |
//!
//! A value has one home. Screens and commands ask the same functions of [`analysis`], so their
//! figures cannot differ.
//!
//! # One direction
//!
//! ```text
//! records/**/*.ron --load--> Records ---------------+
//!                                                   +--> Council: coverage, matrix, history, index
//! journal/*.ron ----read--> Journal --fold--> Ledger+       |
//!                                                           v
//! terminal --shell--> Key --keymap--> Command --update--> Model --view--> Buffer --> terminal
//!                                                 ^         |
//!                                                 |         +--> Effect --shell--> append, reload, quit
//!                                                 +-------------- Msg: appended, failed, changed
//! ```
//!
//! A link is made in this order: chosen, [`Effect::Append`](app::Effect::Append), one line on disk
//! and synced, [`Msg::Appended`](app::Msg::Appended), ledger folded, everything derived anew. The
//! screen never shows a link that is not on disk. What another person wrote comes the same way: the
//! [`shell`] looks at the journal's files once a second.
//!
//! # Code map
//!
//! | module | what it does |
//! |---|---|
//! | [`domain`] | the vocabulary: opinions, programs, areas, sessions, amounts, years, links. Plain values |
//! | [`problem`] | one type for everything a user must be told: where, what, what it means, what to do |
//! | [`shown`] | text made harmless: the only way from data to a terminal |
//! | [`records`] | RON files to [`Records`](records::Records): reads on after every error, says where things stand, recomputes every printed figure |
//! | [`journal`] | events, one a line: append, read, fold to what holds, undo |
//! | [`search`] | Japanese folding, fuzzy matching, ranking, highlights |
//! | [`analysis`] | what follows from records and journal; looking up what a person names loosely |
//! | [`app`] | key table, model, messages, `update`; `screen/` and `overlay/`: the state of each |
//! | [`ui`] | theme, text, frame; `screen/` and `overlay/`: how each looks, under the same names as in `app` |
//! | [`export`] | the record as JSON |
//! | [`import`] | the text of a report, and tables, to records; what was not understood beside them |
//! | [`shell`] | the only part that acts: terminal, signals, clock, person, configuration, the loop, git |
//! | [`cli`] | the command line: arguments, and one sub-command a file |
//!
//! Who may use whom, from left to right; [`problem`] and [`shown`] are everybody's, but not
//! [`domain`]'s, which uses nothing of ours:
//!
//! ```text
//! cli > shell > ui > app > analysis > {records, journal, search} > domain
//! cli > {export, import} > analysis
//! ```
//!
//! Outside packages have one door each: crossterm is used in [`shell`] only, ratatui in [`ui`] and
//! [`shell`], fuzzy-matcher in [`search`], RON in [`records`], in the journal's `line` and in
//! [`shell::state`].
//!
//! A new screen is a pair of files, `app/screen/x.rs` and `ui/screen/x.rs`, a variant of
//! [`View`](app::View) and rows in the key table ([`app::keymap`]). Hints, help and the staff's
//! guide are made from that table.
//!
//! # What always holds
//!
//! 1. [`update`](app::update) does no I/O, reads no clock and cannot fail; [`ui::view`] changes
//!    nothing. The clock is read in [`shell::clock`] alone.
//! 2. Nothing printed is dropped, nothing unprinted is invented: what a source does not print is
//!    `None`, never zero.
//! 3. One mistake in a file costs the record it stands in, not the file and not the others. Each
//!    problem names its place and what to do. References that point nowhere are shown.
//! 4. The journal only grows. Events are a set, told apart by their ids: neither the order of files
//!    and lines, nor copies, nor clocks change what holds. Undo is one more event.
//! 5. 保存しました is said after the line is on disk. A write that was cut off can spoil its own act
//!    and no other.
//! 6. Where two people's last words differ, both are shown (食い違い). Nobody's silently wins.
//!    Record files that two offices wrote differently hold one side whole; the other waits beside
//!    them, byte for byte, until somebody chooses. No file ever holds a mark of a merge.
//! 7. A program that is listed again (再掲) is one program: its money is counted once, except where
//!    a printed total counts it again.
//! 8. A selection is an id, not a row: reloading does not move it.
//! 9. Width is measured in cells, never in characters. Breakpoints stand in [`app::layout`] alone.
//! 10. No data reaches a terminal but through [`shown`] or [`ui::text`]: no escape sequence from a
//!     file is ever obeyed.
//! 11. No asynchronous runtime. One thread owns model and terminal and waits on one channel; an idle
//!     dashboard writes nothing. The terminal is put back however the program ends, and
//!     what was being typed is offered at the next start.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod journal;
pub mod problem;
pub mod records;
pub mod search;
pub mod shell;
pub mod shown;
pub mod ui;
