//! `shingi sync`: the record and its repository elsewhere, brought together.

use std::borrow::Cow;

use super::{FINDINGS, FINE, act, args::Format, print};
use crate::{
    analysis::Council,
    app::Access,
    records::DISAGREEMENTS,
    shell::{
        office::Office,
        out,
        sync::{Author, Synced, sync},
    },
    shown::shown,
};

/// How many names are given one by one.
const NAMED: usize = 10;

/// Fetches, merges and sends.
pub fn run(office: &Office, council: &Council, format: Format) -> u8 {
    if let Access::Read(why) = &office.access {
        return act::refuse(why);
    }
    let Some(folder) = office.folder() else { return FINDINGS };
    let login = office.person.to_string();
    let name = match council.records.name_of(&office.person) {
        name if name == login => office.name.clone(),
        name => name.to_owned(),
    };
    match sync(folder, &Author { name, login }) {
        Ok(synced) => {
            print(format, &synced, || text(&synced));
            if synced.apart.is_empty() { FINE } else { FINDINGS }
        }
        Err(problem) => {
            out::err(&problem.to_string());
            FINDINGS
        }
    }
}

fn text(synced: &Synced) -> String {
    let Synced { to, saved, received, sent, apart, unsent } = synced;
    let mut lines = vec![format!("{} と同期しました。", shown(to))];
    lines.push(match (sent, saved.is_empty()) {
        (0, _) => "送るものはありませんでした。".to_owned(),
        (sent, true) => format!("送りました: 前に控えた変更（{sent}回分）"),
        (_, false) => format!("送りました: {}", list(saved)),
    });
    lines.push(if received.is_empty() {
        "届いたものはありませんでした。".to_owned()
    } else {
        format!("受け取りました: {}", list(received))
    });
    if !apart.is_empty() {
        lines.push(format!(
            "食い違い: {}\n  同じ記録が別々に書き直されていました。ファイルには届いた方を使い、手元の方は\
             失わずに控えました。\n  `shingi disagreements` で両方を見て、どちらにするかを選んでください。",
            list(apart)
        ));
    }
    if !unsent.is_empty() {
        lines.push(format!(
            "送っていません: {}\n  記録のファイルではないので、手元に残しました。",
            list(unsent)
        ));
    }
    lines.join("\n")
}

fn list(names: &[String]) -> String {
    let mut called: Vec<_> = names.iter().map(|name| called(name)).collect();
    called.dedup();
    let rest = called.len().saturating_sub(NAMED);
    called.truncate(NAMED);
    let more = if rest > 0 { format!(" ほか {rest}件") } else { String::new() };
    format!("{}{more}", called.join("、"))
}

/// What a file is called; those that keep the other side of a 食い違い are nobody's to look at.
fn called(name: &str) -> Cow<'_, str> {
    if name.starts_with(DISAGREEMENTS) {
        Cow::Borrowed("食い違いの控え")
    } else {
        shown(name).into()
    }
}
