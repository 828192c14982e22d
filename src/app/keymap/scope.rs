//! Where a key counts: the scopes, and which of them are in force.

use crate::app::{
    Model, Overlay, View,
    overlay::{FoundRow, MenuRow},
};

/// 場面. Where a key counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In every view, while no field is being typed into.
    Anywhere,
    /// Where there are rows to move among.
    Rows,
    /// In lists that can be searched.
    Lists,
    /// In views that show one record in full beside the list.
    Details,
    /// 概要.
    Overview,
    /// 意見.
    Opinions,
    /// What can be said of opinions, and of what is linked to them.
    Writing,
    /// 事業.
    Programs,
    /// 会議.
    Sessions,
    /// 対応表.
    Matrix,
    /// 履歴.
    History,
    /// 委員の閲覧: what a committee member does on top of reading.
    Members,
    /// While a list is being searched.
    ListSearch,
    /// A form.
    Form,
    /// The picker.
    Picker,
    /// The search over the whole record.
    SearchAll,
    /// The text of a source.
    Reading,
    /// 下見.
    Outline,
    /// 引き継ぎ.
    CarryOver,
    /// 書きかけの控え.
    Drafts,
    /// Where Enter opens what is selected.
    Opening,
    /// Where Enter chooses what is selected.
    Choosing,
    /// 保存した検索, selected.
    SavedView,
    /// The problems, the programs of one cell.
    Popup,
    /// 使い方 and 操作: a field in which what one looks for is typed.
    Lookup,
    /// メニュー.
    Bar,
    /// 確認.
    Confirm,
    /// 端末のマウス: wherever no field is being typed into.
    Pointer,
}

impl Scope {
    /// The heading the help screen gives it.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Anywhere => "どの画面でも",
            Self::Rows => "移動",
            Self::Lists => "一覧",
            Self::Details => "詳細",
            Self::Overview => "概要",
            Self::Opinions => "意見",
            Self::Writing => "記入",
            Self::Programs => "事業",
            Self::Sessions => "会議",
            Self::Matrix => "対応表",
            Self::History => "履歴",
            Self::Members => "委員の閲覧（概要・意見）",
            Self::ListSearch => "一覧の検索",
            Self::Form => "書式",
            Self::Picker => "対応付け",
            Self::SearchAll => "全体の検索",
            Self::Reading => "原文・変更",
            Self::Outline => "下見（貼り付けた一覧）",
            Self::CarryOver => "新年度への引き継ぎ",
            Self::Drafts => "書きかけの控え（始めたとき）",
            Self::Opening => "開く",
            Self::Choosing => "選ぶ",
            Self::SavedView => "保存した検索",
            Self::Popup => "小窓",
            Self::Lookup => "使い方・操作の検索",
            Self::Bar => "メニュー",
            Self::Confirm => "確認",
            Self::Pointer => "マウス",
        }
    }
}

/// The scopes in force, innermost first.
#[must_use]
pub fn scopes(model: &Model) -> &'static [Scope] {
    match (&model.overlay, model.list_search) {
        // While typing, `q` is a letter: `Anywhere` must not be consulted.
        (
            Some(
                Overlay::Entry(_) | Overlay::Meeting(_) | Overlay::Review(_) | Overlay::KeepView(_),
            ),
            _,
        ) => &[Scope::Form],
        (Some(Overlay::Outline(_)), _) => &[Scope::Outline, Scope::Pointer],
        (Some(Overlay::Drafts(_)), _) => &[Scope::Drafts, Scope::Pointer],
        (Some(Overlay::CarryOver(_)), _) => &[Scope::CarryOver, Scope::Pointer],
        (Some(Overlay::Menu(_)), _) => {
            &[Scope::Choosing, Scope::Popup, Scope::Writing, Scope::Pointer]
        }
        (Some(Overlay::Picker(_)), _) => &[Scope::Picker],
        (Some(Overlay::SearchAll(search)), _) => match search.selected() {
            Some(FoundRow::View(_)) => &[Scope::Choosing, Scope::SavedView, Scope::SearchAll],
            Some(FoundRow::Recent(_)) => &[Scope::Choosing, Scope::SearchAll],
            _ => &[Scope::Opening, Scope::SearchAll],
        },
        (Some(Overlay::Reading(_) | Overlay::Told(_)), _) => &[Scope::Reading, Scope::Pointer],
        (Some(Overlay::Filter(menu)), _) => match menu.row() {
            Some(MenuRow::View(_)) => {
                &[Scope::Choosing, Scope::SavedView, Scope::Popup, Scope::Pointer]
            }
            _ => &[Scope::Choosing, Scope::Popup, Scope::Pointer],
        },
        (
            Some(
                Overlay::HandOut(_) | Overlay::Compare(_) | Overlay::Looks(_) | Overlay::Dispute(_),
            ),
            _,
        ) => &[Scope::Choosing, Scope::Popup, Scope::Pointer],
        (Some(Overlay::Cell(_)), _) => &[Scope::Opening, Scope::Popup, Scope::Pointer],
        (Some(Overlay::Problems(_) | Overlay::Outcomes(_)), _) => &[Scope::Popup, Scope::Pointer],
        (Some(Overlay::Help(_) | Overlay::Palette(_)), _) => &[Scope::Lookup],
        (Some(Overlay::Bar(_)), _) => &[Scope::Bar, Scope::Pointer],
        (Some(Overlay::Confirm(_)), _) => &[Scope::Confirm, Scope::Pointer],
        (None, true) => &[Scope::ListSearch],
        (None, false) => of_view(model.view, model.council.is_for_members()),
    }
}

/// The scopes in force in a view, where committee members read or not.
#[must_use]
pub fn of_view(view: View, for_members: bool) -> &'static [Scope] {
    match view {
        View::Overview if for_members => {
            &[Scope::Members, Scope::Overview, Scope::Rows, Scope::Anywhere, Scope::Pointer]
        }
        View::Opinions if for_members => &[
            Scope::Members,
            Scope::Opinions,
            Scope::Lists,
            Scope::Details,
            Scope::Rows,
            Scope::Anywhere,
            Scope::Pointer,
        ],
        View::Overview => &[Scope::Overview, Scope::Rows, Scope::Anywhere, Scope::Pointer],
        View::Opinions => &[
            Scope::Opinions,
            Scope::Writing,
            Scope::Lists,
            Scope::Details,
            Scope::Rows,
            Scope::Anywhere,
            Scope::Pointer,
        ],
        View::Programs => &[
            Scope::Programs,
            Scope::Lists,
            Scope::Details,
            Scope::Rows,
            Scope::Anywhere,
            Scope::Pointer,
        ],
        View::Matrix => {
            &[Scope::Matrix, Scope::Lists, Scope::Rows, Scope::Anywhere, Scope::Pointer]
        }
        View::Sessions => &[
            Scope::Sessions,
            Scope::Lists,
            Scope::Details,
            Scope::Rows,
            Scope::Anywhere,
            Scope::Pointer,
        ],
        View::Sources => {
            &[Scope::Lists, Scope::Details, Scope::Rows, Scope::Anywhere, Scope::Pointer]
        }
        View::History => {
            &[Scope::History, Scope::Lists, Scope::Rows, Scope::Anywhere, Scope::Pointer]
        }
    }
}
