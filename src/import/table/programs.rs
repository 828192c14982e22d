//! Rows of a table as programs, listed in the areas that the table itself names.

use std::collections::{HashMap, HashSet};

use super::{
    Columns, Fault, Grid, Kind, Taken, Wish,
    grid::{Cell, Row},
};
use crate::{
    domain::{Amount, Area, AreaId, Entry, FiscalYear, Listing, Plan, ProgramId, ThousandYen},
    import::{
        report::Known,
        tidy::{squeezed, tidy},
    },
};

/// 単位 of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 千円.
    Thousand,
    /// 円.
    Yen,
    /// 百万円.
    Million,
}

impl Unit {
    /// The unit that some words name.
    #[must_use]
    pub fn named(words: &str) -> Option<Self> {
        let key = squeezed(words);
        [("百万円", Self::Million), ("千円", Self::Thousand), ("円", Self::Yen)]
            .into_iter()
            .find(|(word, _)| {
                key == *word
                    || key.contains(&format!("（{word}）"))
                    || key.contains(&format!("({word})"))
                    || key.contains(&format!("単位：{word}"))
            })
            .map(|(_, unit)| unit)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Thousand => "千円",
            Self::Yen => "円",
            Self::Million => "百万円",
        }
    }
}

/// Reads the rows of a table as programs.
#[must_use]
pub fn programs(grid: &Grid, columns: &Columns, wish: &Wish, known: &Known) -> Taken {
    let mut taken = Taken::default();
    let mut table = Table {
        wish,
        known,
        plan: Plan {
            id: wish.prefix.clone(),
            source: wish.source.clone(),
            label: None,
            title: format!("{}の事業の一覧", wish.year.japanese()),
            amounts: Vec::new(),
            areas: Vec::new(),
        },
        areas: HashMap::new(),
        seen: HashSet::new(),
        amounts: Vec::new(),
    };
    for (name, own) in [("決算額", wish.year.previous()), ("予算額", wish.year)] {
        let Some(column) = columns.of(name) else { continue };
        let heading = columns.heading(column);
        let Some(unit) = Unit::named(heading).or(wish.unit) else {
            let what = format!(
                "「{heading}」の列の単位が分かりません。見出しに（千円）と書くか、--unit 千円 を\
                 付けてください。"
            );
            if let Some(row) = grid.rows.get(columns.heading) {
                taken.faults.push(grid.fault(row, column, what));
            }
            continue;
        };
        let printed = year_in(heading);
        let year = printed.unwrap_or(own);
        if printed.is_none() {
            taken
                .notes
                .push(format!("「{heading}」の列を{}の{name}として読みます。", year.japanese()));
        }
        table.amounts.push((name, column, year, unit));
    }
    for row in columns.rows(grid) {
        match table.entry(grid, columns, row) {
            Ok(entry) => taken.programs.push(entry),
            Err(faults) => taken.faults.extend(faults),
        }
    }
    let again = taken.programs.iter().filter(|entry| entry.listed.relisted).count();
    if again > 0 {
        taken.notes.push(format!("同じ名の事業が別の施策にもある {again}行を、再掲としました。"));
    }
    taken.plan = Some(table.plan);
    taken
}

