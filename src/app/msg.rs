//! What happens to the dashboard, and what it wants done.

use super::{
    Access, Command, Key, Look, View,
    find::Shelf,
    layout::Size,
    overlay::{Between, Order},
};
use crate::{
    analysis::Council,
    domain::{FiscalYear, SavedView, Succession},
    journal::{Event, Journal, Saying},
    problem::Problem,
};

/// 指した所. What stands where the mouse points. Told by what draws, for it knows what stands where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A hint: does what its key does.
    Command(Command),
    /// A tab.
    View(View),
    /// A menu of the menu bar.
    Menu(usize),
    /// A row of the list on top, by its place among those shown.
    Row(usize),
    /// The list on top, besides its rows, or a text that is read.
    List,
    /// 詳細.
    Detail,
    /// Beside an open menu.
    Beside,
}

/// 指し方.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointing {
    /// The left button.
    Press,
    /// The wheel, a notch up.
    WheelUp,
    /// The wheel, a notch down.
    WheelDown,
}

/// 写し. What of a record goes to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// Its number and its text.
    Record,
    /// 識別子.
    Id,
}

/// What happened.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Something on the screen was pointed at.
    Pointed(Target, Pointing),
    /// Text was pasted. Counts in fields only: a pasted `q` must not quit.
    Pasted(String),
    /// The terminal has another size.
    Resized(Size),
    /// What became of last year's programs has been worked out.
    Carried,
    /// What was said is on disk.
    Appended {
        /// The new events.
        events: Vec<Event>,
        /// What the user did, in one sentence.
        said: String,
    },
    /// What was said is not on disk, or nobody knows.
    AppendFailed(Problem),
    /// A file was written, and where it lies; or why it was not.
    HandedOut(Result<String, Problem>),
    /// Something of the person's own was kept or passed on, said in one sentence; or why it was not.
    Settled(Result<String, Problem>),
    /// What has changed, in lines.
    Compared(String),
    /// Somebody's journal has grown.
    JournalChanged(Journal),
    /// The record was read again; who may write what may have changed with it.
    Reloaded(Box<Council>, Access),
    /// The searches that the person keeps are others now.
    ViewsKept {
        /// All of them.
        views: Vec<SavedView>,
        /// What the user did, in one sentence.
        said: String,
    },
    /// What was confirmed stands in the record files, and the record was read again.
    Filed {
        /// The record as it is now.
        council: Box<Council>,
        /// What the person may write.
        access: Access,
        /// What the user did, in one sentence.
        said: String,
    },
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Write to the person's journal, as one act.
    Append {
        /// What is said.
        sayings: Vec<Saying>,
        /// What the user did, in one sentence, shown once it is on disk.
        said: String,
    },
    /// Write what is shown to a file.
    HandOut(Order),
    /// Write 系譜 into the record files, by the year from which it holds, and read the record again.
    FileLineage {
        /// What was confirmed.
        lineage: Vec<(FiscalYear, Vec<Succession>)>,
        /// What the user did, in one sentence, shown once it is on disk.
        said: String,
    },
    /// Keep what was searched for among the searches of late.
    Remember(String),
    /// Keep a search in place of the one of a name.
    KeepView {
        /// Its own name, or the one it had before.
        name: String,
        /// 保存した検索.
        view: SavedView,
        /// 置き場所.
        shelf: Shelf,
    },
    /// Keep a search no longer.
    DropView {
        /// Its name.
        name: String,
        /// 置き場所.
        shelf: Shelf,
    },
    /// Pass a harmless text on to the person's clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, as the user calls it.
        name: String,
    },
    /// Keep the look for the next time.
    Keep(Look),
    /// Compare two states of the record.
    Compare(Between),
    /// The draft kept under this name is no longer needed: it is open again, or was thrown away.
    ForgetDraft(String),
    /// Read records and journal again and draw everything anew.
    Reload,
    /// Leave.
    Quit,
}
