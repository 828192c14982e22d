//! `shingi search`: everything, kind by kind, best first.

use super::{FINE, UNUSABLE, args::Format, print};
use crate::{
    analysis::{Council, Subject, SubjectKind},
    app::find::{Ask, Finding},
    domain::SavedView,
    export::json::HitJson,
    search::{Query, excerpt},
    shell::out,
    shown::shown,
};

/// How many characters of a text are printed.
const EXCERPT: usize = 60;

/// What was typed behind the command.
#[derive(Debug)]
pub struct Typed<'a> {
    pub words: &'a [String],
    /// 保存した検索, by its name.
    pub view: Option<&'a str>,
    pub limit: usize,
    pub format: Format,
}

/// Found records of one kind, and how many there are of it.
struct Found {
    kind: SubjectKind,
    count: usize,
    hits: Vec<HitJson>,
}

/// Prints what was found.
pub fn run(council: &Council, own: &[SavedView], typed: &Typed<'_>) -> u8 {
    let mut asked = typed.words.join(" ");
    if let Some(name) = typed.view {
        let mut views = council.records.views.iter().chain(own);
        let Some(view) = views.find(|view| view.name == name) else {
            let name = shown(name);
            let text =
                format!("「{name}」という検索は残っていません。shingi views で一覧できます。");
            out::err(&text);
            return UNUSABLE;
        };
        asked = format!("{} {asked}", view.query);
    }
    let found = found(council, &asked, typed.limit);
    let hits: Vec<_> = found.iter().flat_map(|found| &found.hits).collect();
    print(typed.format, &hits, || text(&found));
    FINE
}

fn found(council: &Council, asked: &str, limit: usize) -> Vec<Found> {
    let ask = Ask::read(asked);
    if ask.is_empty() {
        return Vec::new();
    }
    let mut finding = Finding::new(ask);
    finding.advance(council, usize::MAX, limit);
    let groups = finding.groups();
    let mut best: Vec<_> = groups.iter().flat_map(|group| &group.hits).collect();
    // Stable: equals stay in the order of the kinds.
    best.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    best.truncate(limit);
    let of_kind = |kind: SubjectKind| {
        let hits = best.iter().filter(move |(_, subject)| subject.kind() == kind);
        hits.map(|(_, subject)| hit(council, *subject, finding.query())).collect::<Vec<_>>()
    };
    let found = groups.iter().map(|group| {
        let (kind, count) = (group.kind, group.count);
        Found { kind, count, hits: of_kind(kind) }
    });
    found.collect()
}

fn text(found: &[Found]) -> String {
    if found.is_empty() {
        return "見つかりません。言葉を短くするか、変えてみてください。".to_owned();
    }
    let mut lines = Vec::new();
    for Found { kind, count, hits } in found {
        let of = if hits.len() < *count {
            format!("（うち{}件）", hits.len())
        } else {
            String::new()
        };
        lines.push(format!("【{kind}】{count}件{of}"));
        for hit in hits {
            let [title, excerpt, id] = [&hit.title, &hit.excerpt, &hit.id].map(|text| shown(text));
            lines.push(format!("  {title}"));
            lines.extend((!excerpt.is_empty()).then(|| format!("      {excerpt}")));
            lines.push(format!("      {id}"));
        }
    }
    lines.join("\n")
}

fn hit(council: &Council, subject: Subject, query: &Query) -> HitJson {
    let found = council.describe(subject, query);
    let part = excerpt(query, &found.text, EXCERPT);
    let (before, after) = (part.start > 0, part.end < found.text.len());
    let [before, after] = [before, after].map(|cut| if cut { "…" } else { "" });
    let excerpt = format!("{before}{}{after}", &found.text[part]);
    HitJson { kind: subject.kind().key(), id: found.id, title: found.title, excerpt }
}
