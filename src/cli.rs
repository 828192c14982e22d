//! The command line: one sub-command a file.
//!
//! Exit codes: 0 nothing wrong; 1 problems in the data, or the person must decide first; 2 wrong
//! command line or no record to read; 3 the output could not be written.

mod act;
mod answer;
mod args;
mod as_of;
mod carry;
mod changes;
mod check;
mod completions;
mod confirm;
mod consolidate;
mod coverage;
mod desk;
mod disagreements;
mod doctor;
mod enter;
mod export;
mod fmt;
mod follow_up;
mod import;
mod init;
mod list;
mod log;
mod looks;
mod man;
mod members;
mod name;
mod publish;
mod refusal;
mod relate;
mod renew;
mod search;
mod show;
mod suggest;
mod sync;
mod todo;
mod views;

use std::ffi::OsString;

use clap::Parser;

use self::{
    args::{AddOpinions, AddSession, Args, Command, Format},
    desk::Desk,
};
use crate::{
    analysis::{Council, Wish},
    app::find::Shelf,
    domain::wareki,
    export::json,
    problem::{Problem, Severity},
    shell::{
        self, Drawing, clock, drafting,
        office::{Office, Sight},
        out, person, place, signals,
        state::{self, Config},
    },
    ui::theme::{Borders, Theme},
};

/// Exit codes.
const FINE: u8 = 0;
const FINDINGS: u8 = 1;
const UNUSABLE: u8 = 2;

/// Runs a command line and gives back its exit code.
pub fn run(words: impl IntoIterator<Item = OsString>) -> u8 {
    let args = match Args::try_parse_from(args::with_dashes(words)) {
        Ok(args) => args,
        Err(error) => return refusal::of(&error),
    };
    let (config, problem) = state::config();
    let notes: Vec<Problem> = problem.into_iter().map(|problem| *problem).collect();
    if args.command.is_some() {
        for note in &notes {
            out::err(&note.to_string());
        }
    }
    match perform(args, &config, &notes) {
        Ok(code) => code,
        Err(problem) => {
            out::err(&problem.to_string());
            UNUSABLE
        }
    }
}

