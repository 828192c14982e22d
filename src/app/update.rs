//! The one place where the model changes. Does no I/O, reads no clock, cannot fail.

mod aimed;
mod carry;
mod confirming;
mod copying;
mod drafts;
mod finding;
mod hand_out;
mod jump;
mod linking;
mod meetings;
mod members;
mod moving;
mod pointing;
mod reading;
mod settling;
mod undoing;
mod writing;

use std::ops::ControlFlow;

use super::{
    Access, Code, Command, Doer, Effect, Focus, Key, Model, Msg, Overlay, View, field, filter,
    form::Answer,
    keymap,
    list::Step,
    overlay::{Bar, Compare, Help, Looks, MenuRow, Outcomes, Palette, SearchAll, Told},
    screen::Table,
};
use crate::{
    analysis::{Council, Subject},
    domain::Role,
    problem::Problem,
};

/// Moves the state on.
pub fn update(model: &mut Model, msg: Msg) -> Option<Effect> {
    let effect = match msg {
        Msg::Key(key) => pressed(model, key),
        Msg::Pointed(target, by) => pointing::pointed(model, target, by),
        Msg::Pasted(text) => {
            if let Some(form) = model.overlay.as_mut().and_then(Overlay::form_mut) {
                form.paste(&text);
            } else if let Some(input) = model.input() {
                field::paste(input, &text);
            }
            None
        }
        Msg::Resized(size) => {
            model.size = size;
            None
        }
        // The lists show it.
        Msg::Carried => None,
        Msg::Appended { events, said } => {
            let first = events.first().cloned();
            model.council.hear_more(events);
            written(model);
            meetings::select(model, first);
            model.done(said);
            None
        }
        Msg::AppendFailed(problem) => {
            // What was chosen and filled in stays as it is, to be tried again.
            model.awaited = None;
            model.refuse(in_one_line(&problem));
            None
        }
        Msg::HandedOut(Ok(path)) => {
            model.done(format!("書き出しました: {path}"));
            None
        }
        Msg::HandedOut(Err(problem)) | Msg::Settled(Err(problem)) => {
            model.refuse(in_one_line(&problem));
            None
        }
        Msg::Settled(Ok(said)) => {
            model.done(said);
            None
        }
        Msg::Compared(text) => {
            model.lay(Overlay::Told(Told { text, scroll: 0 }));
            None
        }
        Msg::ViewsKept { views, said } => {
            model.kept.views = views;
            finding::kept(model);
            model.done(said);
            None
        }
        Msg::JournalChanged(journal) => {
            model.council.hear(journal);
            None
        }
        Msg::Reloaded(council, access) => {
            reloaded(model, *council, access);
            model.done("記録を読み直しました。");
            None
        }
        Msg::Filed { council, access, said } => {
            reloaded(model, *council, access);
            finding::kept(model);
            model.done(said);
            None
        }
    };
    model.settle();
    effect
}

/// The record was read anew.
fn reloaded(model: &mut Model, council: Council, access: Access) {
    let (generation, bodies) = (model.council.generation, model.council.bodies);
    model.council = council;
    model.access = access;
    model.council.count(bodies);
    // Lists ask whether the record behind them changed; it did.
    model.council.generation += generation;
}

/// What was chosen or filled in is on disk: until then a picker and a form keep it.
fn written(model: &mut Model) {
    let Some(parts) = model.awaited.take() else { return };
    model.clear_away();
    if model.focus == Focus::List {
        model.clear_marks();
    }
    if parts.len() > 1 {
        model.lay(Overlay::Outcomes(Outcomes::new(parts)));
    }
}

fn in_one_line(problem: &Problem) -> String {
    format!("{} {}", problem.what, problem.remedy)
}

/// A key: typed into the field that has the focus, or a command.
fn pressed(model: &mut Model, key: Key) -> Option<Effect> {
    let interrupted = std::mem::take(&mut model.interrupted);
    model.notice = None;
    if let ControlFlow::Break(effect) = fill_in(model, key) {
        return effect;
    }
    let typing = model.input().is_some();
    // In a field a letter is a letter; every other key is a command first.
    if typing && matches!(key.code, Code::Char(_)) && !key.ctrl {
        type_into(model, key);
        return None;
    }
    match keymap::command(model.scopes(), key) {
        Some(Command::Interrupt) if interrupted => Some(Effect::Quit),
        Some(command) => {
            if !matches!(command, Command::Back | Command::Quit) {
                model.finish_searching();
            }
            perform(model, command)
        }
        None if typing && type_into(model, key) => None,
        None if key == Key::ctrl('c') => {
            if interrupted {
                return Some(Effect::Quit);
            }
            perform(model, Command::Interrupt)
        }
        None => {
            if key.is_japanese() {
                model.tell(
                    "日本語入力がオンです。オフにするか、F キー・矢印・Enter を使ってください。",
                );
            }
            None
        }
    }
}

