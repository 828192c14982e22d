//! 検索の名前: the form that gives a search a name, and says who shall have it.

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
        Self { form: Form::new("検索に名前を付ける", about, fields), query }
    }

    /// What the form says; where it has no name, the field says so.
    pub fn view(&mut self) -> Option<(SavedView, Shelf)> {
        let name = self.form.text(NAME).to_owned();
        if name.is_empty() {
            self.form.refuse(NAME, "名前を書いてください。");
            return None;
        }
        let chosen = self.form.choice(SHELF).and_then(|at| Shelf::ALL.get(at).copied());
        let named = SavedView { name, query: self.query.clone() };
        Some((named, chosen.unwrap_or(Shelf::Own)))
    }
}
