//! What stands on top of a view. There is never more than one.

mod bar;
mod carry;
mod cell;
mod compare;
mod confirm;
mod dispute;
mod drafts;
pub mod entry;
mod filter_menu;
mod hand_out;
mod help;
mod keep_view;
mod looks;
mod meeting;
mod menu;
mod outcomes;
mod outline;
mod palette;
mod picker;
mod reading;
mod review;
mod search_all;

pub use bar::Bar;
pub use carry::{Asked, CarryOver, CarryRow};
pub use cell::Cell;
pub use compare::{Between, Compare, Told};
pub use confirm::{Act, Confirm};
pub use dispute::{Dispute, Head};
pub use drafts::Drafts;
pub use entry::{About, Entry, Seen};
pub use filter_menu::{FilterMenu, MenuRow};
pub use hand_out::{Extract, HandOut, Order, Sort};
pub use help::{Help, Topic};
pub use keep_view::KeepView;
pub use looks::Looks;
pub use meeting::{Amended, MeetingForm, What, amendable_opinion, amendable_session, area_word};
pub use menu::Menu;
pub use outcomes::Outcomes;
pub use outline::{Outline, Shown};
pub use palette::Palette;
pub use picker::{Pair, Picker, Side};
pub use reading::{Reading, Row};
pub use review::ReviewForm;
pub use search_all::{FoundRow, SearchAll};

use super::{
    form::Form,
    list::{List, Step},
};
use crate::analysis::Council;

/// 小窓.
#[derive(Debug)]
pub enum Overlay {
    /// 対応付け.
    Picker(Picker),
    /// 全体の検索.
    SearchAll(SearchAll),
    /// 使い方.
    Help(Help),
    /// 絞込.
    Filter(FilterMenu),
    /// 書き出し.
    HandOut(HandOut),
    /// 前回からの変更: since when.
    Compare(Compare),
    /// 前回からの変更.
    Told(Told),
    /// 配色.
    Looks(Looks),
    /// 対応表の内訳.
    Cell(Cell),
    /// 原文.
    Reading(Reading),
    /// 記入.
    Entry(Entry),
    /// 食い違いの決定.
    Dispute(Dispute),
    /// 記入の一覧.
    Menu(Menu),
    /// 記入の結果.
    Outcomes(Outcomes),
    /// 記録の問題, by position.
    Problems(List),
    /// 会議の入力: a session, an opinion, a list of opinions.
    Meeting(MeetingForm),
    /// 下見 of a pasted list.
    Outline(Outline),
    /// 引き継ぎ.
    CarryOver(CarryOver),
    /// 委員の受け止め.
    Review(ReviewForm),
    /// 検索の名前.
    KeepView(KeepView),
    /// メニュー.
    Bar(Bar),
    /// 操作.
    Palette(Palette),
    /// 確認.
    Confirm(Confirm),
    /// 書きかけ of earlier runs.
    Drafts(Drafts),
}

impl Overlay {
    /// The list in it; texts and forms have none.
    #[must_use]
    pub fn list(&self) -> Option<&List> {
        match self {
            Self::Picker(picker) => Some(&picker.list),
            Self::SearchAll(search) => Some(&search.list),
            Self::Help(help) => Some(&help.list),
            Self::Filter(menu) => Some(&menu.list),
            Self::HandOut(hand_out) => Some(&hand_out.list),
            Self::Compare(compare) => Some(&compare.list),
            Self::Looks(looks) => Some(&looks.list),
            Self::Cell(cell) => Some(&cell.list),
            Self::Dispute(dispute) => Some(&dispute.list),
            Self::Drafts(drafts) => Some(&drafts.list),
            Self::Menu(menu) => Some(&menu.list),
            Self::Outcomes(outcomes) => Some(&outcomes.list),
            Self::Outline(outline) => Some(&outline.list),
            Self::CarryOver(carry) => Some(&carry.list),
            Self::Bar(bar) => Some(&bar.list),
            Self::Palette(palette) => Some(&palette.list),
            Self::Problems(list) => Some(list),
            Self::Reading(_)
            | Self::Told(_)
            | Self::Confirm(_)
            | Self::Entry(_)
            | Self::Meeting(_)
            | Self::KeepView(_)
            | Self::Review(_) => None,
        }
    }

