//! 回答: 対応区分, 段階, 市の考え方.

use super::{Refusal, Said, Seen, Writer, alike, choice, dispute, or_left, or_own};
use crate::{
    analysis::unless_said,
    app::form::{Field, Form},
    domain::{AnswerKind, AnswerStage, OpinionId},
    journal::{Answer, Saying},
};

const KIND: usize = 0;
const STAGE: usize = 1;
const TEXT: usize = 2;

pub(super) fn form(writer: &Writer<'_>, on: &[Seen]) -> Form {
    let opinions: Vec<_> = on.iter().map(|seen| &seen.opinion).collect();
    let own: Vec<_> = opinions.iter().map(|id| stands(writer, id)).collect();
    let kind = alike(own.iter().map(|own| own.map(|answer| answer.kind))).flatten();
    let stage = alike(own.iter().map(|own| own.map_or(AnswerStage::Draft, |a| a.stage)));
    let text = alike(own.iter().map(|own| own.map_or("", |answer| &answer.text)));
    let records = &writer.council.records;
    let kinds = AnswerKind::ALL.iter().map(|kind| numbered(writer, *kind));
    let fields = vec![
        Field::choice("対応区分", kinds, AnswerKind::ALL.iter().position(|k| Some(*k) == kind))
            .with_hint(or_left("数字でも選べます。", on.len())),
        choice("段階", writer, stage).with_hint(format!(
            "{}は事務局だけに見えます。{}からは委員にも見えます。",
            records.word(AnswerStage::Draft),
            records.word(AnswerStage::Checked)
        )),
        Field::text_area("市の考え方", text.unwrap_or("")).with_hint(or_left("", on.len())),
    ];
    let mut about = writer.about(&opinions);
    if let [one] = &opinions[..] {
        let register = writer.council.ledger.answer(one);
        about.splice(0..0, dispute(writer, register, |answer| words(writer, answer)));
    }
    Form::new(format!("{} への回答", writer.whose(&opinions)), about, fields)
}

pub(super) fn say(writer: &Writer<'_>, on: &[Seen], form: &Form) -> Result<Said, Refusal> {
    let kind = form.choice(KIND).map(|at| AnswerKind::ALL[at]);
    let stage = form.choice(STAGE).map(|at| AnswerStage::ALL[at]);
    if kind.is_none() && on.iter().all(|seen| stands(writer, &seen.opinion).is_none()) {
        return Err(Refusal::of(KIND, "対応区分を選んでください。"));
    }
    Ok(Said::each(
        on,
        ("の回答を ", "に回答しました"),
        |seen| writer.label(&seen.opinion),
        |seen| {
            let own = stands(writer, &seen.opinion);
            let kind = kind
                .or(own.map(|own| own.kind))
                .ok_or_else(|| Refusal::of(KIND, "対応区分がまだないため、そのままにしました。"))?;
            let stage = stage.or(own.map(|own| own.stage)).unwrap_or(AnswerStage::Draft);
            let text = or_own(form.text(TEXT), own.map_or("", |own| &own.text), on.len());
            if stage.lacks(&text).is_some() {
                let stage = writer.council.records.word(stage);
                return Err(Refusal::of(
                    TEXT,
                    format!("{stage}にするには、市の考え方の文が要ります。"),
                ));
            }
            let answer = Answer {
                opinion: seen.opinion.clone(),
                kind,
                text,
                stage,
                replaces: seen.heads.clone(),
            };
            let what = format!("{} にしました", words(writer, &answer));
            let register = writer.council.ledger.answer(&seen.opinion);
            let said = unless_said(register, answer).map(Saying::Answer);
            Ok((what, said.into_iter().collect()))
        },
    ))
}

fn stands<'a>(writer: &Writer<'a>, opinion: &OpinionId) -> Option<&'a Answer> {
    let now = writer.council.ledger.answer(opinion)?.now()?;
    Some(&now.what)
}

/// `2 既実施`.
fn numbered(writer: &Writer<'_>, kind: AnswerKind) -> String {
    format!("{} {}", kind.code(), writer.council.records.word(kind))
}

/// `2 既実施・下書き`.
pub fn words(writer: &Writer<'_>, answer: &Answer) -> String {
    let stage = writer.council.records.word(answer.stage);
    format!("{}・{stage}", numbered(writer, answer.kind))
}
