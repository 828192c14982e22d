//! 担当: which department answers, and by when.

use super::{Refusal, Said, Seen, Writer, alike, dispute, or_left, or_own};
use crate::{
    analysis::unless_said,
    app::form::{Field, Form},
    domain::{OpinionId, short_wareki, wareki},
    journal::{Assign, Saying},
};

const DEPARTMENT: usize = 0;
const DUE: usize = 1;

/// How many departments the hint names.
const NAMED: usize = 6;

pub(super) fn form(writer: &Writer<'_>, on: &[Seen]) -> Form {
    let opinions: Vec<_> = on.iter().map(|seen| &seen.opinion).collect();
    let own: Vec<_> = opinions.iter().map(|id| stands(writer, id)).collect();
    let department = alike(own.iter().map(|own| own.map_or("", |own| &own.department)));
    let due = alike(own.iter().map(|own| own.and_then(|own| own.due))).flatten();
    let known = departments(writer, &opinions);
    let hint = if known.is_empty() {
        "空にすると、担当なしになります。".to_owned()
    } else {
        format!("例: {}", known.join("・"))
    };
    let fields = vec![
        Field::line("担当課", department.unwrap_or("")).with_hint(or_left(&hint, on.len())),
        Field::line("回答期限", &due.map(short_wareki).unwrap_or_default())
            .with_hint(or_left("いつまでに答えるか。なければ空のままにします。", on.len())),
    ];
    let mut about = writer.about(&opinions);
    if let [one] = &opinions[..] {
        about.splice(0..0, dispute(writer, writer.council.ledger.assignment(one), words));
    }
    Form::new(format!("{} の担当", writer.whose(&opinions)), about, fields)
}

pub(super) fn say(writer: &Writer<'_>, on: &[Seen], form: &Form) -> Result<Said, Refusal> {
    let due = writer.date(form, DUE)?;
    if let Some(due) = due {
        let gone = format!("回答期限 {} はもう過ぎています。", wareki(due));
        writer.unless(due < writer.today, DUE, gone)?;
    }
    Ok(Said::each(
        on,
        ("の担当を ", "の担当を決めました"),
        |seen| writer.label(&seen.opinion),
        |seen| {
            let own = stands(writer, &seen.opinion);
            let written = form.text(DEPARTMENT);
            let department = or_own(written, own.map_or("", |own| &own.department), on.len());
            if department.is_empty() && own.is_none_or(|own| own.department.is_empty()) {
                return Err(Refusal::of(DEPARTMENT, "担当課を書いてください。"));
            }
            let left = own.and_then(|own| own.due).filter(|_| on.len() > 1);
            let assign = Assign {
                opinion: seen.opinion.clone(),
                due: due.or(left).filter(|_| !department.is_empty()),
                department,
                replaces: seen.heads.clone(),
            };
            let what = format!("{} にしました", words(&assign));
            let register = writer.council.ledger.assignment(&seen.opinion);
            let said = unless_said(register, assign).map(Saying::Assign);
            Ok((what, said.into_iter().collect()))
        },
    ))
}

fn stands<'a>(writer: &Writer<'a>, opinion: &OpinionId) -> Option<&'a Assign> {
    let now = writer.council.ledger.assignment(opinion)?.now()?;
    Some(&now.what)
}

/// `産業振興課（令和8年12月10日まで）`.
pub fn words(assign: &Assign) -> String {
    let department = if assign.department.is_empty() { "なし" } else { &assign.department };
    let due = assign.due.map(|day| format!("（{}まで）", wareki(day))).unwrap_or_default();
    format!("{department}{due}")
}

/// Departments that may be meant: those of the linked programs, then those of the people who work
/// here.
fn departments<'a>(writer: &Writer<'a>, opinions: &[&OpinionId]) -> Vec<&'a str> {
    let council = writer.council;
    let programs = opinions.iter().flat_map(|id| council.ties_of(id));
    let programs = programs.filter_map(|tie| council.records.program(&tie.program));
    let linked = programs.flat_map(|program| &program.latest().departments);
    let people = council.records.people.iter().filter_map(|profile| profile.department.as_ref());
    let mut named: Vec<&str> = Vec::new();
    for department in linked.chain(people) {
        if !named.contains(&department.as_str()) {
            named.push(department);
        }
    }
    named.truncate(NAMED);
    named
}
