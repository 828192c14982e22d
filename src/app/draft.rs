//! 書きかけ: what a person was typing, as it is kept outside the dashboard and taken up again.
//!
//! A draft is taken off the screen after every key and opened again by the same functions that open
//! a fresh form, so that what others said meanwhile is seen; the words the person had answered stay
//! those they saw then.

use serde::{Deserialize, Serialize};

use super::{
    Access, Model, Overlay, View,
    overlay::{About, Amended, Entry, MeetingForm, Picker, ReviewForm, Seen, Side, What},
};
use crate::{
    analysis::Wish,
    domain::{EventId, OpinionId, RecordId, Session, SessionId},
    journal::{New, Pair},
};

/// 書きかけ. What is being typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it would become.
    pub of: Of,
    /// How the place where it is typed is headed.
    pub title: String,
    /// What stands there, by the name of its field.
    pub fields: Vec<(String, String)>,
    /// Which of them has the focus.
    pub at: usize,
}

/// 書きかけの別.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Of {
    /// 回答.
    Answer(Vec<Seen>),
    /// 進捗.
    Progress(Vec<Seen>),
    /// 担当.
    Assign(Vec<Seen>),
    /// 意見の関係.
    Relate(Vec<OpinionId>),
    /// 要望・伝達.
    Refer(Vec<OpinionId>),
    /// メモ.
    Note(Vec<RecordId>),
    /// 関連なし.
    Reject(Vec<Pair>),
    /// 対応付けの内容.
    Link(Vec<Pair>, Wish),
    /// 再確認.
    Recheck(Pair),
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
        /// 会議.
        sessions: Vec<SessionId>,
    },
    /// 意見の一覧 of a session.
    List(SessionId),
    /// 受け止め.
    Review {
        /// 意見.
        opinion: OpinionId,
        /// The answers the member speaks of.
        of: Vec<EventId>,
        /// Everything that stood then.
        stood: Vec<EventId>,
    },
    /// 対応付け: what is marked, and the words searched for.
    Picker {
        /// What is being linked.
        side: Side,
        /// The marked candidates.
        marks: Vec<String>,
        /// 種別・範囲・段階.
        wish: Wish,
    },
    /// 一覧の検索.
    ListSearch(View),
    /// 全体の検索.
    SearchAll,
}

/// 控え. A draft of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The name under which it is kept.
    pub name: String,
    /// 日時, as people read it.
    pub at: String,
    /// 書きかけ.
    pub draft: Draft,
}

/// The name of the field that a search is typed into.
const WORDS: &str = "検索";

impl Draft {
    /// Whether it is but the words of a search: worth having back after a lost link, and nothing to
    /// ask about after one has left.
    #[must_use]
    pub fn is_search(&self) -> bool {
        match &self.of {
            Of::ListSearch(_) | Of::SearchAll => true,
            Of::Picker { marks, .. } => marks.is_empty(),
            _ => false,
        }
    }

    /// Whether a person with such access can go on with it.
    #[must_use]
    pub fn fits(&self, access: &Access) -> bool {
        match self.of {
            Of::ListSearch(_) | Of::SearchAll => true,
            Of::Review { .. } => *access == Access::Review,
            _ => *access == Access::Write,
        }
    }

    /// What was typed last, or else the longest of what stands there.
    #[must_use]
    pub fn words(&self) -> &str {
        let texts = || self.fields.iter().map(|(_, text)| text.trim());
        let typed = texts().nth(self.at).filter(|text| !text.is_empty());
        typed.or_else(|| texts().max_by_key(|text| text.len())).unwrap_or_default()
    }

    fn of_search(of: Of, title: &str, query: &str) -> Option<Self> {
        let fields = vec![(WORDS.to_owned(), query.to_owned())];
        (!query.is_empty()).then(|| Self { of, title: title.to_owned(), fields, at: 0 })
    }

    fn query(&self) -> &str {
        self.fields.first().map_or("", |(_, text)| text)
    }
}

impl Model {
    /// What is being typed; `None` where nothing would be lost.
    #[must_use]
    pub fn draft(&self) -> Option<Draft> {
        let mut open = self.overlay.iter().chain(self.beneath.iter().rev());
        if let Some(draft) = open.find_map(|overlay| self.draft_in(overlay)) {
            return Some(draft);
        }
        let title = format!("{}の検索", self.view.title());
        let typing = self.list_search.then(|| self.list().query.value());
        typing.and_then(|query| Draft::of_search(Of::ListSearch(self.view), &title, query))
    }

