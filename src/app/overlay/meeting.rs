//! 入力: the forms for a session and for its opinions, one at a time or as a list.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    analysis::{Council, day_of},
    app::form::{Field, Form},
    domain::{AreaId, EventId, FiscalYear, Opinion, Session, SessionId, parse_time, short_wareki},
    journal::{LONGEST_TEXT, New, NewOpinion, NewSession, Register, Saying},
};

/// The fields of a session.
const YEAR: usize = 0;
const NUMBER: usize = 1;
const DATE: usize = 2;
const START: usize = 3;
const END: usize = 4;
const TITLE: usize = 5;
const PLACE: usize = 6;
const AGENDA: usize = 7;
const MEMBERS: usize = 8;

/// The fields of an opinion.
const LABEL: usize = 0;
const HEADING: usize = 1;
const AREA: usize = 2;
const TEXT: usize = 3;

/// How many characters a pasted list may have: far more than a year's opinions.
const LONGEST_LIST: usize = 60_000;

/// What the last choice of area says.
pub const NO_AREA: &str = "その他";

/// State of the overlay.
#[derive(Debug)]
pub struct MeetingForm {
    /// 書式.
    pub form: Form,
    /// What is entered.
    pub what: What,
}

/// 入力するもの.
#[derive(Debug, Clone)]
pub enum What {
    /// 会議.
    Session {
        /// 訂正; absent for a new session.
        amends: Option<Amended>,
        /// 標題 that was proposed.
        proposed: String,
    },
    /// 意見.
    Opinion {
        /// 訂正; absent for a new opinion.
        amends: Option<Amended>,
        /// 年度.
        fiscal_year: FiscalYear,
        /// 会議.
        sessions: Vec<SessionId>,
        /// 方向性 to choose from; `None` for その他.
        areas: Vec<Option<AreaId>>,
    },
    /// 意見の一覧 of a session.
    List {
        /// 会議.
        session: SessionId,
    },
}

/// 訂正されるもの.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    /// The event that entered it.
    pub entered: EventId,
    /// The amendments that stood when the form opened: those the person saw.
    pub seen: Vec<EventId>,
}

impl Amended {
    /// What an event entered, as it stands now.
    #[must_use]
    pub fn now(council: &Council, entered: EventId) -> Self {
        let register = council.ledger.amendment(&entered);
        let seen = register.map(Register::ids).unwrap_or_default();
        Self { entered, seen }
    }
}

impl MeetingForm {
    /// The form for a session that is not there yet.
    #[must_use]
    pub fn session(council: &Council, today: Date) -> Self {
        let session = council.proposed_session(today);
        let form = session_form("会議を追加", Vec::new(), &session, "");
        Self { form, what: What::Session { amends: None, proposed: session.title } }
    }

    /// The form for a session that was entered.
    #[must_use]
    pub fn amended_session(amends: Amended, session: &NewSession) -> Self {
        let about = vec!["入力した会議を直します。前の文言は履歴に残ります。".to_owned()];
        let form = session_form("会議の訂正", about, session, &short_wareki(session.date));
        Self { form, what: What::Session { amends: Some(amends), proposed: String::new() } }
    }

    /// The form for one more opinion of a session.
    #[must_use]
    pub fn opinion(council: &Council, session: &Session) -> Self {
        let year = session.fiscal_year;
        let last = council.records.opinions.iter().rfind(|it| it.fiscal_year == year);
        let opinion = NewOpinion {
            fiscal_year: year,
            label: council.proposed_label(year),
            heading: last.map_or_else(String::new, |last| last.heading.clone()),
            area: last.and_then(|last| last.area.clone()),
            text: String::new(),
            sessions: vec![session.id.clone()],
        };
        let mut entry = Self::of_opinion(council, "意見を追加", &opinion, None);
        entry.form.about.push(session.title.clone());
        entry
    }

    /// The form for an opinion that was entered.
    #[must_use]
    pub fn amended_opinion(council: &Council, amends: Amended, opinion: &NewOpinion) -> Self {
        let title = format!("{} の訂正", opinion.label);
        let mut entry = Self::of_opinion(council, &title, opinion, Some(amends));
        entry.form.about.push("入力した意見を直します。前の文言は履歴に残ります。".to_owned());
        entry
    }

