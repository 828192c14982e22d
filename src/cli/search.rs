//! `shingi search`: everything, kind by kind, best first.

use std::ops::Range;

use super::{FINE, UNUSABLE, args::Format};
use crate::{
    analysis::{Council, Subject, SubjectKind},
    app::find::{Ask, Finding},
    domain::SavedView,
    export::json::{self, HitJson},
    search::{Query, excerpt, highlight},
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
    hits: Vec<Hit>,
}

/// A record that was found, and where in it the words are.
struct Hit {
    record: HitJson,
    in_title: Vec<Range<usize>>,
    in_excerpt: Vec<Range<usize>>,
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
    match typed.format {
        Format::Json => {
            let hits = found.iter().flat_map(|found| &found.hits);
            out::json(&json::text(&hits.map(|hit| &hit.record).collect::<Vec<_>>()));
        }
        Format::Text => {
            let Lines { text, marks } = lines(&found);
            out::marked(&text, &marks);
        }
    }
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

/// What is printed, and the bytes of it that were looked for.
#[derive(Default)]
struct Lines {
    text: String,
    marks: Vec<Range<usize>>,
}

impl Lines {
    /// Adds a line that holds a text of the record, with the parts of it that were looked for.
    fn push(&mut self, indent: &str, text: &str, found: &[Range<usize>]) {
        self.text.push_str(indent);
        let mut at = 0;
        for mark in found {
            self.text.push_str(&shown(&text[at..mark.start]));
            let start = self.text.len();
            self.text.push_str(&shown(&text[mark.clone()]));
            self.marks.push(start..self.text.len());
            at = mark.end;
        }
        self.text.push_str(&shown(&text[at..]));
        self.text.push('\n');
    }
}

fn lines(found: &[Found]) -> Lines {
    let mut lines = Lines::default();
    if found.is_empty() {
        lines.push("", "見つかりません。言葉を短くするか、変えてみてください。", &[]);
    }
    for Found { kind, count, hits } in found {
        let of = if hits.len() < *count {
            format!("（うち{}件）", hits.len())
        } else {
            String::new()
        };
        lines.push("", &format!("【{kind}】{count}件{of}"), &[]);
        for Hit { record, in_title, in_excerpt } in hits {
            lines.push("  ", &record.title, in_title);
            if !record.excerpt.is_empty() {
                lines.push("      ", &record.excerpt, in_excerpt);
            }
            lines.push("      ", &record.id, &[]);
        }
    }
    lines
}

fn hit(council: &Council, subject: Subject, query: &Query) -> Hit {
    let found = council.describe(subject, query);
    let part = excerpt(query, &found.text, EXCERPT);
    let (before, after) = (part.start > 0, part.end < found.text.len());
    let [before, after] = [before, after].map(|cut| if cut { "…" } else { "" });
    let excerpt = format!("{before}{}{after}", &found.text[part.clone()]);
    // A part alone may be read differently: the marks are those of the whole text.
    let inside = |mark: Range<usize>| {
        let (start, end) = (mark.start.max(part.start), mark.end.min(part.end));
        let moved = |at: usize| at - part.start + before.len();
        (start < end).then(|| moved(start)..moved(end))
    };
    let in_excerpt = highlight(query, &found.text).into_iter().filter_map(inside).collect();
    let in_title = highlight(query, &found.title);
    let record = HitJson { kind: subject.kind().key(), id: found.id, title: found.title, excerpt };
    Hit { record, in_title, in_excerpt }
}
