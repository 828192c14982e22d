//! Amounts as the report prints them: 千円, spaced out, full width, △ for less than nothing.

use crate::domain::{FiscalYear, ThousandYen};

/// `15,232千円` without spaces at the head of some words: the amount, and the words behind it.
///
/// Commas stand where they belong or the figure is not read: one that lost a digit is none.
pub(super) fn thousand_yen(key: &str) -> Result<(ThousandYen, &str), String> {
    let (sign, rest) = match key.strip_prefix(['△', '▲']) {
        Some(rest) => (-1, rest),
        None => (1, key),
    };
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(rest.len());
    let (figure, rest) = rest.split_at(end);
    let Some(rest) = rest.strip_prefix("千円") else {
        return Err("金額の後ろに「千円」がありません".to_owned());
    };
    let amount = whole(figure).ok_or_else(|| format!("金額「{figure}」の桁が読めません"))?;
    Ok((ThousandYen(sign * amount), rest))
}

/// A whole number; commas, if any, before every third digit.
pub(super) fn whole(figure: &str) -> Option<i64> {
    let mut groups = figure.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let well = digits(first)
        && (rest.is_empty() || first.len() <= 3)
        && rest.iter().all(|group| group.len() == 3 && digits(group));
    if !well {
        return None;
    }
    figure.replace(',', "").parse().ok().filter(|amount| *amount <= 1_000_000_000_000_000)
}

/// 決算額か予算額か.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Settled,
    Budget,
}

/// What a row prints in its columns; nothing where it prints a dash.
pub(super) type Printed = Vec<(Column, Option<ThousandYen>)>;

/// The amounts of a program's row: `前年度決算額15,232千円・今年度予算額16,152千円`, either of them
/// alone, or a dash where there is none. `None` where the words are about something else.
pub(super) fn of_row(key: &str) -> Option<Result<Printed, String>> {
    let mut rest = key;
    let mut amounts = Printed::new();
    loop {
        let head = [("前年度決算額", Column::Settled), ("今年度予算額", Column::Budget)];
        let found =
            head.iter().find_map(|(word, column)| Some((*column, rest.strip_prefix(word)?)));
        let Some((column, behind)) = found else {
            return (!amounts.is_empty())
                .then(|| Err(format!("金額の後ろの「{}」が読めません", start(rest))));
        };
        if amounts.iter().any(|(other, _)| *other == column) {
            return Some(Err("同じ名の金額が二つあります".to_owned()));
        }
        let behind = behind.trim_start_matches(['：', ':']);
        let (amount, behind) = match behind.strip_prefix(['-', '－', '―', '—', '‐']) {
            Some(behind) => (None, behind),
            None => match thousand_yen(behind) {
                Ok((amount, behind)) => (Some(amount), behind),
                Err(why) => return Some(Err(why)),
            },
        };
        amounts.push((column, amount));
        rest = behind.trim_start_matches(['・', '／', '、']);
        if rest.is_empty() {
            return Some(Ok(amounts));
        }
    }
}

/// The total of an area: `令和6年度決算額：172,627千円`. `None` where the words are about something
/// else.
pub(super) fn of_area(key: &str) -> Option<Result<(FiscalYear, Column, ThousandYen), String>> {
    let (year, rest) = key.split_once("年度")?;
    let year: FiscalYear = format!("{year}年度").parse().ok()?;
    let (column, rest) = match (rest.strip_prefix("決算額"), rest.strip_prefix("予算額")) {
        (Some(rest), _) => (Column::Settled, rest),
        (_, Some(rest)) => (Column::Budget, rest),
        _ => return None,
    };
    let rest = rest.trim_start_matches(['：', ':']);
    Some(match thousand_yen(rest) {
        Ok((amount, "")) => Ok((year, column, amount)),
        Ok((_, behind)) => Err(format!("金額の後ろの「{}」が読めません", start(behind))),
        Err(why) => Err(why),
    })
}

fn start(text: &str) -> String {
    text.chars().take(10).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::tidy::squeezed;

    #[test]
    fn the_amounts_of_a_row_are_read_however_they_are_spaced() {
        let both = vec![
            (Column::Settled, Some(ThousandYen(15_232))),
            (Column::Budget, Some(ThousandYen(1_041_900))),
        ];
        for text in [
            "前年度決算額 1 5， 2 3 2 千円 ・ 今年度予算額 1， 0 4 1， 9 0 0 千円",
            "前年度決算額\t１５，２３２千円 今年度予算額 １，０４１，９００千円",
        ] {
            assert_eq!(of_row(&squeezed(text)), Some(Ok(both.clone())), "{text}");
        }
        let budget = vec![(Column::Budget, Some(ThousandYen(-5)))];
        assert_eq!(of_row("今年度予算額△5千円"), Some(Ok(budget)));
        assert_eq!(of_row("前年度決算額－"), Some(Ok(vec![(Column::Settled, None)])));
        assert_eq!(of_row("前年度の決算額は"), None);
        for text in [
            "前年度決算額15,23千円",
            "前年度決算額15,232円",
            "前年度決算額千円",
            "前年度決算額1千円前年度決算額2千円",
            "前年度決算額1千円ほか",
            "前年度決算額99999999999999999999千円",
            "前年度決算額",
        ] {
            assert!(matches!(of_row(text), Some(Err(_))), "{text}");
        }
    }

    #[test]
    fn the_total_of_an_area_names_its_year() {
        let (year, column, amount) = of_area("令和6年度決算額：172,627千円").unwrap().unwrap();
        assert_eq!((year.to_string().as_str(), column, amount.0), ("R6", Column::Settled, 172_627));
        assert_eq!(of_area("令和6年度の施策"), None);
        assert!(of_area("令和6年度予算額：172,62千円").unwrap().is_err());
    }
}
