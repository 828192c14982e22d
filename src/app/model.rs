//! Where this user is looking.

use std::ops::Range;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Command, Doer, Look, Overlay, Spot,
    filter::Filter,
    find::Kept,
    keymap::{Scope, scopes},
    layout::Size,
    overlay::entry::Outcome,
    screen::{Changes, History, Matrix, Opinions, Overview, Programs, Sessions, Sources},
};
use crate::{
    analysis::Council,
    domain::{Person, Role},
};

/// 画面.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// 概要.
    Overview,
    /// 意見.
    Opinions,
    /// 事業.
    Programs,
    /// 対応表.
    Matrix,
    /// 会議.
    Sessions,
    /// 資料.
    Sources,
    /// 履歴.
    History,
}

impl View {
    /// Every view, in the order of its number key.
    pub const ALL: [Self; 7] = [
        Self::Overview,
        Self::Opinions,
        Self::Programs,
        Self::Matrix,
        Self::Sessions,
        Self::Sources,
        Self::History,
    ];

    /// The word on its tab.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Overview => "概要",
            Self::Opinions => "意見",
            Self::Programs => "事業",
            Self::Matrix => "対応表",
            Self::Sessions => "会議",
            Self::Sources => "資料",
            Self::History => "履歴",
        }
    }
}

/// Which pane the arrow keys move in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Focus {
    /// 一覧.
    #[default]
    List,
    /// 詳細.
    Detail,
}

/// The length of a detail, in lines, and where the selected record stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measure {
    /// 行数.
    pub lines: usize,
    /// The lines of the selected record.
    pub selected: Option<Range<usize>>,
}

/// What this user may write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// 編集できる.
    Write,
    /// 既読と受け止めだけを書ける: a committee member.
    Review,
    /// 閲覧のみ, and why, as a sentence for the user.
    Read(String),
}

impl Access {
    /// Why what people of a role do cannot be done here; `None` where it can.
    #[must_use]
    pub fn why_not(&self, role: Role) -> Option<&str> {
        match (self, role) {
            (Self::Write, Role::Office) | (Self::Review, Role::Member) => None,
            (Self::Write, Role::Member) => {
                Some("既読と受け止めは、名簿で委員になっている人だけが書けます。")
            }
            (Self::Review, Role::Office) => Some(
                "委員の閲覧では、記録を変えられません。書けるのは、既読（v）と受け止め（r）です。",
            ),
            (Self::Read(why), _) => Some(why),
        }
    }
}

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Plain,
    /// Something went wrong or is refused.
    Trouble,
}

/// お知らせ. One line for the user, cleared by the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// The line.
    pub text: String,
}

/// Everything the dashboard is and shows.
#[derive(Debug)]
pub struct Model {
    /// Records, journal and what follows from them.
    pub council: Council,
    /// 記入者.
    pub person: Person,
    /// The name shown for the person.
    pub name: String,
    /// What the person may write here.
    pub access: Access,
    /// The day the figures are of.
    pub today: Date,
    /// The terminal's size.
    pub size: Size,
    /// 配色.
    pub look: Look,
    /// The view shown.
    pub view: View,
    /// Where the user was before following a link, to go back to.
    pub trail: Vec<Spot>,
    /// The pane the arrow keys move in.
    pub focus: Focus,
    /// Whether the list's search field is being typed into.
    pub list_search: bool,
    /// 概要.
    pub overview: Overview,
    /// 変わったこと: takes the place of 概要 where a committee member reads.
    pub changes: Changes,
    /// 意見.
    pub opinions: Opinions,
    /// 事業.
    pub programs: Programs,
    /// 対応表.
    pub matrix: Matrix,
    /// 会議.
    pub sessions: Sessions,
    /// 資料.
    pub sources: Sources,
    /// 履歴.
    pub history: History,
    /// 手元の検索.
    pub kept: Kept,
    /// On top of the view when open.
    pub overlay: Option<Overlay>,
    /// The overlays under that one: help lies over a picker without closing it.
    pub beneath: Vec<Overlay>,
    /// What comes of the act that is being written, shown once it is on disk.
    pub awaited: Option<Vec<Outcome>>,
    /// One line for the user.
    pub notice: Option<Notice>,
    /// Whether the mouse is the dashboard's; otherwise it is the terminal's, for selecting text.
    pub mouse: bool,
    /// Ctrl+C was the key before this one.
    pub interrupted: bool,
    /// How often a search has been worked on between keys, until all is found.
    pub(super) waited: usize,
    /// How long the detail of the present view is, or the line at the top of a text that is read, and
    /// where in it stands what is selected or was asked for. Supplied by what draws, for wrapping is its
    /// knowledge; asked by `update`, which must not scroll past the end.
    pub measure: fn(&Model) -> Measure,
}