    /// Whether a row only heads others, so that there is nothing to choose on it.
    pub(super) fn is_heading(&self, row: usize) -> bool {
        match self {
            Self::Help(help) => help.is_heading(row),
            Self::Filter(menu) => matches!(menu.rows.get(row), Some(MenuRow::Heading(_))),
            Self::CarryOver(carry) => matches!(carry.rows.get(row), Some(CarryRow::Heading(_))),
            Self::SearchAll(search) => search.is_heading(row),
            Self::Picker(_)
            | Self::Cell(_)
            | Self::HandOut(_)
            | Self::Compare(_)
            | Self::Looks(_)
            | Self::Told(_)
            | Self::Reading(_)
            | Self::Entry(_)
            | Self::Menu(_)
            | Self::Dispute(_)
            | Self::Drafts(_)
            | Self::Outcomes(_)
            | Self::Meeting(_)
            | Self::Outline(_)
            | Self::Review(_)
            | Self::KeepView(_)
            | Self::Bar(_)
            | Self::Palette(_)
            | Self::Confirm(_)
            | Self::Problems(_) => false,
        }
    }

    /// Moves in the list, over headings.
    pub(super) fn step(&mut self, council: &Council, step: Step, page: usize) {
        let Some(list) = self.list_mut() else { return };
        list.step(council, step, page);
        let (row, first) = (list.row(), list.at() == 0);
        if row.is_some_and(|row| self.is_heading(row)) {
            // The first row of all is a heading: from there it only goes down.
            let up = matches!(step, Step::Up | Step::PageUp) && !first;
            let on = if up { Step::Up } else { Step::Down };
            self.list_mut().into_iter().for_each(|list| list.step(council, on, page));
        }
    }

    /// The form in it.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        match self {
            Self::Entry(entry) => Some(&entry.form),
            Self::Meeting(meeting) => Some(&meeting.form),
            Self::Review(review) => Some(&review.form),
            Self::KeepView(keep) => Some(&keep.form),
            _ => None,
        }
    }

    /// The same, to be filled in.
    pub fn form_mut(&mut self) -> Option<&mut Form> {
        match self {
            Self::Entry(entry) => Some(&mut entry.form),
            Self::Meeting(meeting) => Some(&mut meeting.form),
            Self::Review(review) => Some(&mut review.form),
            Self::KeepView(keep) => Some(&mut keep.form),
            _ => None,
        }
    }

    /// Whether it is there to be filled in.
    #[must_use]
    pub fn has_form(&self) -> bool {
        matches!(self, Self::Entry(_) | Self::Meeting(_) | Self::Review(_) | Self::KeepView(_))
    }

    /// Whether it takes the place of the view instead of lying on it.
    #[must_use]
    pub fn fills_the_body(&self) -> bool {
        self.has_form()
            || matches!(
                self,
                Self::Picker(_)
                    | Self::SearchAll(_)
                    | Self::Reading(_)
                    | Self::CarryOver(_)
                    | Self::Told(_)
                    | Self::Outline(_)
            )
    }

    pub(super) fn list_mut(&mut self) -> Option<&mut List> {
        match self {
            Self::Picker(picker) => Some(&mut picker.list),
            Self::SearchAll(search) => Some(&mut search.list),
            Self::Help(help) => Some(&mut help.list),
            Self::Filter(menu) => Some(&mut menu.list),
            Self::HandOut(hand_out) => Some(&mut hand_out.list),
            Self::Compare(compare) => Some(&mut compare.list),
            Self::Looks(looks) => Some(&mut looks.list),
            Self::Cell(cell) => Some(&mut cell.list),
            Self::Dispute(dispute) => Some(&mut dispute.list),
            Self::Drafts(drafts) => Some(&mut drafts.list),
            Self::Menu(menu) => Some(&mut menu.list),
            Self::Outcomes(outcomes) => Some(&mut outcomes.list),
            Self::Outline(outline) => Some(&mut outline.list),
            Self::CarryOver(carry) => Some(&mut carry.list),
            Self::Bar(bar) => Some(&mut bar.list),
            Self::Palette(palette) => Some(&mut palette.list),
            Self::Problems(list) => Some(list),
            Self::Reading(_)
            | Self::Told(_)
            | Self::Confirm(_)
            | Self::Entry(_)
            | Self::Meeting(_)
            | Self::KeepView(_)
            | Self::Review(_) => None,
        }
    }
}
