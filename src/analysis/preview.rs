//! What a pasted list of opinions would enter, for somebody to look through before it is entered.

use std::collections::{HashMap, HashSet};

use super::{
    Council, Draft, Stray,
    meetings::{number_key, words_key},
    split,
};
use crate::{
    domain::{AreaId, FiscalYear, Session, SessionId},
    journal::{LONGEST_TEXT, NewOpinion, Saying},
};

/// How many numbers an obstacle names.
const NAMED: usize = 5;

/// 下見. What a pasted list would enter, before anything is entered.
#[derive(Debug, Clone)]
pub struct Preview {
    /// 年度.
    pub fiscal_year: FiscalYear,
    /// 会議.
    pub session: SessionId,
    /// 見出し, each once, and the 方向性 chosen for it.
    pub headings: Vec<(String, Option<AreaId>)>,
    /// 意見, in the order of the text.
    pub rows: Vec<Row>,
    /// 読み取れなかった行.
    pub strays: Vec<Stray>,
    /// 気付き.
    pub findings: Vec<String>,
}

/// 下見の一行.
#[derive(Debug, Clone)]
pub struct Row {
    /// As it was read.
    pub draft: Draft,
    /// Which heading it stands under.
    pub heading: usize,
    /// What it would become.
    pub fate: RowFate,
}

/// What becomes of a row of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowFate {
    /// It is entered.
    New,
    /// すでにあります: the year has an opinion of the same words, of this number; it is left out.
    There(String),
    /// Its number belongs to another opinion of the year, or to another row.
    Taken,
    /// It has so many characters, more than an opinion may have.
    TooLong(usize),
}

impl Preview {
    /// How many opinions would be entered.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.fate == RowFate::New).count()
    }

    /// The opinions that would be entered.
    #[must_use]
    pub fn sayings(&self) -> Vec<Saying> {
        let new = self.rows.iter().filter(|row| row.fate == RowFate::New);
        new.map(|row| {
            Saying::AddOpinion(NewOpinion {
                fiscal_year: self.fiscal_year,
                label: row.draft.label.clone(),
                heading: row.draft.heading.clone(),
                area: self.headings[row.heading].1.clone(),
                text: row.draft.text.clone(),
                sessions: vec![self.session.clone()],
            })
        })
        .collect()
    }

    /// Why nothing can be entered yet; `None` where it can.
    #[must_use]
    pub fn obstacle(&self) -> Option<String> {
        let taken = self.labels(|fate| *fate == RowFate::Taken);
        if !taken.is_empty() {
            return Some(format!(
                "番号 {taken} が重なっています。一覧に戻って番号を直してください。"
            ));
        }
        let long = self.labels(|fate| matches!(fate, RowFate::TooLong(_)));
        if !long.is_empty() {
            return Some(format!(
                "{long} の本文が長すぎます（{LONGEST_TEXT}文字まで）。一覧に戻って短くしてください。"
            ));
        }
        (self.count() == 0).then(|| match self.rows.len() {
            0 => "意見を読み取れませんでした。一覧に戻って確かめてください。".to_owned(),
            _ => "どの意見もすでに入っています。入力するものはありません。".to_owned(),
        })
    }

    /// The numbers of the rows with such a fate, each once.
    fn labels(&self, is_it: impl Fn(&RowFate) -> bool) -> String {
        let rows = self.rows.iter().filter(|row| is_it(&row.fate));
        let mut seen = HashSet::new();
        let mut labels: Vec<&str> =
            rows.map(|row| row.draft.label.as_str()).filter(|label| seen.insert(*label)).collect();
        let more = labels.len().saturating_sub(NAMED);
        labels.truncate(NAMED);
        let named = labels.join("、");
        if more == 0 { named } else { format!("{named}ほか{more}件") }
    }
}