/// The fiscal year in a heading: `令和6年度決算額`, `R6決算`.
fn year_in(heading: &str) -> Option<FiscalYear> {
    let key = squeezed(heading);
    let end = key.char_indices().find_map(|(at, c)| {
        let digit = c.is_ascii_digit() || c == '元';
        let more = key[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        (digit && !more).then_some(at + c.len_utf8())
    })?;
    key[..end].parse().ok()
}

struct Table<'a> {
    wish: &'a Wish,
    known: &'a Known,
    plan: Plan,
    areas: HashMap<String, AreaId>,
    seen: HashSet<ProgramId>,
    amounts: Vec<(&'static str, usize, FiscalYear, Unit)>,
}

impl Table<'_> {
    fn entry(&mut self, grid: &Grid, columns: &Columns, row: &Row) -> Result<Entry, Vec<Fault>> {
        let mut faults = Vec::new();
        for field in Kind::Programs.fields().iter().filter(|field| field.required) {
            let column = columns.of(field.name).unwrap_or_default();
            if row.text(column).is_empty() {
                let what = format!(
                    "{}がありません。要らない行（合計など）なら消してください。",
                    field.name
                );
                faults.push(grid.fault(row, column, what));
            }
        }
        for (_, column) in &columns.chosen {
            if let Some(Cell::Error(error)) = row.cells.get(*column) {
                faults.push(grid.fault(row, *column, format!("式の誤り（{error}）です。")));
            }
        }
        let text = |field: &str| {
            let cell = columns.of(field).map_or("", |column| row.text(column));
            Some(cell).filter(|cell| !cell.is_empty())
        };
        let number = text("番号").map(|cell| squeezed(cell).parse::<u32>());
        if let (Some(Err(_)), Some(column)) = (&number, columns.of("番号")) {
            let what = format!("番号「{}」が数字として読めません。", row.text(column));
            faults.push(grid.fault(row, column, what));
        }
        let (mut settled, mut budget) = (None, None);
        for (name, column, year, unit) in &self.amounts {
            let held = if *name == "決算額" { &mut settled } else { &mut budget };
            match amount(row.text(*column), *year, *unit) {
                Ok(amount) => *held = amount,
                Err(why) => faults.push(grid.fault(row, *column, why)),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let name = tidy(text("事業名").unwrap_or_default());
        let area = self.area(text("施策").unwrap_or_default());
        let program = self.known.city_program(&name);
        let relisted = !self.seen.insert(program.clone());
        let lines = |field: &str| -> Vec<String> {
            let lines = text(field).unwrap_or_default().lines();
            lines
                .map(|line| tidy(line.trim().trim_start_matches('・')))
                .filter(|it| !it.is_empty())
                .collect()
        };
        let printed_name = (program.name() != name).then_some(name);
        Ok(Entry {
            program,
            source: self.wish.source.clone(),
            printed_name,
            listed: Listing { area, number: number.and_then(Result::ok), label: None, relisted },
            departments: lines("担当課"),
            marks: Vec::new(),
            settled,
            budget,
            amounts: Vec::new(),
            content: text("内容").map(|cell| tidy(&cell.replace('\n', ""))),
            items: Vec::new(),
            results: lines("結果"),
            remark: text("備考").map(|cell| tidy(&cell.replace('\n', " "))),
            source_note: None,
        })
    }

    /// The area of a cell; a new one where no row named it before.
    fn area(&mut self, cell: &str) -> AreaId {
        let key = squeezed(cell);
        if let Some(id) = self.areas.get(&key) {
            return id.clone();
        }
        let id = AreaId::from(format!("{}/{}", self.wish.prefix, self.areas.len() + 1));
        self.areas.insert(key, id.clone());
        self.plan.areas.push(Area {
            id: id.clone(),
            label: String::new(),
            title: tidy(cell),
            parent: None,
            settled: None,
            budget: None,
            amounts: Vec::new(),
            prose: Vec::new(),
            source_note: None,
        });
        id
    }
}

/// The amount of a cell; none where it is empty or holds a dash.
fn amount(cell: &str, year: FiscalYear, unit: Unit) -> Result<Option<Amount>, String> {
    let key = squeezed(cell).replace(',', "");
    let bare = key.strip_suffix(unit.word()).unwrap_or(&key);
    if matches!(bare, "" | "-" | "－" | "―" | "—") {
        return Ok(None);
    }
    let unreadable = || format!("「{cell}」が金額（{}）として読めません。", unit.word());
    let (sign, digits) = match bare.strip_prefix(['△', '▲', '-']) {
        Some(rest) => (-1, rest),
        None => (1, bare),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let well = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    let whole: i64 = whole.parse().map_err(|_| unreadable())?;
    if !well(digits.split('.').next().unwrap_or_default())
        || !well(part)
        || whole > 1_000_000_000_000
    {
        return Err(unreadable());
    }
    let fraction = !part.trim_matches('0').is_empty();
    let (thousand, printed) = match unit {
        Unit::Thousand if !fraction => (whole, None),
        Unit::Million if !fraction => (whole * 1000, Some(())),
        Unit::Yen if !fraction => (whole / 1000, (whole % 1000 != 0).then_some(())),
        _ => {
            return Err(format!(
                "「{cell}」に端数があります。{}の整数で書いてください。",
                unit.word()
            ));
        }
    };
    let printed = printed.map(|()| format!("{}{}", ThousandYen(sign * whole), unit.word()));
    Ok(Some(Amount { year, thousand_yen: ThousandYen(sign * thousand), printed }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_whole_thousands_of_yen_whatever_unit_is_printed() {
        let year: FiscalYear = "R7".parse().unwrap();
        for (cell, unit, thousand, printed) in [
            ("15,232", Unit::Thousand, Some(15_232), None),
            ("１５，２３２千円", Unit::Thousand, Some(15_232), None),
            ("△ 5", Unit::Thousand, Some(-5), None),
            ("15232.0", Unit::Thousand, Some(15_232), None),
            ("15232000", Unit::Yen, Some(15_232), None),
            ("15,232,500円", Unit::Yen, Some(15_232), Some("15,232,500円")),
            ("35", Unit::Million, Some(35_000), Some("35百万円")),
            ("－", Unit::Thousand, None, None),
            ("", Unit::Thousand, None, None),
        ] {
            let read = amount(cell, year, unit).unwrap();
            let read = read.map(|it| (it.thousand_yen.0, it.printed));
            assert_eq!(read, thousand.map(|it| (it, printed.map(str::to_owned))), "{cell}");
        }
        for cell in [
            "約5",
            "5.5",
            "5千人",
            "1e9",
            "5-",
            "+5",
            "９９９９９９９９９９９９９９９９９９９",
            "0x10",
            ".",
        ] {
            assert!(amount(cell, year, Unit::Thousand).is_err(), "{cell}");
        }
    }

    #[test]
    fn a_heading_names_year_and_unit() {
        let year = |text: &str| year_in(text).map(|year| year.to_string());
        assert_eq!(year("令和6年度決算額（千円）").as_deref(), Some("R6"));
        assert_eq!(year("R10予算").as_deref(), Some("R10"));
        assert_eq!(year("決算額"), None);
        assert_eq!(Unit::named("予算額（千円）"), Some(Unit::Thousand));
        assert_eq!(Unit::named("予算額(円)"), Some(Unit::Yen));
        assert_eq!((Unit::named("百万円"), Unit::named("予算額")), (Some(Unit::Million), None));
    }
}
