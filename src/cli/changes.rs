//! `shingi changes`: what differs between two days, or between the reports of two years.

use jiff::civil::Date;

use super::{FINE, UNUSABLE, args::Handed, as_of};
use crate::{
    analysis::{
        self, Council, How,
        changes::{Changes, by_years, changes},
    },
    domain::{FiscalYear, wareki},
    export::{changes as written, json},
    shell::{office::Office, out},
    shown::shown,
};

/// What is to be compared.
pub struct Wish {
    pub from: Option<String>,
    pub to: Option<String>,
    pub years: Option<(FiscalYear, FiscalYear)>,
}

/// Compares and prints.
pub fn run(office: &mut Office, council: &Council, wish: &Wish, format: Handed) -> u8 {
    match compared(office, council, wish) {
        Ok(found) => {
            match format {
                Handed::Text => out::out(&written::text(council, &found)),
                Handed::Markdown => out::out(&written::markdown(council, &found)),
                Handed::Json => out::json(&json::text(&found)),
            }
            FINE
        }
        Err(why) => {
            out::err(&why);
            UNUSABLE
        }
    }
}

fn compared(office: &mut Office, council: &Council, wish: &Wish) -> Result<Changes, String> {
    if let Some((from, to)) = wish.years {
        return by_years(council, from, to).ok_or_else(|| no_year(council, from, to));
    }
    let today = office.today();
    let from = day("--from", council, wish.from.as_deref().unwrap_or_default(), today)?;
    let to = wish.to.as_deref().map(|typed| day("--to", council, typed, today)).transpose()?;
    if from > to.unwrap_or(today) {
        return Err(format!(
            "--from（{}）が --to（{}）より後です。前の日を --from に書いてください。",
            wareki(from),
            wareki(to.unwrap_or(today))
        ));
    }
    let before = office.council_on(from);
    Ok(match to {
        None => changes((&before, from), (council, today)),
        Some(to) => changes((&before, from), (&office.council_on(to), to)),
    })
}

/// A day, or that of a meeting.
fn day(option: &str, council: &Council, typed: &str, today: Date) -> Result<Date, String> {
    let wrong = match as_of::day(typed, today) {
        Ok(day) => return Ok(day),
        Err(problem) => problem.what,
    };
    let session = analysis::session(&council.records, council.catalog(), typed);
    match session.found() {
        Some(session) if session.date <= today => Ok(session.date),
        Some(session) => Err(format!("{option}: {}は、まだ来ていません。", wareki(session.date))),
        None if session.records.len() > 1 && session.how != How::Near => {
            let held = session.records.iter().map(|session| {
                format!(
                    "{}第{}回（{}）",
                    session.fiscal_year.japanese(),
                    session.number,
                    wareki(session.date)
                )
            });
            let held = held.collect::<Vec<_>>().join("、");
            Err(format!("{option}: 「{}」にあたる会議がいくつもあります: {held}", shown(typed)))
        }
        None => {
            Err(format!("{option}: {} 会議は「第1回」「R7第1回」のように書けます。", shown(&wrong)))
        }
    }
}

fn no_year(council: &Council, from: FiscalYear, to: FiscalYear) -> String {
    let mut years: Vec<_> =
        council.records.sources.iter().map(|source| source.fiscal_year).collect();
    years.sort();
    years.dedup();
    let years: Vec<_> = years.iter().map(ToString::to_string).collect();
    format!(
        "{from} と {to} の両方の資料や金額は、記録にありません。資料がある年度: {}",
        years.join("、")
    )
}
