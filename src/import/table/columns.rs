//! Which column of a table holds what: proposed from the headings, named by a person, remembered.

use serde::{Deserialize, Serialize};

use super::grid::{Grid, Row};
use crate::import::tidy::squeezed;

/// 表の種類. What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// 意見.
    #[serde(rename = "意見")]
    Opinions,
    /// 事業.
    #[serde(rename = "事業")]
    Programs,
}

/// 項目. What a column can hold.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The name a person types.
    pub name: &'static str,
    /// Whether a table must have it.
    pub required: bool,
    /// What offices write above it.
    headings: &'static [&'static str],
}

const fn field(name: &'static str, required: bool, headings: &'static [&'static str]) -> Field {
    Field { name, required, headings }
}

#[rustfmt::skip]
const OPINIONS: [Field; 5] = [
    field("番号", true, &["番号", "意見番号", "No", "No.", "NO", "項番", "通番", "整理番号"]),
    field("意見", true, &["意見", "意見の要旨", "意見要旨", "意見内容", "意見の内容", "意見の概要", "ご意見", "本文"]),
    field("見出し", false, &["見出し", "分類", "項目", "テーマ"]),
    field("施策", false, &["施策", "施策の柱", "方向性", "柱", "施策名"]),
    field("会議", false, &["会議", "会議名", "会議の回", "回", "開催回"]),
];

#[rustfmt::skip]
const PROGRAMS: [Field; 9] = [
    field("事業名", true, &["事業名", "事業", "事業の名称", "名称", "取組名"]),
    field("施策", true, &["施策", "施策の柱", "方向性", "柱", "施策名"]),
    field("番号", false, &["番号", "事業番号", "No", "No.", "NO", "項番", "通番"]),
    field("担当課", false, &["担当課", "所管課", "担当", "所管", "担当部署"]),
    field("決算額", false, &["決算額", "前年度決算額", "決算"]),
    field("予算額", false, &["予算額", "今年度予算額", "当初予算額", "予算"]),
    field("内容", false, &["内容", "事業内容", "事業概要", "概要"]),
    field("結果", false, &["結果", "実績", "成果", "実績・成果"]),
    field("備考", false, &["備考", "摘要"]),
];

impl Kind {
    /// What a table of the kind can hold.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Opinions => &OPINIONS,
            Self::Programs => &PROGRAMS,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Opinions => "意見",
            Self::Programs => "事業",
        }
    }
}

/// 列の対応. The heading that each field stands under; a field without one is in no column.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Where the headings stand among the rows.
    pub heading: usize,
    /// All headings as they are printed.
    pub headings: Vec<String>,
    /// Field and column.
    pub chosen: Vec<(&'static str, usize)>,
}

impl Columns {
    /// The column of a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<usize> {
        self.chosen.iter().find(|(name, _)| *name == field).map(|(_, column)| *column)
    }

    /// The heading above a column.
    #[must_use]
    pub fn heading(&self, column: usize) -> &str {
        self.headings.get(column).map_or("", String::as_str)
    }

    /// The columns that are not taken.
    pub fn left_out(&self) -> impl Iterator<Item = &str> {
        let taken = |at: usize| self.chosen.iter().any(|(_, column)| *column == at);
        let columns = self.headings.iter().enumerate();
        columns
            .filter(move |(at, name)| !taken(*at) && !name.is_empty())
            .map(|(_, name)| name.as_str())
    }

    /// The fields that the table must have and lacks.
    #[must_use]
    pub fn lacking(&self, kind: Kind) -> Vec<&'static str> {
        let fields = kind.fields().iter().filter(|field| field.required);
        fields.map(|field| field.name).filter(|name| self.of(name).is_none()).collect()
    }

    /// The rows under the headings.
    pub fn rows<'a>(&self, grid: &'a Grid) -> impl Iterator<Item = &'a Row> + use<'a> {
        grid.rows.iter().skip(self.heading + 1).filter(|row| !row.is_blank())
    }
}

/// 列の案. Columns, and the fields that several headings might mean.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// What is certain.
    pub columns: Columns,
    /// Field, and the headings it might stand under.
    pub unclear: Vec<(&'static str, Vec<String>)>,
}

/// How many rows may stand above the headings.
const ABOVE: usize = 10;

/// Proposes columns from the headings. What a person said comes first: field and heading, an empty
/// heading for a field that is in no column.
///
/// # Errors
///
/// What of that there is not.
pub fn propose(grid: &Grid, kind: Kind, said: &[(String, String)]) -> Result<Proposal, String> {
    let mut best: Option<Proposal> = None;
    let mut first_error = None;
    for (at, row) in grid.rows.iter().enumerate().take(ABOVE) {
        match of_row(at, row, kind, said) {
            Ok(proposal) => {
                let better = best
                    .as_ref()
                    .is_none_or(|best| proposal.columns.chosen.len() > best.columns.chosen.len());
                if better {
                    best = Some(proposal);
                }
            }
            Err(why) => {
                // The row that looks like headings most says best what is missing.
                let filled = row.cells.iter().filter(|cell| !cell.text().is_empty()).count();
                if first_error.as_ref().is_none_or(|(most, _)| filled > *most) {
                    first_error = Some((filled, why));
                }
            }
        }
    }
    match (best, first_error) {
        (Some(best), _) => Ok(best),
        (None, Some((_, why))) => Err(why),
        (None, None) => Ok(Proposal::default()),
    }
}

