//! `shingi views`: the searches that were given names.

use super::{FINE, UNUSABLE, args::Format, print};
use crate::{
    analysis::Council,
    app::find::{Ask, Shelf},
    domain::SavedView,
    export::json::ViewJson,
    shell::{office::Office, out, shelving},
    shown::shown,
};

/// What was typed behind the command.
#[derive(Debug)]
pub struct Typed<'a> {
    /// The name to keep a search under, and the search.
    pub keep: Option<(&'a str, String)>,
    /// The name of a search to keep no longer.
    pub drop: Option<&'a str>,
    /// Whether it is everybody's.
    pub shelf: Shelf,
    pub format: Format,
}

/// Keeps a search, drops one, or lists them.
pub fn run(office: &Office, council: &Council, own: &[SavedView], typed: &Typed<'_>) -> u8 {
    let (done, said) = if let Some((name, query)) = &typed.keep {
        let view = SavedView { name: name.trim().to_owned(), query: query.trim().to_owned() };
        if view.name.is_empty() || Ask::read(&view.query).is_empty() {
            out::err(
                "名前と、探す言葉か条件が要ります。まだ何も書いていません。\n\
                 例: shingi views --keep 創業 創業 種別:意見",
            );
            return UNUSABLE;
        }
        let said = format!("検索「{}」を残しました（{}）。", shown(&view.name), typed.shelf);
        (shelving::keep(office, &view.name, &view, typed.shelf), said)
    } else if let Some(name) = typed.drop {
        let shared = &council.records.views;
        let views = match typed.shelf {
            Shelf::Own => own,
            Shelf::Shared => shared,
        };
        if views.iter().all(|view| view.name != name) {
            let text =
                format!("「{}」という検索は残っていません（{}）。", shown(name), typed.shelf);
            out::err(&text);
            return UNUSABLE;
        }
        let said = format!("保存した検索「{}」を消しました。", shown(name));
        (shelving::drop(office, name, typed.shelf), said)
    } else {
        return list(council, own, typed.format);
    };
    match done {
        Ok(_) => {
            out::out(&said);
            FINE
        }
        Err(problem) => {
            out::err(&problem.to_string());
            UNUSABLE
        }
    }
}

fn list(council: &Council, own: &[SavedView], format: Format) -> u8 {
    let of = |shelf: Shelf| move |view| (shelf, view);
    let shared = council.records.views.iter().map(of(Shelf::Shared));
    let views: Vec<(Shelf, &SavedView)> = shared.chain(own.iter().map(of(Shelf::Own))).collect();
    let json: Vec<_> = (views.iter())
        .map(|(shelf, view)| ViewJson {
            name: &view.name,
            query: &view.query,
            shared: *shelf == Shelf::Shared,
        })
        .collect();
    print(format, &json, || {
        if views.is_empty() {
            return "保存した検索はありません。--keep 名前 で残せます。".to_owned();
        }
        let line = |(shelf, view): &(Shelf, &SavedView)| {
            let [name, query] = [&view.name, &view.query].map(|text| shown(text));
            format!("{name}\n    {query}\n    {shelf}")
        };
        views.iter().map(line).collect::<Vec<_>>().join("\n")
    });
    FINE
}
