//! 検索の名前: the form that gives a search a name, or another one, and says who shall have it.

use crate::{
    app::{
        find::Shelf,
        form::{Field, Form},
    },
    domain::SavedView,
};

/// The fields of the form.
const NAME: usize = 0;
const SHELF: usize = 1;

/// State of the overlay.
#[derive(Debug)]
pub struct KeepView {
    /// 書式.
    pub form: Form,
    query: String,
    /// What it is called as yet, and where it is kept.
    called: Option<(String, Shelf)>,
    /// Names that other searches have.
    taken: Vec<String>,
}

impl KeepView {
    /// The form for a search; where it may stand in the record, that can be chosen.
    #[must_use]
    pub fn new(query: String, may_share: bool) -> Self {
        let mut fields = vec![
            Field::line("名前", "").with_hint("同じ名前で残したものは、この検索に替わります。"),
        ];
        if may_share {
            let shelves = Shelf::ALL.iter().map(|shelf| shelf.word());
            let hint = "みんなで使うと、記録（views.ron）に書き込みます。";
            fields.push(Field::choice("使う人", shelves, Some(0)).with_hint(hint));
        }
        let about =
            vec![format!("検索: {query}"), "F4 の絞込と ^F の検索から使えます。".to_owned()];
        let form = Form::new("検索に名前を付ける", about, fields);
        Self { form, query, called: None, taken: Vec::new() }
    }

    /// The form for another name of a search, besides those that others have.
    #[must_use]
    pub fn rename(view: SavedView, shelf: Shelf, taken: Vec<String>) -> Self {
        let about = vec![format!("検索: {}", view.query), format!("使う人: {shelf}")];
        let form = Form::new("検索の名前を変える", about, vec![Field::line("名前", &view.name)]);
        Self { form, query: view.query, called: Some((view.name, shelf)), taken }
    }

    /// What the form says: the search, the name it replaces, and who has it. Where it cannot be said,
    /// the field says why.
    pub fn view(&mut self) -> Option<(String, SavedView, Shelf)> {
        let name = self.form.text(NAME).trim().to_owned();
        if name.is_empty() {
            self.form.refuse(NAME, "名前を書いてください。");
            return None;
        }
        if self.taken.contains(&name) {
            self.form.refuse(NAME, "この名前の検索がもうあります。別の名前にしてください。");
            return None;
        }
        let view = SavedView { name: name.clone(), query: self.query.clone() };
        if let Some((called, shelf)) = &self.called {
            return Some((called.clone(), view, *shelf));
        }
        let chosen = self.form.choice(SHELF).and_then(|at| Shelf::ALL.get(at).copied());
        Some((name, view, chosen.unwrap_or(Shelf::Own)))
    }
}
