//! Dates as a Japanese office types and writes them.

use jiff::{ToSpan, civil::Date};
use unicode_normalization::UnicodeNormalization;

use super::year::{ERAS, FiscalYear, ordinal};

/// 曜日, from Monday on.
const WEEKDAYS: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];

/// The years a date may be in: no record is older than the era table, and no due date so far off.
const YEARS: std::ops::RangeInclusive<i16> = 1868..=2999;

/// How much of what was typed an error repeats.
const REPEATED: usize = 24;

/// 過ぎた日. As [`parse_date`], but of a day that has come: one without a year is the last such day
/// up to `today`.
///
/// # Errors
///
/// As there, and where the day has not come yet.
pub fn parse_past(text: &str, today: Date) -> Result<Date, String> {
    let named = parse_date(text, today)?;
    // Only a day without a year is read from another day on as another one.
    let year_ago = today.saturating_sub(1.year()).tomorrow().unwrap_or(today);
    let days = [named, parse_date(text, year_ago).unwrap_or(named)];
    let last = days.into_iter().filter(|day| *day <= today).max();
    last.ok_or_else(|| format!("{}は、まだ来ていません。", wareki(named)))
}

/// 日付. Reads a date however an office writes it, full-width characters included.
///
/// `2026-07-02`, `2026/7/2`, `R8.7.2`, `令和8年7月2日`, with `（2026年）` and `（木）` where they
/// belong; `7/2` and `7月2日` are the next such day from `today` on, `今日` is `today`. A weekday or
/// western year in parentheses has to agree with the date: where it does not, one of the two was
/// mistyped, and nobody but the writer knows which.
///
/// # Errors
///
/// A sentence that repeats what was typed and says how a date is written.
pub fn parse_date(text: &str, today: Date) -> Result<Date, String> {
    read(text, today, today)
}

/// The same where a fiscal year is known: `7/2` is that day of it.
///
/// # Errors
///
/// As above.
pub fn parse_date_of(year: FiscalYear, text: &str, today: Date) -> Result<Date, String> {
    read(text, today, year.first_day().unwrap_or(today))
}

/// A day without a year is the next from `first` on.
fn read(text: &str, today: Date, first: Date) -> Result<Date, String> {
    let typed: String = text.trim().chars().take(REPEATED).collect();
    let examples = "2026-07-02、R8.7.2、7月2日 のように書いてください。";
    if typed.is_empty() {
        return Err(format!("日付がまだありません。{examples}"));
    }
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let unreadable = || format!("「{typed}」は日付として読めません。{examples}");
    let (bare, asides) = without_asides(&folded).ok_or_else(unreadable)?;
    let date = if matches!(bare.as_str(), "今日" | "本日") {
        Some(today)
    } else {
        match numbers(&bare).ok_or_else(unreadable)? {
            Numbers::Whole(year, month, day) => Date::new(year, month, day).ok(),
            Numbers::OfSomeYear(month, day) => next(month, day, first),
        }
    };
    let date = date.ok_or_else(|| format!("「{typed}」という日はありません。{examples}"))?;
    for aside in asides {
        match agrees(aside, date) {
            Some(true) => {}
            Some(false) => {
                return Err(format!(
                    "「{typed}」は（{aside}）が合いません。{}は{}年、{}曜日です。",
                    wareki(date),
                    date.year(),
                    weekday(date)
                ));
            }
            None => return Err(unreadable()),
        }
    }
    Ok(date)
}

/// `令和8年7月2日`.
#[must_use]
pub fn wareki(date: Date) -> String {
    let (name, _, year) = era(date);
    format!("{name}{}年{}月{}日", ordinal(year), date.month(), date.day())
}

/// `R8.7.2`.
#[must_use]
pub fn short_wareki(date: Date) -> String {
    let (_, letter, year) = era(date);
    format!("{letter}{year}.{}.{}", date.month(), date.day())
}

/// `令和7年7月2日（水）`.
#[must_use]
pub fn japanese_date(date: Date) -> String {
    format!("{}（{}）", wareki(date), weekday(date))
}

/// The era of a day, its letter, and the year in it.
fn era(date: Date) -> (&'static str, char, i16) {
    let (first, name, letter) =
        ERAS.into_iter().find(|(first, ..)| *first <= date).unwrap_or(ERAS[ERAS.len() - 1]);
    (name, letter, date.year() - first.year() + 1)
}