fn of_row(at: usize, row: &Row, kind: Kind, said: &[(String, String)]) -> Result<Proposal, String> {
    let headings: Vec<String> =
        row.cells.iter().map(|cell| cell.text().replace('\n', "")).collect();
    let keys: Vec<String> = headings.iter().map(|heading| bare(heading)).collect();
    let mut columns = Columns { heading: at, headings, chosen: Vec::new() };
    let mut left = Vec::new();
    for (name, heading) in said {
        let field =
            kind.fields().iter().find(|field| field.name == squeezed(name)).ok_or_else(|| {
                let names: Vec<_> = kind.fields().iter().map(|field| field.name).collect();
                format!("`{name}` という項目はありません。使えるのは {} です。", names.join("・"))
            })?;
        left.push(field.name);
        if heading.is_empty() {
            continue;
        }
        let wanted = squeezed(heading);
        let mut found = (0..columns.headings.len())
            .filter(|at| squeezed(&columns.headings[*at]) == wanted || keys[*at] == wanted);
        match (found.next(), found.next()) {
            (Some(column), None) => columns.chosen.push((field.name, column)),
            (None, _) => {
                let all: Vec<_> =
                    columns.headings.iter().filter(|it| !it.is_empty()).cloned().collect();
                return Err(format!(
                    "見出し「{heading}」の列がありません。見出しは {} です。",
                    all.join("・")
                ));
            }
            (Some(_), Some(_)) => return Err(format!("見出し「{heading}」の列が二つあります。")),
        }
    }
    let mut unclear = Vec::new();
    for field in kind.fields().iter().filter(|field| !left.contains(&field.name)) {
        let free = |at: &usize| columns.chosen.iter().all(|(_, column)| column != at);
        let fits = |at: &usize| field.headings.iter().any(|heading| squeezed(heading) == keys[*at]);
        let found: Vec<usize> = (0..keys.len()).filter(free).filter(fits).collect();
        match found[..] {
            [] => {}
            [column] => columns.chosen.push((field.name, column)),
            _ => unclear
                .push((field.name, found.iter().map(|at| columns.headings[*at].clone()).collect())),
        }
    }
    Ok(Proposal { columns, unclear })
}

/// A heading without its year and what stands in brackets: `R7予算額（千円）` is `予算額`.
fn bare(heading: &str) -> String {
    let key = squeezed(heading);
    let key = key.split(['(', '（']).next().unwrap_or_default();
    let start = ["令和", "平成", "R", "H"].iter().find_map(|era| {
        let digits = key.strip_prefix(era)?;
        let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit() || c == '元');
        (rest.len() < digits.len()).then_some(rest)
    });
    start.unwrap_or(key).trim_start_matches("年度").trim_start_matches('の').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::table::csv;

    fn said(words: &[(&str, &str)]) -> Vec<(String, String)> {
        words.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn columns_are_proposed_from_the_headings_and_titles_above_them_are_passed_over() {
        let grid = csv("意見一覧\n,,\nＮｏ．,意見の 要旨,メモ\n1,甲,乙\n").unwrap();
        let proposal = propose(&grid, Kind::Opinions, &[]).unwrap();
        let columns = &proposal.columns;
        assert_eq!((columns.heading, columns.of("意見")), (2, Some(1)));
        assert_eq!(
            columns.left_out().collect::<Vec<_>>(),
            ["ＮＯ．", "メモ"].map(|it| it.replace('Ｏ', "ｏ"))
        );
        let grid = csv("事業名,施策,令和6年度決算額（千円）,R7予算額(円),所管課\n").unwrap();
        let columns = propose(&grid, Kind::Programs, &[]).unwrap().columns;
        assert_eq!(
            ["決算額", "予算額", "担当課"].map(|it| columns.of(it)),
            [Some(2), Some(3), Some(4)]
        );
        assert_eq!(columns.lacking(Kind::Programs), [""; 0]);
    }

    #[test]
    fn what_a_person_says_comes_first() {
        let grid = csv("番号,意見,ご意見,柱\n1,甲,乙,丙\n").unwrap();
        let proposal = propose(&grid, Kind::Opinions, &[]).unwrap();
        assert_eq!(proposal.unclear[0].0, "意見");
        assert_eq!(proposal.columns.lacking(Kind::Opinions), ["意見"]);
        let proposal =
            propose(&grid, Kind::Opinions, &said(&[("意見", "ご意見"), ("施策", "")])).unwrap();
        assert_eq!((proposal.columns.of("意見"), proposal.columns.of("施策")), (Some(2), None));
        for (words, why) in [
            (("意見", "要旨"), "見出し「要旨」の列がありません"),
            (("期限", "柱"), "`期限` という項目は"),
        ] {
            let error = propose(&grid, Kind::Opinions, &said(&[words])).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
    }
}
