//! `shingi list`: one line a record.

mod opinions;

pub use self::opinions::Filter;

use self::opinions::table;
use super::{
    FINE, UNUSABLE,
    args::{Format, Kind, Only},
    print,
};
use crate::{
    analysis::Council,
    app::screen::amounts,
    domain::{Area, Person, ThousandYen},
    export::json,
    shell::out,
    shown::shown,
    ui::{
        text::{pad, right},
        theme::Borders,
    },
};

/// Prints the list.
pub fn run(council: &Council, person: &Person, kind: Kind, only: &Only, format: Format) -> u8 {
    if kind != Kind::Opinions && *only != Only::default() {
        out::err("--mine・--department・--answer・--progress は、意見の一覧で使えます。");
        return UNUSABLE;
    }
    let records = &council.records;
    match kind {
        Kind::Opinions => {
            let filter = match Filter::of(council, person, only) {
                Ok(filter) => filter,
                Err(why) => {
                    out::err(&why);
                    return UNUSABLE;
                }
            };
            let listed = records.opinions.iter().zip(council.standing.opinions.iter().copied());
            let listed: Vec<_> =
                listed.filter(|(opinion, _)| filter.takes(council, &opinion.id)).collect();
            let json: Vec<_> =
                listed.iter().map(|(opinion, _)| json::standing(council, opinion)).collect();
            print(format, &json, || table(council, &listed));
        }
        Kind::Programs => {
            let listed: Vec<_> = records.programs.iter().map(json::program).collect();
            print(format, &listed, || programs(council));
        }
        Kind::Sessions => {
            let listed: Vec<_> = records.sessions.iter().map(json::session).collect();
            print(format, &listed, || sessions(council));
        }
    }
    FINE
}

fn programs(council: &Council) -> String {
    let rows = council.records.programs.iter().enumerate().map(|(row, program)| {
        let (settled, budget) = amounts(council, row);
        let area = program.areas().next().and_then(|id| council.records.area(id));
        format!(
            "{}{}{}{}  {}",
            pad(&area.map(Area::short).unwrap_or_default(), 6, Borders::Line),
            right(&ThousandYen::or_dash(settled), 12, Borders::Line),
            right(&ThousandYen::or_dash(budget), 12, Borders::Line),
            right(&format!("{}件", council.standing.asked[row]), 6, Borders::Line),
            shown(program.name())
        )
    });
    let head = format!(
        "{}{}{}{}  事業名（金額は千円）",
        pad("施策", 6, Borders::Line),
        right("決算額", 12, Borders::Line),
        right("予算額", 12, Borders::Line),
        right("意見", 6, Borders::Line),
    );
    std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
}

fn sessions(council: &Council) -> String {
    let rows = council.records.sessions.iter().map(|session| {
        [&session.held, &session.title, &session.place].map(|text| shown(text)).join("  ")
    });
    rows.collect::<Vec<_>>().join("\n")
}