fn weekday(date: Date) -> char {
    WEEKDAYS[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default()]
}

/// What was typed, as numbers.
enum Numbers {
    Whole(i16, i8, i8),
    OfSomeYear(i8, i8),
}

/// `令和8年7月2日`, and the `2026年` and `木曜日` that stood in it in parentheses.
fn without_asides(text: &str) -> Option<(String, Vec<&str>)> {
    let mut bare = String::new();
    let mut asides = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let (aside, after) = after.split_once(')')?;
        bare.push_str(before);
        asides.push(aside);
        rest = after;
    }
    bare.push_str(rest);
    Some((bare, asides))
}

/// Whether what stands in parentheses is true of the date; `None` for what says nothing of dates.
fn agrees(aside: &str, date: Date) -> Option<bool> {
    if let Some(year) = aside.strip_suffix('年') {
        return Some(number::<i16>(year)? == date.year());
    }
    let day = aside.strip_suffix("曜日").or_else(|| aside.strip_suffix('曜')).unwrap_or(aside);
    let mut letters = day.chars();
    let day = letters.next().filter(|day| WEEKDAYS.contains(day))?;
    letters.next().is_none().then(|| day == weekday(date))
}

fn numbers(text: &str) -> Option<Numbers> {
    // With the IME on, the keys of `-`, `/` and `.` type `ー`, `・` and `。`.
    let plain: String = text
        .strip_suffix('日')
        .unwrap_or(text)
        .chars()
        .map(|c| match c {
            '年' | '月' | '-' | '.' | 'ー' | '‐' | '–' | '−' | '・' | '。' => '/',
            c => c,
        })
        .collect();
    let era = ERAS.into_iter().find_map(|(first, name, letter)| {
        let rest = plain
            .strip_prefix(name)
            .or_else(|| plain.strip_prefix([letter, letter.to_ascii_lowercase()]))?;
        Some((first.year() - 1, rest))
    });
    let parts: Vec<&str> = era.map_or(plain.as_str(), |(_, rest)| rest).split('/').collect();
    match (era, &parts[..]) {
        (Some((before, _)), [year, month, day]) => {
            let year = if *year == "元" { 1 } else { number::<i16>(year)? };
            let western = before.checked_add(year).filter(|west| YEARS.contains(west))?;
            (year > 0).then_some(Numbers::Whole(western, number(month)?, number(day)?))
        }
        (None, [year, month, day]) => {
            let year = number(year).filter(|year| YEARS.contains(year))?;
            Some(Numbers::Whole(year, number(month)?, number(day)?))
        }
        (None, [month, day]) => Some(Numbers::OfSomeYear(number(month)?, number(day)?)),
        _ => None,
    }
}

