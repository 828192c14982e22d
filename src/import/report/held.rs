//! 開催日時: the day and the hours in what a report prints.

use jiff::civil::{Date, Time};

use crate::{
    domain::{japanese_date, parse_date, parse_time},
    import::tidy::squeezed,
};

/// 開催日時, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) date: Date,
    pub(super) start: Option<Time>,
    pub(super) end: Option<Time>,
    /// What does not fit together.
    pub(super) doubts: Vec<String>,
}

/// Reads `令和7年（2025年）7月2日（水曜日）午前10時～午前12時`.
///
/// # Errors
///
/// When there is no day in it.
pub(super) fn held(printed: &str) -> Result<Held, String> {
    let key = squeezed(printed);
    let unreadable = || format!("開催日時「{printed}」の日付が読めません");
    let end = key.find('日').map(|at| at + '日'.len_utf8()).ok_or_else(unreadable)?;
    let (day, rest) = key.split_at(end);
    // The year is printed, so it does not matter what day is taken for today.
    let date = parse_date(&without_brackets(day), Date::ZERO).map_err(|_| unreadable())?;
    let mut doubts = Vec::new();
    let western = day.split_once('（').and_then(|(_, rest)| rest.split_once("年）"));
    if let Some((western, _)) = western
        && western != date.year().to_string()
    {
        doubts.push(format!("開催日時の西暦（{western}年）が和暦と合いません: {printed}"));
    }
    let mut rest = rest;
    if let Some(inside) = rest.strip_prefix('（')
        && let Some((weekday, behind)) = inside.split_once('）')
    {
        let day = weekday.chars().next().unwrap_or_default();
        if !japanese_date(date).ends_with(&format!("（{day}）")) {
            doubts.push(format!("開催日時の曜日（{weekday}）が日付と合いません: {printed}"));
        }
        rest = behind;
    }
    let mut times = rest.split(['～', '〜', '-', '－']).map(|text| (text, time(text)));
    let mut next = |what: &str| match times.next() {
        None | Some(("", _)) => None,
        Some((_, Some(time))) => Some(time),
        Some((text, None)) => {
            doubts.push(format!("{what}時刻「{text}」が読めません: {printed}"));
            None
        }
    };
    let (start, end) = (next("始まりの"), next("終わりの"));
    if let Some((text, _)) = times.next() {
        doubts.push(format!("開催日時の「{text}」が読めません: {printed}"));
    }
    if start.zip(end).is_some_and(|(start, end)| end <= start) {
        doubts.push(format!("会議の終わりが始まりより前です: {printed}"));
    }
    Ok(Held { date, start, end, doubts })
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0;
    let inside = |c: char| {
        depth += i32::from(c == '（');
        let plain = depth == 0;
        depth -= i32::from(c == '）');
        plain
    };
    let mut inside = inside;
    text.chars().filter(|c| inside(*c)).collect()
}

/// `午前10時`, `13:10`; noon is printed as 午前12時. 午後12時 is noon to one person and midnight to
/// another.
fn time(text: &str) -> Option<Time> {
    if text.starts_with("午後12") { None } else { parse_time(text).ok() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn a_day_and_its_hours_are_read() {
        for (printed, start, end) in [
            ("令和7年（2025年）7月2日（水曜日）午前10時～午前12時", Some((10, 0)), Some((12, 0))),
            ("令和 7 年 7 月 2 日（水）１３：１０～", Some((13, 10)), None),
            ("令和7年7月2日", None, None),
        ] {
            let at = |at: Option<(i8, i8)>| at.map(|(hour, minute)| time(hour, minute, 0, 0));
            let (start, end) = (at(start), at(end));
            let doubts = Vec::new();
            let read = Held { date: date(2025, 7, 2), start, end, doubts };
            assert_eq!(held(printed), Ok(read), "{printed}");
        }
        assert!(held("7月2日は未定").is_err() || held("未定").is_err());
        assert!(held("令和7年13月2日").is_err());
    }

    #[test]
    fn what_does_not_fit_together_is_told() {
        for printed in [
            "令和7年（2024年）7月2日（水曜日）午前10時～午前12時",
            "令和7年7月2日（木曜日）午前10時～午前12時",
            "令和7年7月2日（水）午後12時～",
            "令和7年7月2日（水）午後3時～午後1時",
            "令和7年7月2日（水）午前10時～午前11時～午前12時",
        ] {
            assert_eq!(held(printed).unwrap().doubts.len(), 1, "{printed}");
        }
    }
}