fn perform(args: Args, config: &Config, notes: &[Problem]) -> Result<u8, Box<Problem>> {
    // Without it a full quota ends the process in the middle of a line. Where the system refuses the
    // handler, everything else works all the same.
    let _ = signals::outlive_size_limit();
    if let Some(Command::Init { folder, without_draft, published: false }) = &args.command {
        return init::run(folder, !without_draft);
    }
    match &args.command {
        Some(Command::Completions { shell }) => return Ok(completions::run(*shell)),
        Some(Command::Man) => return Ok(man::run()),
        _ => {}
    }
    if let Some(Command::Fmt { check, files }) = &args.command {
        let task = if *check { fmt::Task::Check } else { fmt::Task::Write };
        if args.readonly && task == fmt::Task::Write {
            return Err(fmt::readonly());
        }
        return fmt::run(place::find(args.records, config.records.clone()), files, task);
    }
    let keyboard = person::at_keyboard(args.person.as_deref());
    if args.person.is_some() && keyboard.is_err() {
        return keyboard.map(|_| UNUSABLE);
    }
    let place = place::find(args.records, config.records.clone());
    if let Some(Command::Doctor { form }) = &args.command {
        let look = looks::look(args.drawing.theme, config);
        // Before the place is opened: that it cannot be is a finding.
        return Ok(doctor::run(&place, &keyboard, &clock::now(), (config, look), form.format));
    }
    let now = clock::now();
    let as_of = args.as_of.as_deref().map(|typed| as_of::day(typed, now.date())).transpose()?;
    let sight = Sight { readonly: args.readonly, reader: args.reader, as_of };
    if let Some(Command::Init { folder, .. }) = &args.command {
        let sight = Sight { readonly: true, reader: true, as_of };
        return publish::run(folder, &mut Office::open(place, keyboard, sight)?);
    }
    let mut office = Office::open(place, keyboard, sight)?;
    let Some(command) = args.command else {
        let theme = theme(args.drawing.ascii, config);
        let (look, _) = looks::look(args.drawing.theme, config);
        let font = config.font.as_deref().and_then(|font| font.parse().ok());
        office.font = font.unwrap_or_default();
        // What comes back is only ever the reason why the dashboard could not open.
        let drawing = Drawing {
            writer: if args.drawing.compat { state::Writer::Stock } else { config.writer },
            ime: if args.drawing.ime_control { state::ImeControl::On } else { config.ime_control },
            look,
            ambiguous: args.drawing.ambiguous.unwrap_or(config.ambiguous),
        };
        let error = shell::run(office, &theme, drawing, notes).err();
        drafting::settle(drafting::PATIENCE);
        out::err(&error.map_or_else(String::new, |error| error.to_string()));
        return Ok(UNUSABLE);
    };
    let mut council = office.council();
    if !matches!(command, Command::Check { .. }) {
        warn(&council);
    }
    let today = office.today();
    if as_of.is_some() && command.says_nothing_of_its_day() {
        out::out(&format!("{}現在", wareki(today)));
    }
    Ok(match command {
        Command::Init { .. }
        | Command::Fmt { .. }
        | Command::Doctor { .. }
        | Command::Completions { .. }
        | Command::Man => FINE,
        Command::Check { form, all } => check::run(&council, today, form.format, all),
        Command::List { kind, only, form } => {
            list::run(&council, &office.person, kind, &only, form.format)
        }
        Command::Show { name, form } => show::run(&council, &name, form.format),
        Command::Search { query, view, limit, form } => {
            let (own, unread) = state::views();
            if let Some(problem) = unread {
                out::err(&problem.to_string());
            }
            let (view, format) = (view.as_deref(), form.format);
            search::run(&council, &own, &search::Typed { words: &query, view, limit, format })
        }
        Command::Views { query, keep, drop, shared, form } => {
            let (own, unread) = state::views();
            if let Some(problem) = unread {
                out::err(&problem.to_string());
            }
            let shelf = if shared { Shelf::Shared } else { Shelf::Own };
            let keep = keep.as_deref().map(|name| (name, query.join(" ")));
            let typed = views::Typed { keep, drop: drop.as_deref(), shelf, format: form.format };
            views::run(&office, &council, &own, &typed)
        }
        Command::Suggest { name, text, same, limit, form } => {
            let wish = suggest::Wish { name, text, same, limit };
            suggest::run(&council, &wish, form.format)
        }
        Command::Coverage { body, form } => {
            council.count(body);
            coverage::run(&council, today, form.format)
        }
        Command::Todo { kind, year, department, form } => {
            let wanted = todo::Wanted { kind, year, department };
            todo::run(&council, today, &wanted, form.format)
        }
        Command::Dump { format: _ } => {
            out::json(&json::text(&json::Dump::of(&council, today)));
            FINE
        }
        Command::Export(wanted) => export::run(&office, &wanted, today, config.font.as_deref()),
        Command::Link { opinion, program, kind, extent, stage, evidence, note } => {
            let wish = Wish { kind, extent, stage, note, evidence };
            act::link(&mut office, &council, (&opinion, &program), &wish)
        }
        Command::Unlink { opinion, program } => {
            act::unlink(&mut office, &council, &opinion, &program)
        }
        Command::Session { what: AddSession::Add(session) } => {
            enter::session(&mut office, &council, &session, today)
        }
        Command::Opinions { what: AddOpinions::Add { file, session, write } } => {
            enter::opinions(&mut office, &council, (&file, &session), write)
        }
        Command::Consolidate { write } => {
            let task = if write { consolidate::Task::Write } else { consolidate::Task::Preview };
            consolidate::run(&office, &council, task)
        }
        Command::Carry(args) => {
            carry::run(Desk { office: &mut office, council: &council, today }, &args)
        }
        Command::Log { by, kind, record, limit, form } => {
            log::run(&council, &log::Wanted { person: by, kind, record, limit }, form.format)
        }
        Command::Act(act) => {
            follow_up::perform(Desk { office: &mut office, council: &council, today }, act)
        }
        Command::Import { what } => import::run(&mut office, &council, &what, today)?,
        Command::Read { opinion } => members::read(&mut office, &council, &opinion),
        Command::Review { opinion, verdict, text } => {
            members::review(&mut office, &council, &opinion, verdict, &text)
        }
        Command::Changes { from, to, year, to_year, format } => {
            let wish = changes::Wish { from, to, years: year.zip(to_year) };
            changes::run(&mut office, &council, &wish, format)
        }
        Command::Sync { form } => sync::run(&office, &council, form.format),
        Command::Disagreements { numbers, take, form } => {
            disagreements::run(&office, &numbers, take, form.format)
        }
        Command::Undo => act::undo(&mut office, &council),
        Command::Redo => act::redo(&mut office, &council),
    })
}

/// A figure that is short because something could not be read must not pass for the truth.
fn warn(council: &Council) {
    let errors =
        council.troubles.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors > 0 {
        out::err(&format!(
            "注意: 記録か日誌に誤りが {errors}件あり、結果に入っていないものがあります。\
             shingi check で確かめてください。"
        ));
    }
}

/// Frames are ASCII where the person asked for that. The look is chosen while it runs.
fn theme(ascii: bool, config: &Config) -> Theme {
    let theme = Theme::TERMINAL;
    if ascii || config.borders == state::Borders::Ascii {
        theme.with(Borders::Ascii)
    } else {
        theme
    }
}

/// Prints a value in the form that was asked for.
fn print(format: Format, value: &impl serde::Serialize, lines: impl FnOnce() -> String) {
    match format {
        Format::Json => out::json(&json::text(value)),
        Format::Text => out::out(&lines()),
    }
}
