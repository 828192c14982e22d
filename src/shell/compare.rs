//! 前回からの変更, for the dashboard.

use jiff::civil::Date;

use super::office::Office;
use crate::{
    analysis::{
        Council,
        changes::{by_years, changes},
    },
    app::overlay::Between,
    export,
};

/// What has changed, in lines.
pub fn compared(office: &mut Office, council: &Council, today: Date, between: Between) -> String {
    let found = match between {
        Between::Since(day) => Some(changes((&office.council_on(day), day), (council, today))),
        Between::Years(from, to) => by_years(council, from, to),
    };
    found.map_or_else(
        || "二つの年度の両方の資料は、記録にありません。".to_owned(),
        |found| export::changes::text(council, &found),
    )
}
