//! Reading a source: where the text of a record begins in the text it was transcribed from, and
//! what was taken from there.
//!
//! The record holds wording, not places. What the printed page broke, spaced out or moved apart is
//! found by folding both sides and looking for ever shorter beginnings; where several places fit,
//! the one behind the heading of the record's area is meant.

use std::ops::Range;

use crate::{
    domain::{AreaId, Entry, Indicator, Opinion, Procurement, Session, SourceId, Table},
    records::Records,
    search::{Folded, fold, fold_key},
};

/// 掲載されたもの. A record that stands in print.
#[derive(Debug, Clone, Copy)]
pub enum Printed<'a> {
    /// 意見.
    Opinion(&'a Opinion),
    /// 事業の掲載.
    Entry(&'a Entry),
    /// 会議.
    Session(&'a Session),
    /// 指標.
    Indicator(&'a Indicator),
    /// 官公需の表.
    Table(&'a Procurement, &'a Table),
}

impl<'a> Printed<'a> {
    /// The source it stands in.
    #[must_use]
    pub fn source(self) -> &'a SourceId {
        match self {
            Self::Opinion(opinion) => &opinion.source,
            Self::Entry(entry) => &entry.source,
            Self::Session(session) => &session.source,
            Self::Indicator(indicator) => &indicator.source,
            Self::Table(procurement, _) => &procurement.source,
        }
    }

    /// What its text begins with, the part that stands first in print first.
    #[must_use]
    pub fn beginnings(self) -> Vec<&'a str> {
        match self {
            Self::Opinion(opinion) => vec![&opinion.text],
            Self::Entry(entry) => std::iter::once(entry.name()).chain(body(entry)).collect(),
            Self::Session(session) => vec![&session.title, &session.held, &session.agenda],
            Self::Indicator(indicator) => vec![&indicator.name],
            Self::Table(_, table) => vec![&table.heading],
        }
    }

    /// The headings it stands under, outermost first, with their numbers.
    fn headings(self, records: &'a Records) -> Vec<(&'a str, &'a str)> {
        match self {
            Self::Opinion(opinion) => vec![("", &opinion.heading)],
            Self::Entry(entry) => way(records, &entry.listed.area),
            Self::Session(_) => Vec::new(),
            Self::Indicator(indicator) => way(records, &indicator.area),
            Self::Table(procurement, _) => vec![("", &procurement.title)],
        }
    }
}

/// The texts of an entry, as they are printed behind its name.
fn body(entry: &Entry) -> impl Iterator<Item = &str> {
    let items = entry.items.iter().map(|item| item.text.as_str());
    let texts = entry.content.as_deref().into_iter().chain(items);
    texts.chain(entry.results.iter().map(String::as_str))
}

/// Label and title of an area and of all it stands under, outermost first.
fn way<'a>(records: &'a Records, area: &'a AreaId) -> Vec<(&'a str, &'a str)> {
    let mut way = Vec::new();
    let mut next = records.area(area);
    // Two areas may name each other as parent: no plan is as deep as this.
    while let Some(area) = next.filter(|_| way.len() < 8) {
        way.push((area.label.as_str(), area.title.as_str()));
        next = area.parent.as_ref().and_then(|parent| records.area(parent));
    }
    way.reverse();
    way
}

/// 原文. The text of a source, ready to be searched.
#[derive(Debug)]
pub struct Original<'a> {
    text: &'a str,
    folded: Folded,
    /// Where each character of the key begins.
    letters: Vec<usize>,
}

/// How many characters of a beginning are looked for: first many, then fewer.
const LENGTHS: [usize; 5] = [40, 24, 16, 10, 6];

