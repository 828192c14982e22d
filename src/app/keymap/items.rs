//! What can be done, once each: the items of the menu and of the palette, from the key table.

use super::{BINDINGS, Binding, Scope, bindings, of_view};
use crate::{
    app::{Command, Doer, Focus, Model, View, list::Step},
    domain::Role,
};

/// 見出し. A menu of the menu bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// ファイル.
    File,
    /// 記入.
    Write,
    /// 編集.
    Edit,
    /// 表示.
    View,
    /// 移動.
    Go,
    /// ヘルプ.
    Help,
}

impl Title {
    /// Every menu, from left to right.
    pub const ALL: [Self; 6] =
        [Self::File, Self::Write, Self::Edit, Self::View, Self::Go, Self::Help];

    /// Its word on the bar.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::File => "ファイル",
            Self::Write => "記入",
            Self::Edit => "編集",
            Self::View => "表示",
            Self::Go => "移動",
            Self::Help => "ヘルプ",
        }
    }

    /// The menu that a command stands in. Nothing for a step of the arrow keys and for what is done
    /// in a popup only.
    #[must_use]
    pub fn of(command: Command) -> Option<Self> {
        match command {
            Command::HandOut | Command::Compare | Command::Reload | Command::Quit => {
                Some(Self::File)
            }
            Command::Pick
            | Command::Menu
            | Command::Write(_)
            | Command::Settle
            | Command::AddSession
            | Command::AddOpinion
            | Command::PasteOpinions
            | Command::MarkRead
            | Command::Review => Some(Self::Write),
            Command::Undo
            | Command::Redo
            | Command::Unlink
            | Command::Amend
            | Command::Mark
            | Command::Copy(_)
            | Command::MarkAll => Some(Self::Edit),
            Command::Show(_)
            | Command::Filter
            | Command::NextOrder
            | Command::NextBodies
            | Command::Looks
            | Command::OtherTable => Some(Self::View),
            Command::Open
            | Command::Back
            | Command::NextPane
            | Command::PreviousRecord
            | Command::NextRecord
            | Command::ReadSource
            | Command::SearchList
            | Command::SearchAll
            | Command::Move(Step::Home | Step::End) => Some(Self::Go),
            Command::Help | Command::Palette | Command::Mouse => Some(Self::Help),
            Command::Move(_)
            | Command::Left
            | Command::Right
            | Command::Press(_)
            | Command::NextStage
            | Command::Complete
            | Command::CompleteBack
            | Command::KeepView
            | Command::DropView
            | Command::NextKind
            | Command::NextExtent
            | Command::Choose
            | Command::NextArea
            | Command::Decline
            | Command::Discard
            | Command::AllCertain
            | Command::MenuBar
            | Command::Agree
            | Command::Interrupt => None,
        }
    }
}

/// 項目. Something that can be done, where it can.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it does.
    pub command: Command,
    /// The row of the key table.
    pub binding: &'static Binding,
    /// The keys that do it here; elsewhere, those that do it there.
    pub keys: String,
    /// Why it does nothing here.
    pub trouble: Option<String>,
}

impl Item {
    /// What it does, in few words.
    #[must_use]
    pub fn name(&self) -> &'static str {
        name(self.binding)
    }
}

/// What a row of the table does, without what stands behind it in brackets.
#[must_use]
pub fn name(binding: &Binding) -> &'static str {
    binding.what.split('（').next().unwrap_or(binding.what)
}

/// Everything that can be done in the views, once each, in the order of the table.
#[must_use]
pub fn items(model: &Model) -> Vec<Item> {
    let scopes = of_view(model.view, model.council.is_for_members());
    let mut items: Vec<Item> = Vec::new();
    for binding in BINDINGS.iter().filter(|binding| is_of_views(binding.scope)) {
        let command = binding.command;
        let known = items.iter().any(|item| item.command == command);
        if known || Title::of(command).is_none() || !is_shown(model, command) {
            continue;
        }
        let here = bindings(scopes).find(|here| here.command == command);
        let keys = here.map_or_else(String::new, |here| here.keys_in(scopes));
        let binding = here.unwrap_or(binding);
        let keys = if here.is_some() { keys } else { binding.written.to_owned() };
        items.push(Item { command, binding, keys, trouble: trouble(model, command) });
    }
    items
}

fn is_of_views(scope: Scope) -> bool {
    View::ALL.iter().any(|view| {
        [false, true].iter().any(|for_members| of_view(*view, *for_members).contains(&scope))
    })
}

/// What only committee members do is shown to nobody else, and the other way round.
fn is_shown(model: &Model, command: Command) -> bool {
    model.offers(command) && (model.council.is_for_members() || command.doer() != Doer::Member)
}

/// Why a command does nothing here, as a sentence; `None` where it does something.
#[must_use]
pub fn trouble(model: &Model, command: Command) -> Option<String> {
    let for_members = model.council.is_for_members();
    let may = match command.doer() {
        Doer::Anyone => None,
        Doer::Member => model.access.why_not(Role::Member),
        Doer::Office => model.access.why_not(Role::Office),
        Doer::Writer => model
            .access
            .why_not(Role::Office)
            .filter(|_| model.access.why_not(Role::Member).is_some()),
    };
    if let Some(why) = may {
        return Some(why.to_owned());
    }
    let works_in = |view: &View| {
        bindings(of_view(*view, for_members)).any(|binding| binding.command == command)
    };
    if !works_in(&model.view) {
        let views = View::ALL.into_iter().filter(works_in).map(View::title);
        let views: Vec<_> = views.collect();
        return Some(format!("{}の画面で使えます。", views.join("・")));
    }
    let selected = model.list().row().is_some();
    let in_list = model.focus == Focus::List;
    let why = match command {
        Command::Show(view) if view == model.view => "いま開いている画面です。",
        Command::Undo if !model.can_undo() => "元に戻せる操作はありません。",
        Command::Redo if !model.can_redo() => "やり直せる操作はありません。",
        Command::Mark | Command::MarkAll if !in_list => "印は一覧で付けます（Tab で一覧へ）。",
        Command::Settle if model.list().marks() == 0 && !in_list && !model.has_to_settle() => {
            "選んでいるものに、確定するものはありません。"
        }
        Command::Pick
        | Command::Menu
        | Command::Write(_)
        | Command::Settle
        | Command::Unlink
        | Command::Amend
        | Command::Mark
        | Command::MarkAll
        | Command::AddOpinion
        | Command::PasteOpinions
        | Command::Open
        | Command::NextPane
        | Command::PreviousRecord
        | Command::NextRecord
        | Command::ReadSource
        | Command::MarkRead
        | Command::Review
        | Command::Move(_)
            if !selected =>
        {
            "一覧に行がありません。"
        }
        _ => return None,
    };
    Some(why.to_owned())
}
