//! What a printed 備考 says became of a program, literally; what it does not name it does not say.

use super::CarryKind;
use crate::domain::{Entry, FiscalYear};

/// The words for a tie between two programs.
const TIES: [(&str, CarryKind); 8] = [
    ("分割", CarryKind::Split),
    ("統合", CarryKind::Merged),
    ("改称", CarryKind::Renamed),
    ("名称変更", CarryKind::Renamed),
    ("名称を変更", CarryKind::Renamed),
    ("事業名変更", CarryKind::Renamed),
    ("事業名を変更", CarryKind::Renamed),
    ("に改め", CarryKind::Renamed),
];

/// What may stand between a year and the end that comes with it.
const UNTIL: [&str; 7] = ["限りで", "をもって", "末をもって", "末で", "限り", "で", ""];
/// The words for an end.
const ENDS: [&str; 3] = ["終了", "廃止", "事業終了"];
/// What may stand between a year and the beginning that comes with it.
const SINCE: [&str; 5] = ["から", "より", "に", "の", ""];

/// The names between `「」` that a tie is said of, with what tie: the first word for one behind the
/// name, in the same sentence.
pub(super) fn ties(remark: &str) -> Vec<(&str, CarryKind)> {
    let mut ties = Vec::new();
    for sentence in remark.split('。') {
        let mut rest = sentence;
        while let Some((_, behind)) = rest.split_once('「') {
            let Some((name, after)) = behind.split_once('」') else { break };
            let first = TIES.iter().filter_map(|(word, kind)| Some((after.find(word)?, *kind)));
            if let Some((_, kind)) = first.min_by_key(|(at, _)| *at) {
                ties.push((name, kind));
            }
            rest = after;
        }
    }
    ties
}

/// The year from which a remark says that its program is no more.
pub(super) fn ended(remark: &str) -> Option<FiscalYear> {
    let ends = |after: &str| {
        let behind = UNTIL.iter().filter_map(|until| after.strip_prefix(until));
        behind.into_iter().any(|rest| ENDS.iter().any(|end| rest.starts_with(end)))
    };
    years(remark).find(|(_, after)| ends(after)).map(|(year, _)| year.next())
}

/// The year from which a remark says that its program is new.
pub(super) fn begun(remark: &str) -> Option<FiscalYear> {
    let begins = |after: &str| {
        let mut behind = SINCE.iter().filter_map(|since| after.strip_prefix(since));
        behind.any(|rest| rest.starts_with("新規") || rest.starts_with("開始"))
    };
    years(remark).find(|(_, after)| begins(after)).map(|(year, _)| year)
}

/// Whether a mark beside the program says that it is new.
pub(super) fn new_mark(entry: &Entry) -> Option<&str> {
    let is_new = |mark: &&String| matches!(super::likeness::plain(mark).as_str(), "新" | "新規");
    entry.marks.iter().find(is_new).map(String::as_str)
}

/// Every `令和N年度` of a remark, with what stands behind it.
fn years(remark: &str) -> impl Iterator<Item = (FiscalYear, &str)> {
    remark.match_indices("年度").filter_map(|(at, _)| {
        let head = &remark[..at];
        let start = ["令和", "平成"].iter().filter_map(|era| head.rfind(era)).max()?;
        let year = format!("{}年度", &head[start..]).parse().ok()?;
        Some((year, &remark[at + "年度".len()..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(text: &str) -> Option<FiscalYear> {
        text.parse().ok()
    }

    #[test]
    fn only_what_a_remark_says_of_a_year_ends_or_begins_a_program() {
        for (remark, end, begin) in [
            ("令和7年度限りで終了", "R8", ""),
            ("令和７年度をもって廃止", "R8", ""),
            ("「A」へ事業を分割したため、令和7年度限りで終了", "R8", ""),
            ("令和8年度新規事業", "", "R8"),
            ("令和8年度から新規", "", "R8"),
            ("国の補助金の終了に伴い縮小", "", ""),
            ("新規採択分を含む", "", ""),
            ("令和7年度に「終了」した国の事業の分を含む", "", ""),
            ("年度新規", "", ""),
        ] {
            assert_eq!((ended(remark), begun(remark)), (year(end), year(begin)), "{remark}");
        }
    }

    #[test]
    fn a_name_is_tied_by_the_first_word_behind_it_in_its_sentence() {
        for (remark, expected) in [
            ("令和8年度から18の「A」から一部の事業を分割", vec![("A", CarryKind::Split)]),
            ("「A」及び「B」を統合", vec![("A", CarryKind::Merged), ("B", CarryKind::Merged)]),
            ("「A」から名称変更。「3 経営」で再掲", vec![("A", CarryKind::Renamed)]),
            ("「A」を分割し、「B」に統合", vec![("A", CarryKind::Split), ("B", CarryKind::Merged)]),
            ("「3 経営基盤の強化の促進」で再掲。事業を分割", vec![]),
            ("「A を分割", vec![]),
        ] {
            assert_eq!(ties(remark), expected, "{remark}");
        }
    }
}
