//! New meetings: what to say so that a session and its opinions are in the record, and what to
//! propose to whoever enters them.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::Council;
use crate::{
    domain::{
        Area, AreaId, EventId, FiscalYear, Opinion, Session, SessionId, SourceId, parse_date_of,
    },
    journal::{Amend, New, NewSession, Saying},
    problem::{Problem, Severity},
    records::Records,
    search::fold_id,
};

impl Council {
    /// The opinion of a year that has a number, in whatever spelling, but for one of them.
    #[must_use]
    pub fn numbered(
        &self,
        year: FiscalYear,
        label: &str,
        but: Option<&EventId>,
    ) -> Option<&Opinion> {
        let wanted = number_key(label);
        self.opinions_of_year(year).find(|opinion| {
            number_key(&opinion.label) == wanted
                && (but.is_none() || opinion.entered.as_ref() != but)
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
        let wanted = words_key(text);
        self.opinions_of_year(year).find(|opinion| words_key(&opinion.text) == wanted)
    }

    pub(super) fn opinions_of_year(&self, year: FiscalYear) -> impl Iterator<Item = &Opinion> {
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
                    && number_key(&other.label) == number_key(&opinion.label)
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
        let Records { sessions, opinions, .. } = &*self.records;
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

/// The day that is meant for a session of a year.
///
/// # Errors
///
/// What was typed is no date, or one of another year.
pub fn day_of(year: FiscalYear, typed: &str, today: Date) -> Result<Date, String> {
    let date = parse_date_of(year, typed, today)?;
    let of = FiscalYear::of(date);
    if of == year {
        return Ok(date);
    }
    let (day, year) = (of.japanese(), year.japanese());
    Err(format!("開催日は{day}ですが、年度は{year}です。どちらかを直してください。"))
}

/// What two spellings of one number have in common: of `ア(イ)`, `ア-イ` and `ｱ(ｲ)`, but not of `1(12)`
/// and `11(2)`.
pub(super) fn number_key(label: &str) -> String {
    fold_id(&label.replace(['(', ')', '（', '）'], "-"))
}

/// What two spellings of the same words have in common.
pub(super) fn words_key(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
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