impl Model {
    /// The dashboard as it opens.
    #[must_use]
    pub fn new(
        council: Council,
        person: Person,
        access: Access,
        today: Date,
        size: Size,
        measure: fn(&Model) -> Measure,
    ) -> Self {
        let mut model = Self {
            council,
            name: person.to_string(),
            person,
            access,
            today,
            size,
            look: Look::default(),
            view: View::Overview,
            trail: Vec::new(),
            focus: Focus::List,
            list_search: false,
            overview: Overview::default(),
            changes: Changes::default(),
            opinions: Opinions::default(),
            programs: Programs::default(),
            matrix: Matrix::default(),
            sessions: Sessions::default(),
            sources: Sources::default(),
            history: History::default(),
            kept: Kept::default(),
            overlay: None,
            beneath: Vec::new(),
            awaited: None,
            notice: None,
            mouse: true,
            interrupted: false,
            waited: 0,
            measure,
        };
        model.settle();
        model
    }

    /// The scopes in which a key counts now, innermost first.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        scopes(self)
    }

    /// The filter of the view; `None` where its list has none.
    #[must_use]
    pub fn filter(&self) -> Option<&Filter> {
        self.filter_of(self.view)
    }

    pub(super) fn filter_of(&self, view: View) -> Option<&Filter> {
        match view {
            View::Overview => Some(&self.overview.filter),
            View::Opinions => Some(&self.opinions.filter),
            View::Programs => Some(&self.programs.filter),
            View::History => Some(&self.history.filter),
            View::Matrix | View::Sessions | View::Sources => None,
        }
    }

    pub(super) fn filter_mut(&mut self) -> Option<&mut Filter> {
        match self.view {
            View::Overview => Some(&mut self.overview.filter),
            View::Opinions => Some(&mut self.opinions.filter),
            View::Programs => Some(&mut self.programs.filter),
            View::History => Some(&mut self.history.filter),
            View::Matrix | View::Sessions | View::Sources => None,
        }
    }

    /// Opens an overlay over whatever is there.
    pub(super) fn lay(&mut self, overlay: Overlay) {
        self.beneath.extend(self.overlay.replace(overlay));
    }

    /// Closes the overlay on top; `false` where there is none.
    pub(super) fn lift(&mut self) -> bool {
        if let Some(Overlay::Looks(looks)) = &self.overlay {
            self.look = looks.before;
        }
        std::mem::replace(&mut self.overlay, self.beneath.pop()).is_some()
    }

    /// Closes every overlay.
    pub(super) fn clear_away(&mut self) {
        self.overlay = None;
        self.beneath.clear();
    }

    /// Tells the user that something was done.
    pub fn done(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { tone: Tone::Done, text: text.into() });
    }

    /// Tells the user something.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { tone: Tone::Plain, text: text.into() });
    }

    /// Tells the user that something is refused or went wrong.
    pub fn refuse(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { tone: Tone::Trouble, text: text.into() });
    }

    /// Whether a key for this is worth showing. Members are shown what they can do, and nothing
    /// else; others see what they could do elsewhere.
    #[must_use]
    pub fn offers(&self, command: Command) -> bool {
        !self.council.is_for_members()
            || match command.doer() {
                Doer::Anyone => true,
                Doer::Member | Doer::Writer => self.access == Access::Review,
                Doer::Office => false,
            }
    }

    /// Tells what others did since the reader's last visit, rather than ever.
    pub fn returning(&mut self, visit: Option<Timestamp>) {
        self.changes.since(visit);
        self.settle();
    }

    /// Whether the person may do what the secretariat does; tells why not.
    pub fn may_write(&mut self) -> bool {
        self.may(Role::Office)
    }

    /// Whether the person may do what people of a role do; tells why not.
    pub fn may(&mut self, role: Role) -> bool {
        match self.access.why_not(role).map(str::to_owned) {
            None => true,
            Some(why) => {
                self.refuse(why);
                false
            }
        }
    }

    /// Whether the person may take back what they did; tells why not.
    pub fn may_undo(&mut self) -> bool {
        match self.access {
            Access::Review => true,
            Access::Write | Access::Read(_) => self.may_write(),
        }
    }
}
