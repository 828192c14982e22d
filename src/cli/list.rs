//! `shingi list`: one line a record.

use super::{
    FINE,
    args::{Format, Kind},
    print,
};
use crate::{
    analysis::Council,
    app::screen::amounts,
    domain::{Area, ThousandYen},
    export::json,
    shown::shown,
    ui::{
        text::{pad, right},
        theme::Borders,
    },
};

/// Prints the list.
pub fn run(council: &Council, kind: Kind, format: Format) -> u8 {
    let records = &council.records;
    match kind {
        Kind::Opinions => {
            let listed: Vec<_> = records.opinions.iter().map(json::opinion).collect();
            print(format, &listed, || opinions(council));
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

fn opinions(council: &Council) -> String {
    let rows = council.records.opinions.iter().zip(&council.standing.opinions);
    let rows = rows.map(|(opinion, coverage)| {
        let links = council.ties_of(&opinion.id).count();
        format!(
            "{}{}{} {}",
            pad(&opinion.short(), 12, Borders::Line),
            pad(coverage.word(), 9, Borders::Line),
            right(&format!("{links}件"), 4, Borders::Line),
            shown(&opinion.text)
        )
    });
    rows.collect::<Vec<_>>().join("\n")
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