    fn of_opinion(
        council: &Council,
        title: &str,
        opinion: &NewOpinion,
        amends: Option<Amended>,
    ) -> Self {
        let areas = areas(council, opinion.area.as_ref());
        let words = areas.iter().map(|area| area_word(council, area.as_ref()));
        let chosen = areas.iter().position(|area| *area == opinion.area);
        let fields = vec![
            Field::line("番号", &opinion.label).with_hint("報告書の番号のとおり。ア(ア) など。"),
            Field::line("見出し", &opinion.heading)
                .with_hint("意見がその下に並ぶ見出し。なければ空のまま。"),
            Field::choice("方向性", words, chosen),
            Field::text_area("本文", &opinion.text).with_limit(LONGEST_TEXT),
        ];
        let what = What::Opinion {
            amends,
            fiscal_year: opinion.fiscal_year,
            sessions: opinion.sessions.clone(),
            areas,
        };
        Self { form: Form::new(title, Vec::new(), fields), what }
    }

    /// The form for a pasted list of a session's opinions.
    #[must_use]
    pub fn list(session: &Session) -> Self {
        let hint = "番号付きの一覧を貼り付けます。保存（F7）を押すと、読み取った結果が先に出ます。";
        let list = Field::text_area("一覧", "").with_limit(LONGEST_LIST).with_hint(hint);
        let form = Form::new("意見の一覧を貼り付け", vec![session.title.clone()], vec![list]);
        Self { form, what: What::List { session: session.id.clone() } }
    }

    /// The text that was pasted.
    #[must_use]
    pub fn pasted(&self) -> &str {
        self.form.text(0)
    }

    /// What to say and how to tell so; where it cannot be said, a field says why. No sayings: it
    /// stands so already.
    pub fn sayings(&mut self, council: &Council, today: Date) -> Option<(Vec<Saying>, String)> {
        let what = self.what.clone();
        match what {
            What::Session { amends, proposed } => self
                .new_session(council, amends.as_ref().map(|it| &it.entered), &proposed, today)
                .map_err(|(field, why)| self.form.refuse(field, why))
                .map(|session| {
                    let name = session.title.clone();
                    match amends {
                        None => (vec![Saying::AddSession(session)], format!("「{name}」を追加")),
                        Some(it) => (
                            council.amend(&it.entered, New::Session(session), &it.seen),
                            format!("「{name}」を訂正"),
                        ),
                    }
                })
                .ok(),
            What::Opinion { amends, fiscal_year, sessions, areas } => {
                let area = self.form.choice(AREA).and_then(|at| areas.get(at).cloned()).flatten();
                let line = |field| self.form.text(field).to_owned();
                let (label, heading, text) = (line(LABEL), line(HEADING), line(TEXT));
                let opinion = NewOpinion { fiscal_year, label, heading, area, text, sessions };
                if let Err((field, why)) =
                    fits(council, &opinion, amends.as_ref().map(|it| &it.entered))
                {
                    self.form.refuse(field, why);
                    return None;
                }
                let name = opinion.label.clone();
                Some(match amends {
                    None => (vec![Saying::AddOpinion(opinion)], format!("意見 {name} を追加")),
                    Some(it) => (
                        council.amend(&it.entered, New::Opinion(opinion), &it.seen),
                        format!("意見 {name} を訂正"),
                    ),
                })
            }
            What::List { .. } => None,
        }
    }

    fn new_session(
        &self,
        council: &Council,
        amends: Option<&EventId>,
        proposed: &str,
        today: Date,
    ) -> Result<NewSession, (usize, String)> {
        let text = |field| self.form.text(field);
        let of = |field: usize| move |why: String| (field, why);
        let fiscal_year: FiscalYear = text(YEAR).parse().map_err(of(YEAR))?;
        let number = number(text(NUMBER))
            .filter(|number| (1..=999).contains(number))
            .ok_or_else(|| (NUMBER, "第何回かを、1 のように数字で書いてください。".to_owned()))?;
        let date = day_of(fiscal_year, text(DATE), today).map_err(of(DATE))?;
        let time = |field| match text(field) {
            "" => Ok(None),
            typed => parse_time(typed).map(Some).map_err(of(field)),
        };
        let (start, end) = (time(START)?, time(END)?);
        // What was only proposed goes with year and number.
        let title = match text(TITLE) {
            title if title.is_empty() || title == proposed => {
                council.session_title(fiscal_year, number)
            }
            title => title.to_owned(),
        };
        let members = match text(MEMBERS) {
            "" => None,
            typed => Some(number_of(typed).ok_or_else(|| {
                (MEMBERS, "委員数は、16 のように数字で書いてください。".to_owned())
            })?),
        };
        let (place, agenda) = (text(PLACE).to_owned(), text(AGENDA).to_owned());
        let session =
            NewSession { fiscal_year, number, title, date, start, end, place, agenda, members };
        let field =
            if council.nth_session(fiscal_year, number, amends).is_some() { NUMBER } else { END };
        council.may_add(&session, amends).map_err(of(field))?;
        Ok(session)
    }
}

