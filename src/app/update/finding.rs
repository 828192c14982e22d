//! The search over everything: opening what was found, taking up a search that was kept.

use tui_input::Input;

use super::jump;
use crate::{
    analysis::{Council, SubjectKind},
    app::{
        Effect, Focus, Model, Overlay, View,
        filter::{DEPARTMENT, Filter, OPINIONS, PROGRAMS},
        find::{Ask, By, Condition, Head, Shelf, words_of, written},
        overlay::{Act, Confirm, FilterMenu, FoundRow, KeepView, MenuRow, SearchAll},
    },
    domain::{Role, SavedView},
};

/// Enter: goes to what was found, or searches again for what was kept.
pub fn choose(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::SearchAll(search)) = &mut model.overlay else { return None };
    match search.selected().cloned()? {
        FoundRow::Hit(subject) => {
            let typed = search.list.query.value().trim().to_owned();
            jump::follow(model, subject);
            model.kept.remember(&typed);
            Some(Effect::Remember(typed))
        }
        FoundRow::View(view) => {
            search.retype(&format!("{} ", view.query));
            None
        }
        FoundRow::Recent(typed) => {
            search.retype(&typed);
            None
        }
        FoundRow::Kind(..) | FoundRow::Heading(_) => None,
    }
}

/// Tab: puts a word there that could stand at the cursor.
pub fn complete(model: &mut Model, back: bool) {
    if let Some(Overlay::SearchAll(search)) = &mut model.overlay {
        search.complete(&model.council, back);
    }
}

/// The search and the filter of the list, as they would be typed; `None` where nothing is narrowed
/// down.
pub fn of_list(model: &Model) -> Option<String> {
    let kind = match model.view {
        View::Opinions => SubjectKind::Opinion,
        View::Programs => SubjectKind::Program,
        _ => return None,
    };
    let filter = model.filter()?;
    let query = model.list().query.value().trim();
    if filter.is_empty() && query.is_empty() {
        return None;
    }
    let mut parts = vec![written(Head::Kind.word(), kind.word())];
    parts.extend(filter.chosen().iter().map(|(facet, word)| written(facet, word)));
    parts.extend((!query.is_empty()).then(|| query.to_owned()));
    Some(parts.join(" "))
}

/// The words by which the list of the view can be filtered, with the searches that were kept.
pub fn menu(model: &Model) -> FilterMenu {
    let views = model.council.records.views.iter().chain(&model.kept.views).cloned().collect();
    FilterMenu::new(super::choices(model), views, of_list(model).is_some())
}

/// The kept search that is selected, and where it is kept.
fn selected(model: &Model) -> Option<(SavedView, Shelf)> {
    let view = match &model.overlay {
        Some(Overlay::Filter(menu)) => match menu.row()? {
            MenuRow::View(view) => view,
            MenuRow::Heading(_) | MenuRow::Choice(_) | MenuRow::Keep => return None,
        },
        Some(Overlay::SearchAll(search)) => match search.selected()? {
            FoundRow::View(view) => view,
            _ => return None,
        },
        _ => return None,
    };
    let is_own = model.kept.views.contains(view);
    Some((view.clone(), if is_own { Shelf::Own } else { Shelf::Shared }))
}

/// Whether what is shelved there may be changed; tells why not.
fn may_change(model: &mut Model, shelf: Shelf) -> bool {
    shelf == Shelf::Own || model.may_write()
}

/// Opens the form that gives another name to the selected search, or one to the search that is open,
/// or to that of the list.
pub fn open_form(model: &mut Model) {
    if let Some((view, shelf)) = selected(model) {
        if may_change(model, shelf) {
            let shelved = match shelf {
                Shelf::Own => &model.kept.views,
                Shelf::Shared => &model.council.records.views,
            };
            let taken = shelved.iter().map(|other| other.name.clone());
            let taken = taken.filter(|name| *name != view.name).collect();
            model.lay(Overlay::KeepView(KeepView::rename(view, shelf, taken)));
        }
        return;
    }
    let query = match &model.overlay {
        Some(Overlay::SearchAll(search)) => Some(search.list.query.value().trim().to_owned()),
        _ => of_list(model),
    };
    let Some(query) = query.filter(|query| !Ask::read(query).is_empty()) else {
        return model.tell("名前を付ける検索がありません。言葉か条件を入れてください。");
    };
    let may_share = model.access.why_not(Role::Office).is_none();
    model.lay(Overlay::KeepView(KeepView::new(query, may_share)));
}