/// A key while a form is open. Help, the way out and a word on the IME go on; nothing else acts
/// behind a form.
fn fill_in(model: &mut Model, key: Key) -> ControlFlow<Option<Effect>> {
    let body = model.size.body();
    let Some(form) = model.overlay.as_mut().and_then(Overlay::form_mut) else {
        return ControlFlow::Continue(());
    };
    match form.key(key, body) {
        Answer::Nothing => return ControlFlow::Continue(()),
        Answer::Used => {}
        Answer::Leave => {
            model.lift();
        }
        Answer::Unsaved => confirming::before_discarding(model),
        Answer::Save => {
            return ControlFlow::Break(match &model.overlay {
                Some(Overlay::Meeting(_)) => meetings::save(model),
                Some(Overlay::Review(_)) => members::save(model),
                Some(Overlay::KeepView(_)) => finding::save(model),
                _ => writing::save(model),
            });
        }
    }
    ControlFlow::Break(None)
}

fn type_into(model: &mut Model, key: Key) -> bool {
    model.input().is_some_and(|input| field::edit(input, key))
}

/// Does what a key or a row of the help asks for.
pub(super) fn perform(model: &mut Model, command: Command) -> Option<Effect> {
    if !model.offers(command) {
        let role = if command.doer() == Doer::Member { Role::Member } else { Role::Office };
        model.may(role);
        return None;
    }
    match command {
        Command::Move(step) => moving::step(model, step),
        Command::Left | Command::Right => moving::sideways(model, command == Command::Right),
        Command::NextPane => moving::next_pane(model),
        Command::PreviousRecord => moving::other_record(model, Step::Up),
        Command::NextRecord => moving::other_record(model, Step::Down),
        Command::Show(view) => jump::show(model, view),
        Command::Open => jump::open(model),
        Command::ReadSource => reading::open(model),
        Command::Back => jump::back(model),
        Command::SearchList => {
            model.focus = Focus::List;
            model.list_search = true;
        }
        Command::SearchAll => model.lay(Overlay::SearchAll(SearchAll::default())),
        Command::Filter => open_filter(model),
        Command::Complete => finding::complete(model, false),
        Command::CompleteBack => finding::complete(model, true),
        Command::KeepView => finding::open_form(model),
        Command::DropView => finding::before_dropping(model),
        Command::NextOrder => {
            model.programs.order = model.programs.order.next();
            model.tell(format!("並び: {}", model.programs.order.word()));
        }
        Command::NextBodies => {
            let bodies = model.council.bodies.next();
            model.council.count(bodies);
            model.tell(format!("{bodies}の事業を対応として数えています。"));
        }
        Command::OtherTable => {
            model.matrix.table = match model.matrix.table {
                Table::Opinions => Table::Unasked,
                Table::Unasked => Table::Opinions,
            };
        }
        Command::Menu => writing::open_menu(model),
        Command::Write(topic) => writing::open(model, topic),
        Command::Settle => return settling::settle(model),
        Command::Press(key) => return pressed(model, key),
        Command::Pick => linking::open_picker(model),
        Command::Mark if model.overlay.is_some() => linking::mark(model),
        Command::Mark => moving::mark(model),
        Command::MarkAll => moving::mark_all(model),
        Command::NextKind => linking::next_kind(model),
        Command::NextExtent => linking::next_extent(model),
        Command::NextStage => linking::next_stage(model),
        Command::Choose => return choose(model),
        Command::AddSession => meetings::add_session(model),
        Command::AddOpinion => meetings::add_opinion(model),
        Command::PasteOpinions => meetings::paste(model),
        Command::Amend => meetings::amend(model),
        Command::NextArea => meetings::next_area(model),
        Command::Decline => carry::decline(model),
        Command::Discard => drafts::before_discarding(model),
        Command::AllCertain => carry::all_certain(model),
        Command::Unlink => return linking::unlink(model),
        Command::MarkRead => return members::mark_read(model),
        Command::Review => members::open_review(model),
        Command::Undo => return undoing::undo(model),
        Command::Redo => return undoing::redo(model),
        Command::HandOut => hand_out::open(model),
        Command::Copy(copy) => return copying::copy(model, copy),
        Command::Looks => model.lay(Overlay::Looks(Looks::new(&model.council, model.look))),
        Command::Compare => model.lay(Overlay::Compare(Compare::new(&model.council, model.today))),
        Command::Reload => return Some(Effect::Reload),
        Command::MenuBar => model.lay(Overlay::Bar(Bar::new(model))),
        Command::Palette => model.lay(Overlay::Palette(Palette::new(model))),
        Command::Mouse => pointing::turn_mouse(model),
        Command::Agree => return confirming::agree(model),
        Command::Help if matches!(model.overlay, Some(Overlay::Help(_))) => {
            if let Some(Overlay::Help(help)) = &mut model.overlay {
                help.turn();
            }
        }
        Command::Help => {
            // From the palette, help is that of the place underneath.
            if matches!(model.overlay, Some(Overlay::Palette(_))) {
                model.lift();
            }
            let help = Help::new(model.scopes(), |command| model.offers(command));
            model.lay(Overlay::Help(help));
        }
        Command::Quit => return Some(Effect::Quit),
        Command::Interrupt => {
            model.interrupted = true;
            let unsaved = model.draft().is_some_and(|draft| !draft.is_search());
            model.tell(if unsaved {
                "書きかけです。もう一度 Ctrl+C で、控えて終了します。次に開くと続けられます。"
            } else {
                "終了は q です。もう一度 Ctrl+C を押しても終了します。"
            });
        }
    }
    None
}

