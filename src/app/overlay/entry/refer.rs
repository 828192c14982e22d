//! 要望・伝達: the opinion was passed on to whom it concerns.

use super::{Refusal, Said, Writer};
use crate::{
    app::form::{Field, Form},
    domain::{Addressee, OpinionId, short_wareki, wareki},
    journal::{Refer, Saying},
};

const TO: usize = 0;
const ON: usize = 1;
const NOTE: usize = 2;

pub(super) fn form(writer: &Writer<'_>, on: &[OpinionId]) -> Form {
    let opinions: Vec<_> = on.iter().collect();
    let fields = vec![
        Field::choice("要望先", Addressee::ALL.iter().map(|to| to.word()), None),
        Field::line("日", &short_wareki(writer.today)).with_hint("要望・伝達した日。"),
        Field::line("メモ", ""),
    ];
    let title = format!("{} の要望・伝達", writer.whose(&opinions));
    let mut about = writer.about(&opinions);
    if let [one] = on {
        let before = writer.council.ledger.referrals(one).iter();
        let before: Vec<_> = before.map(|said| words(&said.what)).collect();
        about
            .splice(0..0, (!before.is_empty()).then(|| format!("これまで: {}", before.join("、"))));
    }
    Form::new(title, about, fields)
}

pub(super) fn say(writer: &Writer<'_>, on: &[OpinionId], form: &Form) -> Result<Said, Refusal> {
    let Some(to) = form.choice(TO).map(|at| Addressee::ALL[at]) else {
        return Err(Refusal::of(TO, "要望先を選んでください。"));
    };
    let day = writer.date(form, ON)?.unwrap_or(writer.today);
    let later = format!("今日より後の {} です。", wareki(day));
    writer.unless(day > writer.today, ON, later)?;
    Ok(Said::each(
        on,
        ("の要望・伝達に ", "に要望・伝達を記入しました"),
        |opinion| writer.label(opinion),
        |opinion| {
            let note = form.text(NOTE).to_owned();
            let refer = Refer { opinion: opinion.clone(), to, on: day, note };
            let before = writer.council.ledger.referrals(opinion);
            let same = before.iter().any(|said| said.what == refer);
            let what = format!("{} を加えました", words(&refer));
            Ok((what, (!same).then_some(Saying::Refer(refer)).into_iter().collect()))
        },
    ))
}

/// `国へ要望（令和8年11月21日）`.
fn words(refer: &Refer) -> String {
    format!("{}（{}）", refer.to, wareki(refer.on))
}