/// Keeps what the form says. It stays open until that is on disk.
pub fn save(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::KeepView(form)) = &mut model.overlay else { return None };
    let (name, view, shelf) = form.view()?;
    Some(Effect::KeepView { name, view, shelf })
}

/// What was filled in or agreed to is on disk.
pub fn kept(model: &mut Model) {
    if matches!(model.overlay, Some(Overlay::KeepView(_))) {
        model.lift();
    }
    if !matches!(model.overlay, Some(Overlay::Filter(_))) {
        return;
    }
    let fresh = menu(model);
    if let Some(Overlay::Filter(menu)) = &mut model.overlay {
        menu.renew(fresh, &model.council);
    }
}

/// Asks before the selected search is kept no longer.
pub fn before_dropping(model: &mut Model) {
    let Some((view, shelf)) = selected(model) else { return };
    if !may_change(model, shelf) {
        return;
    }
    let whose = match shelf {
        Shelf::Own => "自分だけで使っているものです。",
        Shelf::Shared => "みんなで使っているものです。消すと、ほかの人も使えなくなります。",
    };
    let means = vec![
        format!("検索: {}", view.query),
        whose.to_owned(),
        "F9 では戻せません。同じ検索に、もう一度名前を付けることはできます。".to_owned(),
    ];
    let question = format!("保存した検索「{}」を消しますか。", view.name);
    let act = Act::View(view.name, shelf);
    model.lay(Overlay::Confirm(Confirm { question, means, act }));
}

/// Takes up a search that has a name: in the list it is about, where the filter of the list can say
/// as much, or else in the search over everything.
pub fn recall(model: &mut Model, query: &str) {
    model.clear_away();
    let ask = Ask::read(query);
    let Some((view, filter)) = in_list(&model.council, &ask) else {
        return model.lay(Overlay::SearchAll(SearchAll::of(&format!("{query} "))));
    };
    if model.view != view {
        jump::visit(model, view);
    }
    model.focus = Focus::List;
    if let Some(own) = model.filter_mut() {
        *own = filter;
    }
    model.list_mut().query = Input::new(ask.words);
}

/// The list that a search is about, and its filter; `None` where they cannot say it.
fn in_list(council: &Council, ask: &Ask) -> Option<(View, Filter)> {
    let is_kind = |it: &&Condition| it.by == By::Head(Head::Kind);
    let mut kinds = ask.conditions.iter().filter(is_kind);
    let (kind, None) = (kinds.next()?, kinds.next()) else { return None };
    let (view, facets) = match kind.word.as_str() {
        "意見" => (View::Opinions, OPINIONS),
        "事業" => (View::Programs, PROGRAMS),
        _ => return None,
    };
    let mut filter = Filter::default();
    for condition in ask.conditions.iter().filter(|it| !is_kind(it)) {
        let facet = |name: &str| facets.iter().map(|facet| facet.name).find(|own| *own == name);
        let name = match condition.by {
            By::Facet(name) => facet(name)?,
            By::Head(head) => {
                let name = match head {
                    Head::Department => facet(DEPARTMENT)?,
                    head => facet(head.word())?,
                };
                // A part of a word is enough for a condition, and not for a filter.
                let exact = words_of(council, condition.by).contains(&condition.word);
                exact.then_some(name)?
            }
        };
        if condition.without || kind.without || filter.chosen().contains_key(name) {
            return None;
        }
        filter.toggle(name, &condition.word);
    }
    (!kind.without).then_some((view, filter))
}
