//! `shingi coverage`: how many opinions are answered.

use jiff::civil::Date;

use super::{FINE, args::Format, print};
use crate::{
    analysis::{AS_LAST_YEAR, Council, Tally},
    domain::{AnswerKind, AnswerStage, ProgressState, ThousandYen, japanese_date},
    export::json,
    ui::{
        text::{pad, right},
        theme::Borders,
    },
};

/// Columns of the name of a 方向性.
const NAME: usize = 26;
/// Columns of the figures, eighty with the name at most: mail and paper cut what is wider.
const FIGURES: [usize; 7] = [6, 10, 6, 6, 10, 8, 6];

/// Prints coverage as it stands today.
pub fn run(council: &Council, today: Date, format: Format) -> u8 {
    print(format, &json::coverage(council, today), || text(council, today));
    FINE
}

fn text(council: &Council, today: Date) -> String {
    let standing = &council.standing;
    let total = standing.total;
    let row = |name: &str, tally: Tally| {
        let figures = [
            tally.opinions,
            tally.covered(),
            tally.full,
            tally.partial,
            tally.noted,
            tally.proposed,
            tally.none(),
        ];
        let figures = figures.map(|figure| figure.to_string());
        format!("{}{}", pad(name, NAME, Borders::Line), columns(&figures))
    };
    let heads = ["意見", "対応あり", "全部", "一部", "参考のみ", "案のみ", "なし"];
    let mut lines = vec![
        format!("{}現在（{}の事業を数える）", japanese_date(today), council.bodies),
        format!("{}{}", pad("方向性", NAME, Borders::Line), columns(&heads)),
    ];
    for (area, tally) in &standing.areas {
        let name = match area {
            None => "その他".to_owned(),
            Some(id) => council.records.area_name(id),
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

fn columns(words: &[impl AsRef<str>; 7]) -> String {
    let columns = words.iter().zip(FIGURES);
    columns.map(|(word, room)| right(word.as_ref(), room, Borders::Line)).collect()
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
        format!(
            "対応付け: 要再確認 {}  案 {}  {AS_LAST_YEAR} {}",
            total.suspects, total.drafts, total.unrenewed
        ),
    ]
}

fn joined(counts: impl Iterator<Item = String>) -> String {
    counts.collect::<Vec<_>>().join("  ")
}
