//! What a user can ask for. Keys, hints and the help screen all speak of these.

use super::{Copy, Key, View, list::Step};

/// 操作. One thing a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Moves in the list, or in the pane that has the focus.
    Move(Step),
    /// 左へ: the column to the left.
    Left,
    /// 右へ: the column to the right.
    Right,
    /// Changes the focus between list and detail.
    NextPane,
    /// The record before, without leaving the detail.
    PreviousRecord,
    /// The record after, without leaving the detail.
    NextRecord,
    /// Shows another view.
    Show(View),
    /// 開く: whatever the selected row leads to.
    Open,
    /// 原文: opens the source of the selected record at its place.
    ReadSource,
    /// 一つ前に戻る.
    Back,
    /// Starts typing into the search field of this list.
    SearchList,
    /// Opens the search over the whole record.
    SearchAll,
    /// 補完: puts a word there that could stand at the cursor.
    Complete,
    /// 補完: the word before.
    CompleteBack,
    /// 名前を付けて残す: opens the form for the search that is open.
    KeepView,
    /// 保存した検索を消す.
    DropView,
    /// 絞り込み: opens the words by which the list can be filtered.
    Filter,
    /// 並べ替え: the next of the list's orders.
    NextOrder,
    /// 数える範囲: the next choice of governments whose programs count.
    NextBodies,
    /// Shows the other table of the view.
    OtherTable,
    /// 記入: opens the list of what can be said here.
    Menu,
    /// 記入: opens the form for something.
    Write(Topic),
    /// 確定・再確認・食い違いの決定 of what is selected.
    Settle,
    /// Presses a key in the form that is open.
    Press(Key),
    /// 段階: whether what is linked is 案 or 確定.
    NextStage,
    /// 対応付け: opens the picker.
    Pick,
    /// 印: marks the row and moves on.
    Mark,
    /// 印: marks every row shown, or takes their marks away.
    MarkAll,
    /// 種別: the next kind of link.
    NextKind,
    /// 範囲: the next extent of a link.
    NextExtent,
    /// Saves what the picker holds, or goes to what is selected.
    Choose,
    /// 会議を追加: opens the form for a new session.
    AddSession,
    /// 意見を追加: opens the form for one more opinion of the session.
    AddOpinion,
    /// 一覧を貼り付け: opens the form for a list of the session's opinions.
    PasteOpinions,
    /// 訂正: opens the form for what was entered here.
    Amend,
    /// 方向性: the next area for the heading of a row of the preview.
    NextArea,
    /// 別の事業とみる・見送る: does not agree with what is proposed.
    Decline,
    /// 捨てる: throws a draft away.
    Discard,
    /// まとめて: writes every proposal that is certain.
    AllCertain,
    /// 対応付けを外す.
    Unlink,
    /// 既読: a committee member has read the opinion and what stands to it.
    MarkRead,
    /// 受け止め: opens the form for what a committee member says to the answer.
    Review,
    /// 元に戻す.
    Undo,
    /// やり直す.
    Redo,
    /// 書き出す: opens the forms in which what is shown can be handed out.
    HandOut,
    /// 写す: to the clipboard.
    Copy(Copy),
    /// 配色: opens the looks to choose from.
    Looks,
    /// 前回からの変更.
    Compare,
    /// Reads the record again and draws everything anew.
    Reload,
    /// メニュー: opens the menu bar.
    MenuBar,
    /// 操作: opens the search over everything that can be done.
    Palette,
    /// Gives the mouse back to the terminal, or takes it again.
    Mouse,
    /// はい: does what was asked about.
    Agree,
    /// 使い方.
    Help,
    /// 終了.
    Quit,
    /// Ctrl+C, which quits only when it is pressed twice.
    Interrupt,
}

/// 記入の別. What a form can be opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// 回答.
    Answer,
    /// 進捗.
    Progress,
    /// 担当.
    Assign,
    /// 対応付けの内容.
    Link,
    /// 関連なし.
    Reject,
    /// 意見の関係.
    Relate,
    /// 要望・伝達.
    Refer,
    /// メモ.
    Note,
}

/// 行う人. Who does what a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doer {
    /// Whoever looks.
    Anyone,
    /// A committee member.
    Member,
    /// Whoever writes.
    Writer,
    /// The secretariat.
    Office,
}

impl Command {
    /// Who does it.
    #[must_use]
    pub fn doer(self) -> Doer {
        match self {
            Self::Move(_)
            | Self::Left
            | Self::Right
            | Self::NextPane
            | Self::PreviousRecord
            | Self::NextRecord
            | Self::Show(_)
            | Self::Open
            | Self::ReadSource
            | Self::Back
            | Self::SearchList
            | Self::SearchAll
            | Self::Filter
            | Self::Complete
            | Self::CompleteBack
            | Self::KeepView
            | Self::DropView
            | Self::NextOrder
            | Self::NextBodies
            | Self::OtherTable
            | Self::Choose
            | Self::Discard
            | Self::HandOut
            | Self::Copy(_)
            | Self::Looks
            | Self::Compare
            | Self::Reload
            | Self::MenuBar
            | Self::Palette
            | Self::Mouse
            | Self::Agree
            | Self::Help
            | Self::Quit
            | Self::Press(_)
            | Self::Interrupt => Doer::Anyone,
            Self::MarkRead | Self::Review => Doer::Member,
            Self::Undo | Self::Redo => Doer::Writer,
            // What is not named serves those who change the record.
            _ => Doer::Office,
        }
    }
}
