//! `shingi coverage`: how many opinions are answered.

use jiff::civil::Date;

use super::{FINE, args::Format, print};
use crate::{
    analysis::Council,
    domain::{ThousandYen, japanese_date},
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
    let row = |name: &str, tally: crate::analysis::Tally| {
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
    lines.push(format!(
        "対応事業あり {}/{}  結果あり {}/{}",
        total.covered(),
        total.opinions,
        total.with_result,
        total.opinions
    ));
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