impl Council {
    /// 下見 of a pasted list of a session's opinions.
    #[must_use]
    pub fn preview(&self, session: &Session, text: &str) -> Preview {
        let list = split(text);
        let mut preview = Preview {
            fiscal_year: session.fiscal_year,
            session: session.id.clone(),
            headings: Vec::new(),
            rows: Vec::new(),
            strays: list.strays,
            findings: list.findings,
        };
        let of_year = || self.opinions_of_year(session.fiscal_year);
        let mut taken: HashSet<String> = of_year().map(|it| number_key(&it.label)).collect();
        let said: HashMap<String, &str> =
            of_year().map(|it| (words_key(&it.text), it.label.as_str())).collect();
        let mut known: HashMap<String, usize> = HashMap::new();
        for draft in list.opinions {
            let heading = *known.entry(draft.heading.clone()).or_insert_with(|| {
                let area = self.proposed_area(&draft.heading);
                preview.headings.push((draft.heading.clone(), area));
                preview.headings.len() - 1
            });
            let length = draft.text.chars().count();
            let fate = if let Some(label) = said.get(&words_key(&draft.text)) {
                RowFate::There((*label).to_owned())
            } else if !taken.insert(number_key(&draft.label)) {
                RowFate::Taken
            } else if length > LONGEST_TEXT {
                RowFate::TooLong(length)
            } else {
                RowFate::New
            };
            preview.rows.push(Row { draft, heading, fate });
        }
        preview
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        journal::Journal,
        records::{Loaded, SHIPPED, load_texts},
    };

    /// 下見 of a list of the first session, with its council.
    fn preview(text: impl Fn(&Council) -> String) -> (Council, Preview) {
        let loaded = load_texts(SHIPPED);
        let council = Council::new(Loaded { problems: vec![], ..loaded }, Journal::default());
        let preview = council.preview(&council.records.sessions[0], &text(&council));
        (council, preview)
    }

    fn fates(preview: &Preview) -> Vec<RowFate> {
        preview.rows.iter().map(|row| row.fate.clone()).collect()
    }

    #[test]
    fn what_is_there_and_what_is_taken_is_named() {
        let (_, preview) = preview(|council| {
            let there = &council.records.opinions[0].text;
            format!("ア 創業・事業承継の促進について\n(ア) {there}\n(イ) 別の文。\n(サ) 新しい文。")
        });
        let there = RowFate::There("ア(ア)".to_owned());
        assert_eq!(fates(&preview), [there, RowFate::Taken, RowFate::New]);
        assert!(preview.obstacle().unwrap().contains("番号 ア(イ) が重なって"));
        assert_eq!((preview.count(), preview.sayings().len()), (1, 1));
        assert_eq!(
            preview.headings,
            [("創業・事業承継の促進について".to_owned(), Some("city-r7/1".into()))]
        );
    }

    #[test]
    fn a_number_that_repeats_is_named_once_and_many_are_counted() {
        let rows: String = ["1", "2", "3", "4", "5", "6", "7"]
            .map(|n| format!("({n}) {n}。\n({n}) {n}の二。\n({n}) {n}の三。\n"))
            .concat();
        let (_, preview) = preview(|_| rows.clone());
        assert_eq!(
            preview.obstacle().unwrap(),
            "番号 (1)、(2)、(3)、(4)、(5)ほか2件 が重なっています。一覧に戻って番号を直してください。"
        );
    }

    #[test]
    fn what_is_too_long_to_be_entered_is_named_before() {
        let (_, preview) = preview(|_| format!("(1) 短い。\n(2) {}。", "長".repeat(2000)));
        assert_eq!(fates(&preview), [RowFate::New, RowFate::TooLong(2001)]);
        assert!(preview.obstacle().unwrap().starts_with("(2) の本文が長すぎます（2000文字まで）"));
    }

    #[test]
    fn ten_thousand_lines_are_looked_through_at_once() {
        // Compared each with each they would take minutes.
        let row = |n: usize| match (n / 500 + 1, n % 500 + 1) {
            (heading, 1) => format!("{heading} 見出しその{heading}\n(1) 意見その{n}が必要。\n"),
            (_, number) => format!("({number}) 意見その{n}が必要。\n"),
        };
        let text = (0..10_000).map(row).collect::<Vec<_>>().concat();
        let (_, preview) = preview(|_| text.clone());
        assert_eq!((preview.count(), preview.obstacle()), (10_000, None));
    }
}