    fn draft_in(&self, overlay: &Overlay) -> Option<Draft> {
        let (of, form) = match overlay {
            Overlay::Entry(Entry { about, form, .. }) => (of_entry(about), form),
            Overlay::Meeting(MeetingForm { what, form }) => (of_meeting(what), form),
            Overlay::Review(review) => {
                let (opinion, of) = review.speaks_of();
                let (opinion, of) = (opinion.clone(), of.to_vec());
                (Of::Review { opinion, of, stood: review.stood.clone() }, &review.form)
            }
            Overlay::Picker(picker) => return self.draft_of_picker(picker),
            Overlay::SearchAll(search) => {
                return Draft::of_search(Of::SearchAll, "全体の検索", search.list.query.value());
            }
            _ => return None,
        };
        form.is_changed().then(|| Draft {
            of,
            title: form.title.clone(),
            fields: form.contents(),
            at: form.at().unwrap_or_default(),
        })
    }

    fn draft_of_picker(&self, picker: &Picker) -> Option<Draft> {
        let (marks, query) = (picker.list.marked_ids().to_vec(), picker.list.query.value());
        let records = &self.council.records;
        let given: Vec<String> = match &picker.side {
            Side::Opinions(ids) => ids.iter().map(|id| records.label(id)).collect(),
            Side::Programs(ids) => {
                ids.iter().map(|id| records.program_name(id).to_owned()).collect()
            }
        };
        let chosen =
            if marks.is_empty() { String::new() } else { format!("（印 {}件）", marks.len()) };
        let title = format!("{} の対応付け{chosen}", given.join("、"));
        let fields = vec![(WORDS.to_owned(), query.to_owned())];
        if marks.is_empty() && query.is_empty() {
            return None;
        }
        let (side, wish) = (picker.side.clone(), picker.wish.clone());
        Some(Draft { of: Of::Picker { side, marks, wish }, title, fields, at: 0 })
    }

    /// Opens the place of a draft again, with everything in it. Where it can be typed in no more, the
    /// reason, as a sentence for the user; then nothing has changed.
    pub(super) fn reopen(&mut self, draft: &Draft) -> Result<(), String> {
        if !draft.fits(&self.access) {
            return Err("いまの開き方では書けません。書けるときに続けてください。".to_owned());
        }
        let mut overlay = match &draft.of {
            Of::ListSearch(view) => {
                self.view = *view;
                self.search_list_for(draft.query());
                return Ok(());
            }
            Of::SearchAll => {
                let mut search = super::overlay::SearchAll::default();
                search.list.query = draft.query().into();
                Overlay::SearchAll(search)
            }
            Of::Picker { side, marks, wish } => {
                self.are_there(&ends(side))?;
                let mut picker = Picker::new(side.clone());
                picker.wish = wish.clone();
                picker.list.query = draft.query().into();
                picker.list.mark(marks.clone());
                Overlay::Picker(picker)
            }
            Of::Review { opinion, of, stood } => {
                self.are_there(&[RecordId::Opinion(opinion.clone())])?;
                let form = ReviewForm::new(&self.council, &self.person, opinion);
                Overlay::Review(form.of(of.clone(), stood.clone()))
            }
            Of::Session { .. } | Of::Opinion { .. } | Of::List(_) => {
                Overlay::Meeting(self.meeting(&draft.of)?)
            }
            _ => {
                let about = self.about(&draft.of)?;
                Overlay::Entry(Entry::new(&self.council, &self.person, self.today, about))
            }
        };
        if let Some(form) = overlay.form_mut() {
            let lost = form.restore(&draft.fields, draft.at);
            if !lost.is_empty() {
                return Err(format!("いまの書式には「{}」の欄がありません。", lost.join("」「")));
            }
        }
        self.lay(overlay);
        Ok(())
    }

