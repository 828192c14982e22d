//! 進捗: how far it has got, as of when; until when it is considered, or why it is not done.

use super::{Refusal, Said, Seen, Writer, alike, choice, dispute, or_left, or_own};
use crate::{
    analysis::unless_said,
    app::form::{Field, Form},
    domain::{Lack, OpinionId, ProgressState, short_wareki, wareki},
    journal::{Progress, Saying},
};

const STATE: usize = 0;
const AS_OF: usize = 1;
const UNTIL: usize = 2;
const REASON: usize = 3;

pub(super) fn form(writer: &Writer<'_>, on: &[Seen]) -> Form {
    let opinions: Vec<_> = on.iter().map(|seen| &seen.opinion).collect();
    let own: Vec<_> = opinions.iter().map(|id| stands(writer, id)).collect();
    let state = alike(own.iter().map(|own| own.map(|own| own.state))).flatten();
    let until = alike(own.iter().map(|own| own.and_then(|own| own.until))).flatten();
    let reason = alike(own.iter().map(|own| own.map_or("", |own| &own.reason)));
    let word = |state| writer.council.records.word(state);
    let needed = [ProgressState::Difficult, ProgressState::OutOfScope].map(word).join("・");
    let fields = vec![
        choice("進捗", writer, state).with_hint(or_left("数字でも選べます。", on.len())),
        Field::line("現在日", &short_wareki(writer.today)).with_hint("いつの時点のことか。"),
        Field::line("期限", &until.map(short_wareki).unwrap_or_default()).with_hint(or_left(
            &format!("{}のときに、いつまでに決めるか。", word(ProgressState::Considering)),
            on.len(),
        )),
        Field::text_area("理由", reason.unwrap_or(""))
            .with_limit(500)
            .with_hint(or_left(&format!("{needed}のときは必ず書きます。"), on.len())),
    ];
    let mut about = writer.about(&opinions);
    if let [one] = &opinions[..] {
        let register = writer.council.ledger.progress(one);
        about.splice(0..0, dispute(writer, register, |progress| words(writer, progress)));
    }
    Form::new(format!("{} の進捗", writer.whose(&opinions)), about, fields)
}

pub(super) fn say(writer: &Writer<'_>, on: &[Seen], form: &Form) -> Result<Said, Refusal> {
    let chosen = form.choice(STATE).map(|at| ProgressState::ALL[at]);
    if chosen.is_none() && on.iter().all(|seen| stands(writer, &seen.opinion).is_none()) {
        return Err(Refusal::of(STATE, "進捗を選んでください。"));
    }
    let as_of = writer.date(form, AS_OF)?.unwrap_or(writer.today);
    let later = format!("現在日が今日より後の {} です。", wareki(as_of));
    writer.unless(as_of > writer.today, AS_OF, later)?;
    let until = writer.date(form, UNTIL)?;
    if let (Some(until), true) = (until, chosen.is_none_or(ProgressState::needs_date)) {
        let gone = format!("期限 {} はもう過ぎています。", wareki(until));
        writer.unless(until < writer.today, UNTIL, gone)?;
    }
    Ok(Said::each(
        on,
        ("の進捗を ", "の進捗を記入しました"),
        |seen| writer.label(&seen.opinion),
        |seen| {
            let own = stands(writer, &seen.opinion);
            let state = chosen
                .or(own.map(|own| own.state))
                .ok_or_else(|| Refusal::of(STATE, "進捗がまだないため、そのままにしました。"))?;
            let word = writer.council.records.word(state);
            let left = own.and_then(|own| own.until);
            let until = match (state.needs_date(), until) {
                (true, None) if on.len() > 1 => left,
                (false, Some(until)) if on.len() == 1 && left != Some(until) => {
                    return Err(Refusal::of(
                        UNTIL,
                        format!(
                            "期限は {} のときだけ書けます。",
                            writer.council.records.word(ProgressState::Considering)
                        ),
                    ));
                }
                (true, until) => until,
                (false, _) => None,
            };
            let reason = or_own(form.text(REASON), own.map_or("", |own| &own.reason), on.len());
            match state.lacks(until, &reason) {
                Some(Lack::Until) => {
                    let why = format!("{word}のときは、いつまでに決めるか期限を書いてください。");
                    return Err(Refusal::of(UNTIL, why));
                }
                Some(Lack::Reason) => {
                    let why = format!("{word}のときは理由を書いてください。");
                    return Err(Refusal::of(REASON, why));
                }
                // A day that was left from another state was dropped above.
                Some(Lack::NoUntil | Lack::Text) | None => {}
            }
            let opinion = seen.opinion.clone();
            let replaces = seen.heads.clone();
            let progress = Progress { opinion, state, as_of, until, reason, replaces };
            let what = format!("{} にしました", words(writer, &progress));
            let register = writer.council.ledger.progress(&seen.opinion);
            let said = unless_said(register, progress).map(Saying::Progress);
            Ok((what, said.into_iter().collect()))
        },
    ))
}

fn stands<'a>(writer: &Writer<'a>, opinion: &OpinionId) -> Option<&'a Progress> {
    let now = writer.council.ledger.progress(opinion)?.now()?;
    Some(&now.what)
}

/// `検討中（令和9年3月31日まで）`.
pub fn words(writer: &Writer<'_>, progress: &Progress) -> String {
    let word = writer.council.records.word(progress.state);
    let until = progress.until.map(|day| format!("（{}まで）", wareki(day))).unwrap_or_default();
    format!("{word}{until}")
}
