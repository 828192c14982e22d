//! `shingi coverage`: how many opinions are answered.

use jiff::civil::Date;

use super::{FINE, args::Format, print};
use crate::{
    analysis::{Council, Tally},
    domain::{AnswerKind, AnswerStage, ProgressState, ThousandYen, japanese_date},
    export::json,
    ui::{
        text::{pad, right},
        theme::Borders,
    },
};

/// Prints coverage as it stands today.
pub fn run(council: &Council, today: Date, format: Format) -> u8 {
    print(format, &json::coverage(council, today), || text(council, today));
    FINE
}

fn text(council: &Council, today: Date) -> String {
    let standing = &council.standing;
    let total = standing.total;
    let row = |name: &str, tally: Tally| {
        let figures =
            [tally.opinions, tally.covered(), tally.full, tally.partial, tally.noted, tally.none()];
        let figures = figures.map(|figure| right(&figure.to_string(), 10, Borders::Line));
        format!("{}{}", pad(name, 30, Borders::Line), figures.join(""))
    };
    let heads = ["意見", "対応あり", "全部", "一部", "参考のみ", "なし"];
    let heads = heads.map(|head| right(head, 10, Borders::Line));
    let mut lines = vec![
        format!("{}現在（{}の事業を数える）", japanese_date(today), council.bodies),
        format!("{}{}", pad("方向性", 30, Borders::Line), heads.join("")),
    ];
    for (area, tally) in &standing.areas {
        let name = match area {
            None => "その他".to_owned(),
            Some(id) => council.records.area(id).map_or_else(
                || format!("{id}（参照先なし）"),
                |area| format!("{} {}", area.label, area.title),
            ),
        };
        lines.push(row(&name, *tally));
    }
    lines.push(row("計", total));
    let shares = total.shares().map(|(name, share)| format!("{name} {share}"));
    lines.push(shares.join("  "));
    lines.extend(said(council, &total));
    if standing.by_year.len() > 1 {
        let years = standing.by_year.iter().map(|(year, tally)| {
            let shares = tally.shares().map(|(name, share)| format!("{name} {share}"));
            format!("{year}  {}", shares.join("  "))
        });
        lines.extend(years);
    }
    let (unasked, current) = standing.unasked();
    lines.push(format!("求める意見のない事業 {unasked}/{current}"));
    let money = standing.money;
    lines.push(if money.programs == 0 {
        "対応している事業 0件".to_owned()
    } else {
        format!(
            "対応している事業 {}件  決算額 {}  予算額 {}（再掲は一度だけ数えています）",
            money.programs,
            ThousandYen::with_unit(money.settled),
            ThousandYen::with_unit(money.budget)
        )
    });
    lines.join("\n")
}

/// What people said of the opinions: each line adds up to all of them, or says of how many it is.
fn said(council: &Council, total: &Tally) -> [String; 4] {
    let records = &council.records;
    let kinds = AnswerKind::ALL.iter().zip(total.kinds);
    let kinds = kinds.map(|(kind, n)| format!("{} {} {n}", kind.code(), records.word(*kind)));
    let stages = AnswerStage::ALL.iter().zip(total.stages);
    let stages = stages.map(|(stage, n)| format!("{} {n}", records.word(*stage)));
    let progress = ProgressState::ALL.iter().zip(total.progress);
    let progress = progress.map(|(state, n)| format!("{} {n}", records.word(*state)));
    [
        format!(
            "対応区分: {}  食い違い {}  未回答 {}",
            joined(kinds),
            total.disputed,
            total.unanswered
        ),
        format!(
            "段階: {}  うち準用 {}  要望・伝達 {}",
            joined(stages),
            total.through,
            total.referred
        ),
        format!(
            "進捗: {}  食い違い {}  未設定 {}",
            joined(progress),
            total.progress_disputed,
            total.unset
        ),
        format!("対応付け: 要再確認 {}  案 {}", total.suspects, total.drafts),
    ]
}

fn joined(counts: impl Iterator<Item = String>) -> String {
    counts.collect::<Vec<_>>().join("  ")
}
