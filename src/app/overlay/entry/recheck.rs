//! 再確認: what becomes of a link whose opinion or program is no longer what it was.

use super::{Refusal, Said, Writer};
use crate::{
    analysis::{AS_LAST_YEAR, Suspect, short_name},
    app::form::{Field, Form},
    domain::ProgramId,
    journal::{self, Pair},
};

const WAY: usize = 0;
const NOTE: usize = 1;

/// 道. What can become of it.
enum Way {
    /// It holds all the same.
    Keep,
    /// A program that goes on in its place is linked instead.
    Instead(ProgramId),
    /// Nothing of it is left.
    Drop,
}

/// Every way there is: a successor each.
fn ways(suspect: &Suspect) -> Vec<Way> {
    let successors = suspect.successors().into_iter().cloned().map(Way::Instead);
    std::iter::once(Way::Keep).chain(successors).chain([Way::Drop]).collect()
}

pub(super) fn form(writer: &Writer<'_>, suspect: &Suspect) -> Form {
    let records = &writer.council.records;
    let name = |id: &ProgramId| short_name(records.program_name(id));
    let words = ways(suspect).into_iter().map(|way| match way {
        Way::Keep => "このまま続ける".to_owned(),
        Way::Instead(id) => format!("「{}」に付け替える", name(&id)),
        Way::Drop => "外す".to_owned(),
    });
    let words: Vec<_> = words.collect();
    let mut about = vec![match suspect.why() {
        // Nothing has changed; nobody has looked either.
        why if why == AS_LAST_YEAR => {
            format!("{why}: 新しい年度の事業が入ってから、まだ確かめていません。")
        }
        why => format!("要再確認: {why}"),
    }];
    about.extend(suspect.turns.iter().map(|turn| turn.basis.clone()));
    let fields = vec![
        Field::choice("どうする", words.iter().map(String::as_str), Some(0))
            .with_hint("付け替えても、種別・範囲・根拠は引き継ぎます。"),
        Field::line("メモ", "").with_hint("確かめたことを残せます。空のままでもかまいません。"),
    ];
    Form::new(format!("{} を確かめる", writer.pair(&suspect.pair)), about, fields)
}

pub(super) fn say(writer: &Writer<'_>, suspect: &Suspect, form: &Form) -> Result<Said, Refusal> {
    let ways = ways(suspect);
    let Some(way) = form.choice(WAY).and_then(|at| ways.get(at)) else {
        return Err(Refusal::of(WAY, "どうするかを選んでください。"));
    };
    let note = form.text(NOTE);
    let council = writer.council;
    let say = |pair: &Pair| match way {
        Way::Keep => {
            let sayings = council.confirm(&[(pair.clone(), suspect.fates())], note);
            ("再確認しました".to_owned(), sayings)
        }
        Way::Instead(id) => {
            let name = short_name(council.records.program_name(id));
            let sayings = council.relink(writer.person, pair, id, note);
            (format!("「{name}」に付け替えました"), sayings)
        }
        Way::Drop => {
            let sayings = journal::unlink(&council.ledger, &pair.0, &pair.1);
            ("外しました".to_owned(), sayings)
        }
    };
    let on = std::slice::from_ref(&suspect.pair);
    Ok(Said::each(on, ("を", "を確かめました"), |pair| writer.pair(pair), |pair| Ok(say(pair))))
}