/// Digits and nothing else: no sign.
fn number<N: std::str::FromStr>(digits: &str) -> Option<N> {
    digits.chars().all(|c| c.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// The next such day from today on. The 29th of February can be eight years away.
fn next(month: i8, day: i8, today: Date) -> Option<Date> {
    (0..=8)
        .filter_map(|years| Date::new(today.year().checked_add(years)?, month, day).ok())
        .find(|date| *date >= today)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = Date::constant(2026, 7, 2);

    #[test]
    fn a_date_is_read_however_an_office_writes_it() {
        for (text, read) in [
            ("2026-07-02", date(2026, 7, 2)),
            ("2026/7/2", date(2026, 7, 2)),
            ("２０２６／７／２", date(2026, 7, 2)),
            ("２０２６ー７ー２", date(2026, 7, 2)),
            ("2026年7月2日", date(2026, 7, 2)),
            ("R8.7.2", date(2026, 7, 2)),
            ("r8/7/2", date(2026, 7, 2)),
            ("Ｒ８。７。２", date(2026, 7, 2)),
            ("R8-07-02", date(2026, 7, 2)),
            ("令和8年7月2日", date(2026, 7, 2)),
            ("㋿８年７月２日", date(2026, 7, 2)),
            (" 令和 8 年 7 月 2 日 ", date(2026, 7, 2)),
            ("令和8年（2026年）7月2日（木曜日）", date(2026, 7, 2)),
            ("令和8年7月2日(木)", date(2026, 7, 2)),
            ("令和元年5月1日", date(2019, 5, 1)),
            ("H31.4.30", date(2019, 4, 30)),
            ("昭和64年1月7日", date(1989, 1, 7)),
            ("今日", TODAY),
            ("本日（木）", TODAY),
        ] {
            assert_eq!(parse_date(text, TODAY), Ok(read), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_next_one_from_today_on() {
        for (text, read) in [
            ("7/2", date(2026, 7, 2)),
            ("7月3日", date(2026, 7, 3)),
            ("7/1", date(2027, 7, 1)),
            ("７・１", date(2027, 7, 1)),
            ("3月31日（水）", date(2027, 3, 31)),
            ("2/29", date(2028, 2, 29)),
        ] {
            assert_eq!(parse_date(text, TODAY), Ok(read), "{text}");
        }
        assert_eq!(parse_date("2/29", date(2096, 3, 1)), Ok(date(2104, 2, 29)));
    }

    #[test]
    fn a_day_without_a_year_is_that_of_the_fiscal_year_that_is_known() {
        let year = FiscalYear::from_western(2026);
        for (text, read) in [
            ("4/1", date(2026, 4, 1)),
            ("7月1日", date(2026, 7, 1)),
            ("7月1日（水）", date(2026, 7, 1)),
            ("3/31", date(2027, 3, 31)),
            ("R5.7.1", date(2023, 7, 1)),
            ("今日", date(2026, 11, 21)),
        ] {
            assert_eq!(parse_date_of(year, text, date(2026, 11, 21)), Ok(read), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_examples() {
        for text in [
            "来週",
            "7",
            "20260702",
            "26/7/2",
            "R8.7",
            "R0.7.2",
            "R元",
            "R-1.7.2",
            "7/-2",
            "7/+2",
            "2026/7/2/1",
            "0/0/0",
            "1/2/3(",
            "7/2)",
            "7/2（仮）",
            "7/2()",
            "R32767.1.1",
            "9999/1/1",
            "年月日",
            "//",
            "日",
        ] {
            let refused = parse_date(text, TODAY).expect_err(text);
            assert!(refused.starts_with(&format!("「{text}」は日付として")), "{refused}");
            assert!(refused.contains("R8.7.2"), "{refused}");
        }
        assert!(parse_date(" 　", TODAY).is_err_and(|refused| refused.starts_with("日付がまだ")));
        let refused = parse_date(&"あ".repeat(500), TODAY).expect_err("no date");
        assert!(refused.chars().count() < 100, "{refused}");
    }

    #[test]
    fn a_day_that_does_not_exist_or_contradicts_itself_is_refused() {
        for (text, why) in [
            ("2026/2/29", "「2026/2/29」という日はありません。"),
            ("R8.13.1", "「R8.13.1」という日はありません。"),
            ("2/30", "「2/30」という日はありません。"),
            (
                "R8.7.2(金)",
                "「R8.7.2(金)」は（金）が合いません。令和8年7月2日は2026年、木曜日です。",
            ),
            ("令和8年（2025年）7月2日", "「令和8年（2025年）7月2日」は（2025年）が合いません。"),
        ] {
            let refused = parse_date(text, TODAY).expect_err(text);
            assert!(refused.starts_with(why), "{refused}");
        }
    }

    #[test]
    fn a_date_is_written_in_the_era_of_its_day_and_read_again() {
        for (date, long, short, weekday) in [
            (date(2025, 7, 2), "令和7年7月2日", "R7.7.2", "（水）"),
            (date(2019, 5, 1), "令和元年5月1日", "R1.5.1", "（水）"),
            (date(2019, 4, 30), "平成31年4月30日", "H31.4.30", "（火）"),
            (date(1989, 1, 7), "昭和64年1月7日", "S64.1.7", "（土）"),
        ] {
            assert_eq!((wareki(date).as_str(), short_wareki(date).as_str()), (long, short));
            assert_eq!(japanese_date(date), format!("{long}{weekday}"));
            for written in [wareki(date), short_wareki(date), japanese_date(date)] {
                assert_eq!(parse_date(&written, TODAY), Ok(date), "{written}");
            }
        }
    }
}
