//! 関連なし: a program that looks like an answer and is none, and why.

use super::{Refusal, Said, Writer, alike};
use crate::{
    analysis::how_tied,
    app::form::{Field, Form},
    domain::Stage,
    journal::Pair,
};

const REASON: usize = 0;

pub(super) fn form(writer: &Writer<'_>, on: &[Pair]) -> Form {
    let own = alike(on.iter().map(|pair| {
        let mut rejects = writer.council.ledger.rejects(pair).iter();
        rejects.rfind(|said| said.by == *writer.person).map_or("", |said| &said.what.reason)
    }));
    let reason = Field::line("理由", own.unwrap_or(""))
        .with_hint("応えていると見なさない理由。事業の記載が変わるまで、候補に出なくなります。");
    let (title, about) = match on {
        [pair] => (format!("{} を関連なしにする", writer.pair(pair)), linked(writer, pair)),
        several => {
            let pairs: Vec<_> = several.iter().map(|pair| writer.pair(pair)).collect();
            (format!("{}件を関連なしにする", several.len()), vec![pairs.join("、")])
        }
    };
    Form::new(title, about, vec![reason])
}

pub(super) fn say(writer: &Writer<'_>, on: &[Pair], form: &Form) -> Result<Said, Refusal> {
    let reason = form.text(REASON);
    if reason.is_empty() {
        return Err(Refusal::of(REASON, "理由を書いてください。"));
    }
    Ok(Said::each(
        on,
        ("を", "を関連なしにしました"),
        |pair| writer.pair(pair),
        |pair| {
            let pairs = std::slice::from_ref(pair);
            let sayings = writer.council.reject(writer.person, pairs, Stage::Confirmed, reason);
            Ok(("関連なしにしました".to_owned(), sayings))
        },
    ))
}

/// What will become of the links of the pair.
fn linked(writer: &Writer<'_>, pair: &Pair) -> Vec<String> {
    let records = &writer.council.records;
    let Some(tie) = writer.council.ledger.tie(&pair.0, &pair.1) else {
        let opinion = records.opinion(&pair.0);
        return opinion.map(|opinion| opinion.text.clone()).into_iter().collect();
    };
    let others = tie.links.iter().filter(|live| live.by != *writer.person);
    let others: Vec<_> = others.map(|live| records.name_of(&live.by)).collect();
    vec![if tie.is_draft() {
        format!("今の対応付け（{}）は外れます。", how_tied(tie))
    } else if others.is_empty() {
        format!("あなたの対応付け（{}）は外れます。", how_tied(tie))
    } else {
        format!("{} さんの対応付けは残り、食い違いとして両方を示します。", others.join("・"))
    }]
}
