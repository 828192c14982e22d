//! What a name typed on the command line means: an opinion, a program, a session.

use crate::{
    analysis::{self, Council, How, Lookup},
    domain::{Opinion, Program, RecordId, Session},
    shown::shown,
};

/// How many candidates of a kind are printed.
const OFFERED: usize = 8;

/// What a name can mean.
#[derive(Clone, Copy)]
pub enum Named<'a> {
    /// 意見.
    Opinion(&'a Opinion),
    /// 事業.
    Program(&'a Program),
    /// 会議.
    Session(&'a Session),
}

impl Named<'_> {
    /// Its identifier.
    pub fn id(self) -> RecordId {
        match self {
            Self::Opinion(opinion) => RecordId::Opinion(opinion.id.clone()),
            Self::Program(program) => RecordId::Program(program.id.clone()),
            Self::Session(session) => RecordId::Session(session.id.clone()),
        }
    }
}

/// The opinion that a name means.
///
/// # Errors
///
/// Why it means none, with the candidates.
pub fn opinion<'a>(council: &'a Council, name: &str) -> Result<&'a Opinion, String> {
    let lookup = analysis::opinion(&council.records, council.catalog(), name);
    lookup.found().ok_or_else(|| unclear(name, &[opinions(&lookup)]))
}

/// The program that a name means.
///
/// # Errors
///
/// As [`opinion`].
pub fn program<'a>(council: &'a Council, name: &str) -> Result<&'a Program, String> {
    let lookup = analysis::program(&council.records, council.catalog(), name);
    lookup.found().ok_or_else(|| unclear(name, &[programs(&lookup)]))
}

/// The session that a name means.
///
/// # Errors
///
/// As [`opinion`].
pub fn session<'a>(council: &'a Council, name: &str) -> Result<&'a Session, String> {
    let lookup = analysis::session(&council.records, council.catalog(), name);
    lookup.found().ok_or_else(|| unclear(name, &[sessions(&lookup)]))
}

/// The record of whatever kind that a name means: by its id before its label or name, before a
/// piece of its words.
///
/// # Errors
///
/// As [`opinion`].
pub fn any<'a>(council: &'a Council, name: &str) -> Result<Named<'a>, String> {
    let (records, catalog) = (&council.records, council.catalog());
    let of_opinions = analysis::opinion(records, catalog, name);
    let of_programs = analysis::program(records, catalog, name);
    let of_sessions = analysis::session(records, catalog, name);
    let kinds = [opinions(&of_opinions), programs(&of_programs), sessions(&of_sessions)];
    let nearest = kinds.iter().map(|kind| kind.how).min().unwrap_or(How::Near);
    let kinds: Vec<_> = kinds.into_iter().filter(|kind| kind.how == nearest).collect();
    let count: usize = kinds.iter().map(|kind| kind.lines.len()).sum();
    let found = [
        of_opinions.found().filter(|_| of_opinions.how == nearest).map(Named::Opinion),
        of_programs.found().filter(|_| of_programs.how == nearest).map(Named::Program),
        of_sessions.found().filter(|_| of_sessions.how == nearest).map(Named::Session),
    ];
    match found.into_iter().flatten().next() {
        Some(found) if count == 1 => Ok(found),
        _ => Err(unclear(name, &kinds)),
    }
}

/// The records of one kind that a name may mean, each as one line: what to type, and what tells it
/// from the others.
struct Candidates {
    kind: &'static str,
    how: How,
    lines: Vec<String>,
}

impl Candidates {
    fn new<T>(kind: &'static str, lookup: &Lookup<'_, T>, line: fn(&T) -> (&str, &str)) -> Self {
        let line = |record: &&T| {
            let (id, text) = line(record);
            format!("  {}  {}", shown(id), shown(text)).trim_end().to_owned()
        };
        Self { kind, how: lookup.how, lines: lookup.records.iter().map(line).collect() }
    }
}

fn opinions(lookup: &Lookup<'_, Opinion>) -> Candidates {
    Candidates::new("意見", lookup, |opinion| (opinion.id.as_str(), &opinion.text))
}

fn programs(lookup: &Lookup<'_, Program>) -> Candidates {
    Candidates::new("事業", lookup, |program| {
        let name = program.name();
        (program.id.as_str(), if name == program.id.name() { "" } else { name })
    })
}

fn sessions(lookup: &Lookup<'_, Session>) -> Candidates {
    Candidates::new("会議", lookup, |session| (session.id.as_str(), &session.title))
}

/// Why a name does not do, with what it may mean.
fn unclear(name: &str, kinds: &[Candidates]) -> String {
    let name = shown(name);
    let words = |word: fn(&Candidates) -> String, between: &str| {
        let kinds = kinds.iter().filter(|kind| kind.how == How::Near || !kind.lines.is_empty());
        kinds.map(word).collect::<Vec<_>>().join(between)
    };
    let near = kinds.iter().all(|kind| kind.how == How::Near);
    let mut lines = vec![if near {
        format!("`{name}` にあたる{}はありません。", words(|kind| kind.kind.to_owned(), "・"))
    } else {
        let counted = words(|kind| format!("{}が {}件", kind.kind, kind.lines.len()), "、");
        format!("`{name}` にあたる{counted}あります。")
    }];
    let offered: Vec<_> = kinds.iter().flat_map(offered).collect();
    if !offered.is_empty() {
        lines.push(if near {
            "近いものはあります。識別子か、もっと長い名前で指定してください。".to_owned()
        } else {
            "次のどれかを、識別子か、もっと長い名前で指定してください。".to_owned()
        });
    }
    lines.extend(offered);
    lines.join("\n")
}

fn offered(kind: &Candidates) -> Vec<String> {
    let mut lines: Vec<_> = kind.lines.iter().take(OFFERED).cloned().collect();
    if kind.lines.len() > OFFERED {
        lines.push(format!("  ほか {}{}件", kind.kind, kind.lines.len() - OFFERED));
    }
    lines
}
