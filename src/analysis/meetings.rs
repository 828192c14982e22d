//! New meetings: what to say so that a session and its opinions are in the record, and what to
//! propose to whoever enters them.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::{Council, Draft, Stray, split};
use crate::{
    domain::{Area, AreaId, EventId, FiscalYear, Opinion, Session, SessionId, SourceId},
    journal::{Amend, New, NewOpinion, NewSession, Saying},
    problem::{Problem, Severity},
    records::Records,
    search::fold_id,
};

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
}

impl Preview {
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
        let of = |fate: &RowFate| {
            let rows = self.rows.iter().filter(|row| row.fate == *fate);
            rows.map(|row| row.draft.label.as_str()).collect::<Vec<_>>()
        };
        let taken = of(&RowFate::Taken);
        if !taken.is_empty() {
            let labels = taken.join("、");
            return Some(format!(
                "番号 {labels} は、この年度の別の意見と重なります。一覧に戻って番号を直してください。"
            ));
        }
        of(&RowFate::New).is_empty().then(|| match self.rows.len() {
            0 => "意見を読み取れませんでした。一覧に戻って確かめてください。".to_owned(),
            _ => "どの意見もすでに入っています。入力するものはありません。".to_owned(),
        })
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
        for draft in list.opinions {
            let known = preview.headings.iter().position(|(text, _)| *text == draft.heading);
            let heading = known.unwrap_or_else(|| {
                let area = self.proposed_area(&draft.heading);
                preview.headings.push((draft.heading.clone(), area));
                preview.headings.len() - 1
            });
            let there = self.same_words(session.fiscal_year, &draft.text);
            let number = fold_id(&draft.label);
            let again = preview.rows.iter().any(|row| fold_id(&row.draft.label) == number);
            let fate = if let Some(opinion) = there {
                RowFate::There(opinion.label.clone())
            } else if again || self.numbered(session.fiscal_year, &draft.label, None).is_some() {
                RowFate::Taken
            } else {
                RowFate::New
            };
            preview.rows.push(Row { draft, heading, fate });
        }
        preview
    }

    /// The opinion of a year that has a number, in whatever spelling, but for one of them.
    #[must_use]
    pub fn numbered(
        &self,
        year: FiscalYear,
        label: &str,
        but: Option<&EventId>,
    ) -> Option<&Opinion> {
        let wanted = fold_id(label);
        self.opinions_of_year(year).find(|opinion| {
            fold_id(&opinion.label) == wanted && (but.is_none() || opinion.entered.as_ref() != but)
        })
    }

    /// The session of a year that has a number, but for one of them.
    #[must_use]
    pub fn nth_session(
        &self,
        year: FiscalYear,
        number: u32,
        but: Option<&EventId>,
    ) -> Option<&Session> {
        self.records.sessions.iter().find(|session| {
            session.fiscal_year == year
                && session.number == number
                && (but.is_none() || session.entered.as_ref() != but)
        })
    }

    /// Whether a session can be entered, or one be amended to it.
    ///
    /// # Errors
    ///
    /// Why not.
    pub fn may_add(&self, session: &NewSession, but: Option<&EventId>) -> Result<(), String> {
        let NewSession { fiscal_year, number, start, end, .. } = session;
        if let Some(other) = self.nth_session(*fiscal_year, *number, but) {
            let year = fiscal_year.japanese();
            let title = &other.title;
            return Err(format!("{year}の第{number}回は、すでにあります（{title}）。"));
        }
        match (start, end) {
            (Some(start), Some(end)) if end <= start => {
                Err("終わりの時刻は、始まりより後にしてください。".to_owned())
            }
            _ => Ok(()),
        }
    }

    /// The opinion of a year that says the same, however it is spaced and spelt.
    #[must_use]
    pub fn same_words(&self, year: FiscalYear, text: &str) -> Option<&Opinion> {
        let plain = |text: &str| -> String { text.nfkc().filter(|c| !c.is_whitespace()).collect() };
        let wanted = plain(text);
        self.opinions_of_year(year).find(|opinion| plain(&opinion.text) == wanted)
    }

    fn opinions_of_year(&self, year: FiscalYear) -> impl Iterator<Item = &Opinion> {
        self.records.opinions.iter().filter(move |opinion| opinion.fiscal_year == year)
    }

    /// 方向性 that an opinion can stand under: the topmost areas of the city's newest plan.
    #[must_use]
    pub fn top_areas(&self) -> Vec<&Area> {
        let year = |source: &SourceId| self.records.source(source).map(|it| it.fiscal_year);
        let plans = self.records.plans.iter().filter(|plan| !plan.id.starts_with("pref"));
        let plan = plans.max_by_key(|plan| year(&plan.source));
        let areas = plan.into_iter().flat_map(|plan| &plan.areas);
        areas.filter(|area| area.parent.is_none()).collect()
    }

    /// 方向性 whose name says most of what a heading says; `None` for その他.
    #[must_use]
    pub fn proposed_area(&self, heading: &str) -> Option<AreaId> {
        let pairs = |text: &str| -> Vec<(char, char)> {
            let plain: Vec<char> = text.nfkc().filter(|c| c.is_alphanumeric()).collect();
            plain.windows(2).map(|pair| (pair[0], pair[1])).collect()
        };
        let said = pairs(heading.trim_end_matches("について"));
        let alike = |area: &&Area| {
            let title = pairs(&area.title);
            said.iter().filter(|pair| title.contains(pair)).count()
        };
        let best = self.top_areas().into_iter().max_by_key(alike)?;
        (alike(&best) * 2 > said.len()).then(|| best.id.clone())
    }

    /// A session as it is probably to be: the next of the year of a day, named as the last one is.
    #[must_use]
    pub fn proposed_session(&self, date: Date) -> NewSession {
        let fiscal_year = FiscalYear::of(date);
        let of_year = self.records.sessions.iter().filter(|s| s.fiscal_year == fiscal_year);
        let number = of_year.map(|session| session.number).max().unwrap_or_default() + 1;
        NewSession {
            fiscal_year,
            number,
            title: self.session_title(fiscal_year, number),
            date,
            start: None,
            end: None,
            place: String::new(),
            agenda: String::new(),
            members: None,
        }
    }

    /// 標題 after the pattern of the last session.
    #[must_use]
    pub fn session_title(&self, year: FiscalYear, number: u32) -> String {
        let head = |year: FiscalYear, number: u32| format!("{}第{number}回", year.japanese());
        let last = self.records.sessions.iter().max_by_key(|session| session.date);
        let name = last.and_then(|session| {
            session.title.strip_prefix(&head(session.fiscal_year, session.number))
        });
        format!("{}{}", head(year, number), name.unwrap_or("会議"))
    }

    /// The number an opinion probably has: the one behind the last that was entered for the year.
    #[must_use]
    pub fn proposed_label(&self, year: FiscalYear) -> String {
        let last = self.opinions_of_year(year).last();
        last.and_then(|opinion| next_label(&opinion.label)).unwrap_or_else(|| "ア(ア)".to_owned())
    }

    /// What to say so that something entered here reads otherwise, in place of the amendments the
    /// person saw; nothing where it reads so.
    #[must_use]
    pub fn amend(&self, entered: &EventId, to: New, seen: &[EventId]) -> Vec<Saying> {
        let register = self.ledger.amendment(entered);
        let settled = register.is_none_or(|register| register.disagreement().is_none());
        if settled && self.reads(entered).as_ref() == Some(&to) {
            return Vec::new();
        }
        let replaces = seen.to_vec();
        vec![Saying::Amend(Amend { entered: entered.clone(), to, replaces })]
    }

    /// How something entered here reads now; `None` where nobody entered it.
    #[must_use]
    pub fn reads(&self, entered: &EventId) -> Option<New> {
        let amended = self.ledger.amendment(entered).and_then(|register| register.now());
        if let Some(amended) = amended {
            return Some(amended.what.to.clone());
        }
        let session = self.ledger.sessions.iter().find(|said| said.id == *entered);
        let opinion = self.ledger.opinions.iter().find(|said| said.id == *entered);
        session
            .map(|said| New::Session(said.what.clone()))
            .or_else(|| opinion.map(|said| New::Opinion(said.what.clone())))
    }

    /// What was entered here and stands in no file yet: sessions, then opinions.
    #[must_use]
    pub fn unfiled(&self) -> (Vec<Session>, Vec<Opinion>) {
        let sessions = self.records.sessions.iter().filter(|session| session.is_unfiled());
        let opinions = self.records.opinions.iter().filter(|opinion| opinion.is_unfiled());
        (sessions.cloned().collect(), opinions.cloned().collect())
    }

    /// Why what was entered cannot be written into files yet.
    #[must_use]
    pub fn unsettled(&self) -> Vec<Problem> {
        let mut problems: Vec<Problem> =
            self.disputed().into_iter().map(|what| halt(what, AMEND_AGAIN)).collect();
        for opinion in self.records.opinions.iter().filter(|opinion| opinion.is_unfiled()) {
            let gone = opinion.sessions.iter().find(|id| self.session(id).is_none());
            let area = opinion.area.as_ref().filter(|id| self.records.area(id).is_none());
            let lost = gone.map(|id| format!("会議 `{id}`"));
            if let Some(lost) = lost.or_else(|| area.map(|id| format!("方向性 `{id}`"))) {
                let what = format!("意見 {} の{lost}が記録にありません。", opinion.short());
                problems.push(halt(what, "意見を訂正して、選び直してください。"));
            }
            let same = |other: &&Opinion| {
                other.fiscal_year == opinion.fiscal_year
                    && fold_id(&other.label) == fold_id(&opinion.label)
            };
            if self.records.opinions.iter().filter(same).count() > 1 {
                let what = format!("意見 {} の番号が、同じ年度に二つあります。", opinion.short());
                problems.push(halt(what, "一方を訂正して、番号を直してください。"));
            }
        }
        problems
    }

    /// What is entered and amended in two ways, each as a sentence.
    fn disputed(&self) -> Vec<String> {
        let Records { sessions, opinions, .. } = &self.records;
        let sessions = sessions.iter().filter(|it| it.is_unfiled());
        let opinions = opinions.iter().filter(|it| it.is_unfiled());
        let named = (sessions.map(|it| (&it.entered, &it.title)))
            .chain(opinions.map(|it| (&it.entered, &it.label)));
        let disputed = named.filter_map(|(id, name)| {
            let said = self.ledger.amendment(id.as_ref()?)?.disagreement()?;
            let by: Vec<_> = said.iter().map(|it| self.records.name_of(&it.by)).collect();
            Some(format!("「{name}」の訂正が食い違っています（{}）。", by.join("・")))
        });
        disputed.collect()
    }

    fn session(&self, id: &SessionId) -> Option<&Session> {
        self.records.sessions.iter().find(|session| session.id == *id)
    }
}

/// How a disagreement about an amendment ends.
const AMEND_AGAIN: &str = "画面の 5 会議か 2 意見で訂正し直すと、一つに決まります。";

fn halt(what: String, remedy: &str) -> Problem {
    let meaning = "記録のファイルにはまだ書いていません。入力は日誌に残っています。";
    Problem::new(Severity::Error, what, meaning, remedy)
}

/// The number behind a number: `ア(イ)` behind `ア(ア)`, `3` behind `2`.
fn next_label(label: &str) -> Option<String> {
    let inside = label.trim_end_matches([')', '）']);
    let close = &label[inside.len()..];
    let digits = inside.len() - inside.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let next = if digits > 0 {
        let number: u64 = inside[inside.len() - digits..].parse().ok()?;
        return Some(format!("{}{}{close}", &inside[..inside.len() - digits], number + 1));
    } else {
        super::split::next_sign(inside.chars().last()?)?
    };
    let kept = inside.char_indices().last().map(|(at, _)| &inside[..at])?;
    Some(format!("{kept}{next}{close}"))
}

#[cfg(test)]
#[path = "meetings_tests.rs"]
mod tests;