fn session_form(title: &str, about: Vec<String>, session: &NewSession, date: &str) -> Form {
    let time = |time: Option<jiff::civil::Time>| {
        time.map_or_else(String::new, |time| format!("{}:{:02}", time.hour(), time.minute()))
    };
    let members = session.members.map_or_else(String::new, |members| members.to_string());
    let fields = vec![
        Field::line("年度", &session.fiscal_year.to_string()),
        Field::line("第何回", &session.number.to_string()),
        Field::line("開催日", date).with_hint("2026-07-02、R8.7.2、7月2日 など。"),
        Field::line("始まり", &time(session.start))
            .with_hint("10:00、午後1時10分 など。分からなければ空のまま。"),
        Field::line("終わり", &time(session.end))
            .with_hint("12:00、午後3時 など。分からなければ空のまま。"),
        Field::line("標題", &session.title),
        Field::line("場所", &session.place),
        Field::line("審議内容", &session.agenda),
        Field::line("委員数", &members),
    ];
    Form::new(title, about, fields)
}

/// Why an opinion cannot be entered, and which field is to blame.
fn fits(
    council: &Council,
    opinion: &NewOpinion,
    amends: Option<&EventId>,
) -> Result<(), (usize, String)> {
    if opinion.label.is_empty() {
        return Err((LABEL, "番号を書いてください。ア(ア) など。".to_owned()));
    }
    if let Some(other) = council.numbered(opinion.fiscal_year, &opinion.label, amends) {
        let words: String = other.text.chars().take(20).collect();
        let why = format!("{} は、この年度の別の意見の番号です（{words}…）。", other.label);
        return Err((LABEL, why));
    }
    if opinion.text.is_empty() {
        return Err((TEXT, "意見の本文を書いてください。".to_owned()));
    }
    let same = council.same_words(opinion.fiscal_year, &opinion.text);
    match same.filter(|_| amends.is_none()) {
        Some(same) => Err((TEXT, format!("同じ意見が、{} としてすでにあります。", same.label))),
        None => Ok(()),
    }
}

/// The areas to choose from: those of the newest plan, one that is chosen already, and none.
#[must_use]
pub fn areas(council: &Council, chosen: Option<&AreaId>) -> Vec<Option<AreaId>> {
    let mut areas: Vec<Option<AreaId>> =
        council.top_areas().into_iter().map(|area| Some(area.id.clone())).collect();
    if chosen.is_some() && !areas.iter().any(|area| area.as_ref() == chosen) {
        areas.push(chosen.cloned());
    }
    areas.push(None);
    areas
}

/// An area as it is chosen.
#[must_use]
pub fn area_word(council: &Council, area: Option<&AreaId>) -> String {
    let Some(id) = area else { return NO_AREA.to_owned() };
    let title = council.records.area(id).map_or(id.as_str(), |area| area.title.as_str());
    format!("{} {title}", council.short_area(id))
}

fn number(text: &str) -> Option<u32> {
    let half: String = text.chars().map(half_width).collect();
    half.trim_start_matches('第').trim_end_matches('回').trim().parse().ok()
}

fn number_of(text: &str) -> Option<u32> {
    let half: String = text.chars().map(half_width).collect();
    half.trim_end_matches(['人', '名']).trim().parse().ok()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// What a record was entered by, if it can still be amended here; else why not.
///
/// # Errors
///
/// What to tell the person.
pub fn amendable_session(session: &Session) -> Result<EventId, &'static str> {
    amendable(session.entered.as_ref(), session.is_unfiled())
}

/// The same for an opinion.
///
/// # Errors
///
/// What to tell the person.
pub fn amendable_opinion(opinion: &Opinion) -> Result<EventId, &'static str> {
    amendable(opinion.entered.as_ref(), opinion.is_unfiled())
}

fn amendable(entered: Option<&EventId>, unfiled: bool) -> Result<EventId, &'static str> {
    match entered {
        Some(id) if unfiled => Ok(id.clone()),
        Some(_) => Err(
            "記録のファイルに書き込まれているので、ここでは直せません。ファイルを直してください。",
        ),
        None => Err(
            "資料に印刷されたものなので、ここでは直せません。写し違いはファイルを直してください。",
        ),
    }
}