/// The words by which the list of the view can be filtered.
pub(super) fn choices(model: &Model) -> Vec<filter::Choice> {
    let records = &model.council.records;
    let own = records.profile(&model.person).and_then(|profile| profile.department.as_deref());
    let of = |facets, count| filter::choices(facets, &model.council, count, own);
    match model.view {
        View::Overview => model.overview.choices(),
        View::Programs => of(filter::PROGRAMS, records.programs.len()),
        View::History => of(filter::DEEDS, model.council.history.len()),
        View::Opinions => of(filter::OPINIONS, records.opinions.len()),
        View::Matrix | View::Sessions | View::Sources => Vec::new(),
    }
}

fn open_filter(model: &mut Model) {
    let menu = finding::menu(model);
    if menu.rows.is_empty() {
        return model.tell("絞り込めるものはありません。");
    }
    model.lay(Overlay::Filter(menu));
}

/// Enter in an overlay or in a search field.
fn choose(model: &mut Model) -> Option<Effect> {
    match &model.overlay {
        None => model.list_search = false,
        Some(Overlay::Picker(_)) => return linking::choose(model),
        Some(Overlay::SearchAll(_)) => return finding::choose(model),
        Some(Overlay::Help(_) | Overlay::Palette(_) | Overlay::Bar(_)) => {
            return confirming::run(model);
        }
        Some(Overlay::Filter(menu)) => match menu.row().cloned() {
            // The menu stays open for another word.
            Some(MenuRow::Choice(choice)) => {
                if let Some(filter) = model.filter_mut() {
                    filter.toggle(choice.facet, &choice.word);
                }
            }
            Some(MenuRow::View(view)) => finding::recall(model, &view.query),
            Some(MenuRow::Keep) => finding::open_form(model),
            Some(MenuRow::Heading(_)) | None => {}
        },
        Some(Overlay::HandOut(_)) => return hand_out::choose(model),
        Some(Overlay::Compare(compare)) => return compare.selected().map(Effect::Compare),
        Some(Overlay::Looks(_)) => {
            let chosen = model.look;
            model.lift();
            model.look = chosen;
            return Some(Effect::Keep(chosen));
        }
        Some(Overlay::Cell(cell)) => {
            if let Some(row) = cell.list.row() {
                jump::follow(model, Subject::Program(row));
            }
        }
        Some(Overlay::Outline(_)) => return meetings::save_list(model),
        Some(Overlay::CarryOver(_)) => return carry::choose(model),
        Some(Overlay::Menu(menu)) => {
            if let Some(command) = menu.selected().map(|binding| binding.command) {
                return perform(model, command);
            }
        }
        Some(Overlay::Dispute(_)) => return settling::decide(model),
        Some(Overlay::Drafts(_)) => return drafts::take_up(model),
        Some(
            Overlay::Problems(_)
            | Overlay::Outcomes(_)
            | Overlay::Told(_)
            | Overlay::Reading(_)
            | Overlay::Entry(_)
            | Overlay::Meeting(_)
            | Overlay::KeepView(_)
            | Overlay::Review(_)
            | Overlay::Confirm(_),
        ) => {}
    }
    None
}