impl<'a> Original<'a> {
    /// Folds a text. As long as the text, so not for every frame.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let folded = fold(&without_layout(text));
        let letters = folded.key.char_indices().map(|(at, _)| at).collect();
        Self { text, folded, letters }
    }

    /// Where a record begins, in bytes of the text; `None` where its words are not to be found.
    #[must_use]
    pub fn find(&self, records: &Records, printed: Printed<'_>) -> Option<Range<usize>> {
        let near = self.behind_headings(&printed.headings(records));
        let keys: Vec<_> = printed.beginnings().into_iter().map(fold_key).collect();
        // The text itself may quote the name; then a quotation is as good as any other place.
        let quotes = keys.split_first().is_some_and(|(name, body)| {
            body.iter().any(|text| !name.is_empty() && text.contains(name.as_str()))
        });
        for length in LENGTHS {
            for key in &keys {
                let (piece, whole) = beginning(key, length);
                // The whole of a short name was looked for in the first round.
                if piece.is_empty() || (whole && length < LENGTHS[0]) {
                    continue;
                }
                if let Some(at) = self.nearest(piece, near, quotes) {
                    return Some(self.printed_range(at..at + piece.len()));
                }
            }
        }
        None
    }

    /// The occurrence that is meant: behind the headings, nearest. A remark that quotes a program is
    /// not the program.
    fn nearest(&self, piece: &str, near: usize, quotes: bool) -> Option<usize> {
        let places = self.folded.key.match_indices(piece).map(|(at, _)| at);
        places.min_by_key(|at| {
            let range = self.printed_range(*at..at + piece.len());
            (!quotes && self.is_quoted(&range), *at < near, at.abs_diff(near))
        })
    }

    /// The place in the key behind the innermost heading that is found.
    fn behind_headings(&self, headings: &[(&str, &str)]) -> usize {
        headings.iter().fold(0, |from, (label, title)| {
            let labelled = fold_key(&format!("{label}{title}"));
            let heading = self.heading(&labelled, from);
            heading.or_else(|| self.heading(&fold_key(title), from)).unwrap_or(from)
        })
    }

    /// The end of a heading in the key: it begins its line and is no quotation.
    fn heading(&self, title: &str, from: usize) -> Option<usize> {
        let places = self.folded.key[from..].match_indices(title).map(|(at, _)| from + at);
        let is_heading = |at: &usize| {
            let range = self.printed_range(*at..at + title.len());
            let line = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
            let lead = &self.text[line..range.start];
            lead.chars().filter(|c| c.is_alphanumeric()).count() <= LEAD && !self.is_quoted(&range)
        };
        if title.is_empty() {
            return None;
        }
        places.into_iter().find(is_heading).map(|at| at + title.len())
    }

    /// Whether a piece of the text stands between quotation marks of its own.
    fn is_quoted(&self, piece: &Range<usize>) -> bool {
        let before = self.text[..piece.start].ends_with('「');
        before || self.text[piece.end..].starts_with('」')
    }

    /// The bytes of the text behind some bytes of the key.
    fn printed_range(&self, key: Range<usize>) -> Range<usize> {
        let letter = |at| self.letters.partition_point(|letter| *letter < at);
        self.folded.source_range(letter(key.start)..letter(key.end))
    }
}

/// How many letters and digits may stand before a heading in its line: a number, 方向性1.
const LEAD: usize = 6;

/// The first so many characters, and whether that is all.
fn beginning(key: &str, length: usize) -> (&str, bool) {
    match key.char_indices().nth(length) {
        Some((end, _)) => (&key[..end], false),
        None => (key, true),
    }
}

