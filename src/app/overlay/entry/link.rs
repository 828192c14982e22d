//! 対応付けの内容: kind, extent and stage of links, with 根拠 and メモ.

use super::{Refusal, Said, Writer, alike, or_left, or_own};
use crate::{
    analysis::Wish,
    app::form::{Field, Form},
    domain::{Extent, LinkKind, Stage},
    journal::{Link, Pair},
};

const KIND: usize = 0;
const EXTENT: usize = 1;
const STAGE: usize = 2;
const EVIDENCE: usize = 3;
const NOTE: usize = 4;

pub(super) fn form(writer: &Writer<'_>, on: &[Pair], wish: &Wish) -> Form {
    let own: Vec<_> = on.iter().map(|pair| stands(writer, pair)).collect();
    let kind = alike(own.iter().map(|own| own.map_or(wish.kind, |own| own.kind)));
    let extent = alike(own.iter().map(|own| own.map_or(wish.extent, |own| own.extent)));
    let stage = alike(own.iter().map(|own| own.map_or(wish.stage, |own| own.stage)));
    let evidence = alike(own.iter().map(|own| own.map_or("", |own| &own.evidence)));
    let note = alike(own.iter().map(|own| own.map_or("", |own| &own.note)));
    let fields = vec![
        words("種別", LinkKind::ALL, LinkKind::word, kind)
            .with_hint("新規・拡充・継続 だけが、応えている事業に数えられます。"),
        words("範囲", Extent::ALL, Extent::word, extent),
        words("段階", Stage::ALL, Stage::word, stage).with_hint("案 は、確定するまで数えません。"),
        Field::line("根拠", evidence.unwrap_or(""))
            .with_hint(or_left("資料と場所。例: 令和7年度報告書 p.12 表3。", on.len())),
        Field::line("メモ", note.unwrap_or("")).with_hint(or_left("", on.len())),
    ];
    let (title, about) = match on {
        [pair] => (format!("{} の対応付け", writer.pair(pair)), writer.about(&[&pair.0])),
        several => {
            let pairs: Vec<_> = several.iter().map(|pair| writer.pair(pair)).collect();
            (format!("{}件の対応付け", several.len()), vec![pairs.join("、")])
        }
    };
    Form::new(title, about, fields)
}

pub(super) fn say(writer: &Writer<'_>, on: &[Pair], form: &Form) -> Said {
    Said::each(
        on,
        ("を", "を対応付けました"),
        |pair| writer.pair(pair),
        |pair| {
            let own = stands(writer, pair);
            let unset = |field| Refusal::of(field, "どれか一つを選んでください。");
            let kind = form.choice(KIND).map(|at| LinkKind::ALL[at]);
            let kind = kind.or(own.map(|own| own.kind)).ok_or_else(|| unset(KIND))?;
            let extent = form.choice(EXTENT).map(|at| Extent::ALL[at]);
            let extent = extent.or(own.map(|own| own.extent)).ok_or_else(|| unset(EXTENT))?;
            let stage = form.choice(STAGE).map(|at| Stage::ALL[at]);
            let stage = stage.or(own.map(|own| own.stage)).ok_or_else(|| unset(STAGE))?;
            let text = |field, text: fn(&Link) -> &String| {
                or_own(form.text(field), own.map_or("", |own| text(own)), on.len())
            };
            let wish = Wish {
                kind,
                extent,
                stage,
                note: Some(text(NOTE, |own| &own.note)),
                evidence: Some(text(EVIDENCE, |own| &own.evidence)),
            };
            let pairs = std::slice::from_ref(pair);
            let draft = if stage == Stage::Draft { "案 " } else { "" };
            let what = format!("対応付けました（{draft}{kind}・{extent}）");
            Ok((what, writer.council.link(writer.person, pairs, &wish)))
        },
    )
}

/// The person's own link of a pair, or else the latest.
fn stands<'a>(writer: &Writer<'a>, pair: &Pair) -> Option<&'a Link> {
    let links = &writer.council.ledger.tie(&pair.0, &pair.1)?.links;
    let own = links.iter().rfind(|live| live.by == *writer.person);
    own.or(links.last()).map(|live| &live.what)
}

fn words<T: Copy + PartialEq>(
    label: &str,
    all: &[T],
    word: fn(T) -> &'static str,
    chosen: Option<T>,
) -> Field {
    let at = all.iter().position(|one| Some(*one) == chosen);
    Field::choice(label, all.iter().map(|one| word(*one)), at)
}