    fn about(&self, of: &Of) -> Result<About, String> {
        let about = match of {
            Of::Answer(on) => About::Answer(on.clone()),
            Of::Progress(on) => About::Progress(on.clone()),
            Of::Assign(on) => About::Assign(on.clone()),
            Of::Relate(on) => About::Relate(on.clone()),
            Of::Refer(on) => About::Refer(on.clone()),
            Of::Note(on) => About::Note(on.clone()),
            Of::Reject(on) => About::Reject(on.clone()),
            Of::Link(on, wish) => About::Link(on.clone(), wish.clone()),
            Of::Recheck((opinion, program)) => {
                let suspect = self.council.to_look_into(opinion, program);
                About::Recheck(
                    suspect.ok_or("この対応付けに、再確認の要るところはもうありません。")?,
                )
            }
            _ => return Err(GONE.to_owned()),
        };
        self.are_there(&records(&about))?;
        Ok(about)
    }

    fn meeting(&self, of: &Of) -> Result<MeetingForm, String> {
        let council = &self.council;
        let session = |id: Option<&SessionId>| -> Result<&Session, String> {
            let found = id.and_then(|id| council.records.sessions.iter().find(|it| it.id == *id));
            found.ok_or_else(|| GONE.to_owned())
        };
        Ok(match of {
            Of::Session { amends: None, proposed } => {
                let form = MeetingForm::session(council, self.today).form;
                MeetingForm {
                    form,
                    what: What::Session { amends: None, proposed: proposed.clone() },
                }
            }
            Of::Session { amends: Some(it), .. } => match council.reads(&it.entered) {
                Some(New::Session(session)) => MeetingForm::amended_session(it.clone(), &session),
                _ => return Err(GONE.to_owned()),
            },
            Of::Opinion { amends: None, sessions } => {
                MeetingForm::opinion(council, session(sessions.first())?)
            }
            Of::Opinion { amends: Some(it), .. } => match council.reads(&it.entered) {
                Some(New::Opinion(opinion)) => {
                    MeetingForm::amended_opinion(council, it.clone(), &opinion)
                }
                _ => return Err(GONE.to_owned()),
            },
            Of::List(id) => MeetingForm::list(session(Some(id))?),
            _ => return Err(GONE.to_owned()),
        })
    }

    fn are_there(&self, ids: &[RecordId]) -> Result<(), String> {
        let records = &self.council.records;
        let is_there = |id: &RecordId| match id {
            RecordId::Opinion(id) => records.opinion(id).is_some(),
            RecordId::Program(id) => records.program(id).is_some(),
            RecordId::Session(id) => records.sessions.iter().any(|session| session.id == *id),
        };
        if ids.iter().all(is_there) { Ok(()) } else { Err(GONE.to_owned()) }
    }
}

const GONE: &str = "書いていた先が、この記録にはもうありません。";

fn of_entry(about: &About) -> Of {
    match about.clone() {
        About::Answer(on) => Of::Answer(on),
        About::Progress(on) => Of::Progress(on),
        About::Assign(on) => Of::Assign(on),
        About::Relate(on) => Of::Relate(on),
        About::Refer(on) => Of::Refer(on),
        About::Note(on) => Of::Note(on),
        About::Reject(on) => Of::Reject(on),
        About::Link(on, wish) => Of::Link(on, wish),
        About::Recheck(suspect) => Of::Recheck(suspect.pair),
    }
}

fn of_meeting(what: &What) -> Of {
    match what.clone() {
        What::Session { amends, proposed } => Of::Session { amends, proposed },
        What::Opinion { amends, sessions, .. } => Of::Opinion { amends, sessions },
        What::List { session } => Of::List(session),
    }
}

fn ends(side: &Side) -> Vec<RecordId> {
    match side {
        Side::Opinions(ids) => ids.iter().cloned().map(RecordId::Opinion).collect(),
        Side::Programs(ids) => ids.iter().cloned().map(RecordId::Program).collect(),
    }
}

/// Every record that something is said of.
fn records(about: &About) -> Vec<RecordId> {
    let opinion = |id: &OpinionId| RecordId::Opinion(id.clone());
    let pair = |(one, other): &Pair| [opinion(one), RecordId::Program(other.clone())];
    match about {
        About::Answer(on) | About::Progress(on) | About::Assign(on) => {
            on.iter().map(|seen| opinion(&seen.opinion)).collect()
        }
        About::Relate(on) | About::Refer(on) => on.iter().map(opinion).collect(),
        About::Note(on) => on.clone(),
        About::Reject(on) | About::Link(on, _) => on.iter().flat_map(pair).collect(),
        About::Recheck(suspect) => pair(&suspect.pair).to_vec(),
    }
}
