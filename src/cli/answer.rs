//! `shingi answer`, `progress`, `assign`: what there is one of at a time. The last words of several
//! people are all replaced: to say it again is to choose.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::desk::{Desk, Done, Refused, lacks};
use crate::{
    analysis::{answered, assigned, progressed, seen, unless_said},
    domain::{AnswerKind, AnswerStage, Lack, ProgressState},
    journal::{Answer, Assign, Entry, Progress, Register, Saying},
    problem::reason,
    shown::shown,
};

/// What was typed about an answer.
pub struct Wish {
    pub kind: Option<String>,
    pub text: Option<String>,
    pub text_file: Option<PathBuf>,
    pub stage: Option<String>,
}

/// Answers opinions, or moves their answers to another stage.
pub fn answer(desk: &mut Desk, names: &[String], wish: &Wish) -> Done {
    let kind: Option<AnswerKind> =
        wish.kind.as_deref().map(|typed| desk.word("--kind", typed)).transpose()?;
    let stage: Option<AnswerStage> =
        wish.stage.as_deref().map(|typed| desk.word("--stage", typed)).transpose()?;
    let text = match &wish.text_file {
        Some(path) => Some(text_of(path)?),
        None => wish.text.clone(),
    };
    if kind.is_none() && stage.is_none() && text.is_none() {
        let what = "--kind が足りません。段階だけを変えるなら --stage を付けてください。";
        return Err(Refused::Line(lacks(what, "answer ア-イ --kind 既実施 --text 市の考え方")));
    }
    let opinions = desk.opinions(names)?;
    let (council, records) = (desk.council, &desk.council.records);
    desk.say_of_each("回答", &opinions, |id| {
        let register = council.ledger.answer(id);
        let before = before(register, kind);
        let Some(kind) = kind.or(settled(register).map(|answer| answer.kind)) else {
            return Err(lacks(unkinded(register), "answer ア-イ --kind 既実施"));
        };
        let said = Answer {
            opinion: id.clone(),
            kind,
            text: text.clone().or(before.map(|answer| answer.text.clone())).unwrap_or_default(),
            stage: stage.unwrap_or(AnswerStage::Draft),
            replaces: seen(register),
        };
        if said.stage.lacks(&said.text).is_some() {
            let stage = records.word(said.stage);
            let what = format!(
                "{stage}にするには、市の考え方が要ります。--text か --text-file で書いてください。"
            );
            let example = "answer ア-イ --text 市の考え方 --stage 確認済";
            return Err(lacks(&what, example));
        }
        let mut now = answered(records, &said);
        match before {
            Some(before) if before.stage > said.stage => {
                now = format!("{now}（{}から戻しました）", records.word(before.stage));
            }
            _ => now.push_str(chosen(register)),
        }
        Ok((unless_said(register, said).map(Saying::Answer), now))
    })
}

/// The answer whose text goes on: of the last words the one of this kind, or else the latest.
fn before(register: Option<&Register<Answer>>, kind: Option<AnswerKind>) -> Option<&Answer> {
    let register = register?;
    let mut heads = register.heads().iter().rev();
    let of_kind = heads.find(|said| Some(said.what.kind) == kind);
    of_kind.or(register.now()).map(|said| &said.what)
}

/// What stands undisputed.
fn settled(register: Option<&Register<Answer>>) -> Option<&Answer> {
    let register = register.filter(|register| register.disagreement().is_none())?;
    register.now().map(|said| &said.what)
}

fn unkinded(register: Option<&Register<Answer>>) -> &'static str {
    if register.is_some() {
        "回答が食い違っています。--kind で、どの区分にするかを選んでください。"
    } else {
        "まだ回答がありません。--kind で対応区分を付けてください。"
    }
}

/// What was typed about progress.
pub struct Pace {
    pub state: String,
    pub until: Option<String>,
    pub reason: Option<String>,
    pub date: Option<String>,
}

