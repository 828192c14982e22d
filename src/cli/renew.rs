//! `shingi confirm --area`: last year's links looked at again, all of one 方向性 at once.

use super::{
    FINDINGS,
    desk::{Desk, Done, Outcome, undecided},
};
use crate::{
    analysis::{AS_LAST_YEAR, Council, Suspect},
    domain::{Area, AreaId, FiscalYear},
    journal::Pair,
    search::fold_id,
    shell::out,
    shown::shown,
};

/// Looks again at every link of an area that stands 前年度のまま.
pub fn area(desk: &mut Desk, typed: &str, year: Option<FiscalYear>, note: Option<&str>) -> Done {
    let council = desk.council;
    if let Some(why) = year.and_then(|year| not_newest(council, year)) {
        return Err(undecided(why));
    }
    let areas = areas(council, typed).map_err(undecided)?;
    let stands = |pair: &&Pair| {
        let area = council.records.opinion(&pair.0).and_then(|opinion| opinion.area.as_ref());
        area.map_or(areas.is_empty(), |area| is_under(council, area, &areas))
    };
    let mut pairs: Vec<Pair> = council.unrenewed.iter().filter(stands).cloned().collect();
    pairs.sort_by_key(|(opinion, program)| {
        (council.records.opinion_row(opinion), council.records.program_row(program))
    });
    if pairs.is_empty() {
        let why = format!("方向性「{typed}」に、{AS_LAST_YEAR}の対応付けはありません。");
        return Err(undecided(shown(&why)));
    }
    let (sayings, renewed, left) = council.renew(&pairs, note.unwrap_or_default().trim());
    let called = |pair: &Pair| format!("「{}」", council.records.program_name(&pair.1));
    let outcomes: Vec<_> = renewed
        .iter()
        .map(|pair| Outcome {
            on: council.records.label(&pair.0),
            now: called(pair),
            changed: true,
        })
        .collect();
    let code =
        if outcomes.is_empty() { FINDINGS } else { desk.save("再確認", &sayings, &outcomes) };
    if !left.is_empty() {
        let lines = left.iter().map(|pair| {
            let suspect = council.suspect(&pair.0, &pair.1);
            let turned = suspect.filter(|suspect| !suspect.turns.is_empty());
            let why = turned.map_or_else(|| "異動の提案あり".to_owned(), Suspect::why);
            let line = format!("  {} {} {why}", council.records.label(&pair.0), called(pair));
            shown(&line).into_owned()
        });
        out::err(&format!(
            "次の {}件は、事業に異動があったか、その提案があるので残しました。\
             提案は shingi carry で、対応付けは shingi confirm 意見 事業 で、一件ずつ確かめてください。\n{}",
            left.len(),
            lines.collect::<Vec<_>>().join("\n")
        ));
    }
    Ok(code)
}

/// Why links cannot be looked at for a year.
fn not_newest(council: &Council, year: FiscalYear) -> Option<String> {
    let newest = council.newest_programs()?;
    (year != newest).then(|| {
        format!(
            "{}のための再確認はできません。記録の最も新しい事業は{}です。何も書いていません。",
            year.japanese(),
            newest.japanese()
        )
    })
}

/// The areas that were typed by id, number or title; none for その他.
fn areas(council: &Council, typed: &str) -> Result<Vec<AreaId>, String> {
    let typed = typed.trim();
    if typed == "その他" {
        return Ok(Vec::new());
    }
    let records = &council.records;
    let wanted = fold_id(typed);
    let is_it = |area: &&Area| {
        area.id.as_str() == typed
            || !wanted.is_empty() && fold_id(&area.short()) == wanted
            || area.title == typed
    };
    // Only areas that opinions stand under: other plans number theirs alike.
    let mut found: Vec<AreaId> = Vec::new();
    for own in records.opinions.iter().filter_map(|opinion| opinion.area.as_ref()) {
        let way = way_up(council, own).into_iter().filter_map(|id| records.area(id));
        for area in way.filter(is_it) {
            if !found.contains(&area.id) {
                found.push(area.id.clone());
            }
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let tops = council.standing.areas.iter().filter_map(|(id, _)| {
        let area = records.area(id.as_ref()?)?;
        Some(format!("  {} {}", shown(&area.label), shown(&area.title)))
    });
    Err(format!(
        "方向性「{}」の意見はありません。次のどれかか、その他を指定してください。\n{}",
        shown(typed),
        tops.collect::<Vec<_>>().join("\n")
    ))
}

fn is_under(council: &Council, area: &AreaId, areas: &[AreaId]) -> bool {
    way_up(council, area).into_iter().any(|id| areas.contains(id))
}

/// An area and those it stands under.
fn way_up<'a>(council: &'a Council, area: &'a AreaId) -> Vec<&'a AreaId> {
    let mut way = vec![area];
    // Two areas may name each other as parent.
    while let Some(last) = way.last()
        && let Some(parent) = council.records.area(last).and_then(|area| area.parent.as_ref())
        && !way.contains(&parent)
    {
        way.push(parent);
    }
    way
}