/// The text with what was put in for layout alone blanked out, byte for byte.
fn without_layout(text: &str) -> String {
    let mut plain = text.replace("**", "  ");
    let mut from = 0;
    while let Some(start) = plain[from..].find('<').map(|at| from + at) {
        let tag =
            plain[start..].find(['>', '\n']).filter(|end| plain[start + end..].starts_with('>'));
        let is_tag = plain[start + 1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        match tag {
            Some(end) if is_tag => {
                plain.replace_range(
                    start..=start + end,
                    &" ".repeat(plain[start..=start + end].len()),
                );
                from = start + end + 1;
            }
            _ => from = start + 1,
        }
    }
    plain
}

/// How many records of each kind were taken from a source. Kinds it has none of are left out.
#[must_use]
pub fn taken(records: &Records, source: &SourceId) -> Vec<(&'static str, usize)> {
    let entries = || records.programs.iter().map(|program| &program.entries);
    let plans = records.plans.iter().filter(|plan| plan.source == *source);
    let tables = records.procurement.iter().filter(|it| it.source == *source);
    let kinds = [
        ("施策", plans.map(|plan| plan.areas.len()).sum()),
        ("会議", records.sessions.iter().filter(|it| it.source == *source).count()),
        ("意見", records.opinions.iter().filter(|it| it.source == *source).count()),
        ("事業", entries().filter(|all| all.iter().any(|it| it.source == *source)).count()),
        ("事業の掲載", entries().flatten().filter(|it| it.source == *source).count()),
        ("指標", records.indicators.iter().filter(|it| it.source == *source).count()),
        ("官公需の表", tables.map(|it| it.tables.len()).sum()),
        ("検算する記述", records.claims.iter().filter(|it| it.source == *source).count()),
    ];
    kinds.into_iter().filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{SHIPPED, load_texts};

    /// Every record of a source that has a place in its text, with a name to call it by.
    fn printed<'a>(records: &'a Records, source: &SourceId) -> Vec<(String, Printed<'a>)> {
        let opinions = records.opinions.iter().map(|it| (it.label.clone(), Printed::Opinion(it)));
        let sessions = records.sessions.iter().map(|it| (it.title.clone(), Printed::Session(it)));
        let indicators = records.indicators.iter();
        let indicators = indicators.map(|it| (it.id.to_string(), Printed::Indicator(it)));
        let tables = records.procurement.iter().flat_map(|it| {
            it.tables.iter().map(move |table| (table.heading.clone(), Printed::Table(it, table)))
        });
        let entries = records.programs.iter().flat_map(|program| &program.entries);
        let entries =
            entries.map(|it| (format!("{} {}", it.listed.area, it.name()), Printed::Entry(it)));
        let all = opinions.chain(sessions).chain(indicators).chain(tables).chain(entries);
        all.filter(|(_, printed)| printed.source() == source).collect()
    }

    /// Whether one of the beginnings of a record stands at a place, as far as its line goes.
    fn stands_at(text: &str, place: usize, printed: Printed<'_>) -> bool {
        let line = text[place..].lines().next().unwrap_or_default();
        let line = fold_key(&without_layout(line));
        printed.beginnings().into_iter().map(fold_key).any(|wanted| {
            let same = line.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
            same >= 6 || same == line.chars().count() || same == wanted.chars().count()
        })
    }

    #[test]
    fn every_record_of_the_report_is_found_where_its_text_begins_and_nearly_all_of_the_others() {
        let records = load_texts(SHIPPED).records;
        for source in &records.sources {
            let text = records.text(&source.id).unwrap();
            let original = Original::new(&text);
            let all = printed(&records, &source.id);
            let mut missing = Vec::new();
            for (name, printed) in &all {
                let Some(range) = original.find(&records, *printed) else {
                    missing.push(name);
                    continue;
                };
                let here = range.start;
                assert!(stands_at(&text, here, *printed), "{name}: {}", &text[range]);
            }
            let allowed = if source.id.as_str() == "city-report-r7" { 0 } else { all.len() / 20 };
            assert!(missing.len() <= allowed, "{}: {missing:?}", source.id);
        }
    }

    #[test]
    fn what_is_printed_again_is_found_at_each_of_its_places() {
        let records = load_texts(SHIPPED).records;
        let source = SourceId::from("city-report-r7");
        let text = records.text(&source).unwrap();
        let original = Original::new(&text);
        let order = |area: &AreaId| records.areas().position(|it| it.id == *area);
        let entries = records.programs.iter().flat_map(|program| &program.entries);
        let mut entries: Vec<_> = entries.filter(|entry| entry.source == source).collect();
        entries.sort_by_key(|it| (order(&it.listed.area), it.listed.number, it.listed.mark()));
        let places: Vec<_> = entries
            .iter()
            .map(|entry| original.find(&records, Printed::Entry(entry)).unwrap().start)
            .collect();
        for (pair, entry) in places.windows(2).zip(&entries[1..]) {
            assert!(pair[0] < pair[1], "{} {}", entry.listed.area, entry.name());
        }
        assert!(entries.iter().any(|entry| entry.listed.relisted));
    }

    fn opinion(text: &str, heading: &str) -> Opinion {
        Opinion {
            id: "o".into(),
            source: "s".into(),
            fiscal_year: crate::domain::FiscalYear::from_western(2025),
            label: "ア".to_owned(),
            heading: heading.to_owned(),
            area: None,
            text: text.to_owned(),
            sessions: Vec::new(),
            entered: None,
            source_note: None,
        }
    }

    #[test]
    fn a_text_is_found_however_the_page_broke_it() {
        let wanted = "創業に必要な経費の一部を助成し、DXを進める取組が必要である。";
        for (text, found) in [
            (
                "前文\n創業に必要な経費の一部を助成し、DXを進める取組が必要である。",
                Some("創業に必要な経費の一部を助成し、DXを進める取組が必要である。"),
            ),
            (
                "前文\n創業に必要な経\n\t\t費の一部を助成し、D Xを進める",
                Some("創業に必要な経\n\t\t費の一部を助成し、D Xを進める"),
            ),
            (
                "前文\n**創業に必要な**経費の <b>一部</b>を助成し\n- 12 -\n、DXを",
                Some("創業に必要な**経費の <b>一部"),
            ),
            ("創業に必要な\n- 12 -\n経費の", Some("創業に必要な")),
            ("「創業に必要な」とある。\n創業に必要な時", Some("創業に必要な")),
            ("別の文\n創業に関する", None),
            ("", None),
        ] {
            let records = Records::default();
            let opinion = opinion(wanted, "");
            let range = Original::new(text).find(&records, Printed::Opinion(&opinion));
            let got = range.clone().map(|range| &text[range]);
            assert!(
                got.zip(found).map_or(got == found, |(got, found)| found.starts_with(got)),
                "{text}: {got:?}"
            );
            // The quotation is not the opinion.
            assert!(range.is_none_or(|range| !text[..range.start].ends_with('「')), "{text}");
        }
    }

    #[test]
    fn of_several_places_the_one_behind_its_heading_is_meant() {
        let text = "1 創業について\n支援が必要である。\n「2 雇用について」で再掲\n\n2 雇用について\n支援が必要である。\n";
        let records = Records::default();
        for (heading, line) in [("創業について", 2), ("雇用について", 6), ("どこにもない", 2)]
        {
            let opinion = opinion("支援が必要である。", heading);
            let range = Original::new(text).find(&records, Printed::Opinion(&opinion)).unwrap();
            assert_eq!(text[..range.start].matches('\n').count() + 1, line, "{heading}");
        }
    }

    #[test]
    fn layout_is_blanked_out_byte_for_byte() {
        for (text, plain) in [
            ("**熊本**県", "  熊本  県"),
            ("<ul style=\"a\"> ・ 4 件", "               ・ 4 件"),
            ("<移住・定住> 5 < 6 > 4 <br", "<移住・定住> 5 < 6 > 4 <br"),
            ("<b\n>", "<b\n>"),
        ] {
            assert_eq!(without_layout(text), plain);
        }
    }

    #[test]
    fn what_was_taken_is_counted_by_kind() {
        let records = load_texts(SHIPPED).records;
        let counts = taken(&records, &"city-report-r7".into());
        for kind in [("会議", 2), ("意見", 25), ("官公需の表", 3)] {
            assert!(counts.contains(&kind), "{counts:?}");
        }
        let counts = taken(&records, &"city-grant-r4".into());
        assert!(counts.contains(&("指標", records.indicators.len())), "{counts:?}");
        assert!(counts.iter().all(|(kind, _)| *kind != "意見"));
        assert_eq!(taken(&records, &"nowhere".into()), []);
    }
}