/// Says how far opinions have got.
pub fn progress(desk: &mut Desk, names: &[String], wish: &Pace) -> Done {
    let state: ProgressState = desk.word("進捗", &wish.state)?;
    let as_of = desk.past_day("--date", wish.date.as_deref())?;
    let until = wish.until.as_deref().map(|typed| desk.day("--until", typed)).transpose()?;
    let reason = wish.reason.as_deref().unwrap_or_default().trim();
    let word = desk.council.records.word(state);
    let typed = format!("progress {} {word}", names.join(" "));
    match state.lacks(until, reason) {
        Some(Lack::Until) => {
            let what = format!(
                "{word}には期限が要ります。--until で、いつまでに決めるかを書いてください。"
            );
            return Err(Refused::Line(lacks(&what, &format!("{typed} --until 2027-03-31"))));
        }
        Some(Lack::NoUntil) => {
            let considering = desk.council.records.word(ProgressState::Considering);
            return Err(Refused::Line(format!("--until を付けられるのは{considering}だけです。")));
        }
        Some(Lack::Reason) => {
            let what = format!("{word}には理由が要ります。--reason で書いてください。");
            return Err(Refused::Line(lacks(&what, &format!("{typed} --reason 理由"))));
        }
        Some(Lack::Text) | None => {}
    }
    if until.is_some_and(|until| until < as_of) {
        return Err(Refused::Line("--until の期限が、もう過ぎています。".to_owned()));
    }
    let opinions = desk.opinions(names)?;
    let (council, records) = (desk.council, &desk.council.records);
    desk.say_of_each("進捗", &opinions, |id| {
        let register = council.ledger.progress(id);
        let said = Progress {
            opinion: id.clone(),
            state,
            as_of,
            until,
            reason: reason.to_owned(),
            replaces: seen(register),
        };
        let now = format!("{}{}", progressed(records, &said), chosen(register));
        Ok((unless_said(register, said).map(Saying::Progress), now))
    })
}

/// Charges a department with opinions, or nobody.
pub fn assign(desk: &mut Desk, words: &[String], due: Option<&str>, none: bool) -> Done {
    let (names, department) = match words.split_last() {
        Some((department, names)) if !none => (names, department.trim()),
        _ => (words, ""),
    };
    if names.is_empty() || (department.is_empty() && !none) {
        let what =
            "担当課が足りません。意見の後に書きます。担当課をなくすなら --none を付けてください。";
        return Err(Refused::Line(lacks(what, "assign ア-イ 産業振興課 --due 2027-01-31")));
    }
    let due = match due {
        Some("なし") => Some(None),
        Some(typed) => Some(Some(desk.day("--due", typed)?)),
        None => None,
    };
    let opinions = desk.opinions(names)?;
    let council = desk.council;
    desk.say_of_each("担当課", &opinions, |id| {
        let register = council.ledger.assignment(id);
        let now = register.and_then(Register::now).map(|said| &said.what);
        if none && now.is_none() {
            return Ok((None, "なし".to_owned()));
        }
        let kept = now.and_then(|now| now.due).filter(|_| !none);
        let said = Assign {
            opinion: id.clone(),
            department: department.to_owned(),
            due: due.unwrap_or(kept),
            replaces: seen(register),
        };
        let now = format!("{}{}", assigned(&said), chosen(register));
        Ok((unless_said(register, said).map(Saying::Assign), now))
    })
}

/// A word about a 食い違い that is over.
fn chosen<T: Entry>(register: Option<&Register<T>>) -> &'static str {
    let disputed = register.is_some_and(|register| register.disagreement().is_some());
    if disputed { "（食い違いはなくなりました）" } else { "" }
}

/// The text of a file, or of standard input: its lines as they are, without the last line feeds.
fn text_of(path: &Path) -> Result<String, Refused> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        fs::read(path).map(|found| bytes = found)
    };
    let name = path.display().to_string();
    let name = shown(&name);
    read.map_err(|error| {
        let why = reason(&error);
        Refused::Line(format!(
            "--text-file の `{name}` を読めません（{why}）。何も書いていません。"
        ))
    })?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Refused::Line(format!(
            "--text-file の `{name}` は UTF-8 ではありません。何も書いていません。\
             UTF-8 で保存し直してください。"
        ))
    })?;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    Ok(text.trim_end().to_owned())
}
