//! `shingi list 意見`: where every opinion stands, or those that are asked for.

use crate::{
    analysis::{Council, Coverage},
    cli::{args::Only, desk},
    domain::{AnswerKind, Opinion, OpinionId, Person, ProgressState, Worded},
    journal::{Entry, Register},
    search::fold_key,
    shown::shown,
    ui::{
        text::{pad, right},
        theme::Borders,
    },
};

/// 絞り込み. Which opinions are asked for; what is absent does not matter.
pub struct Filter {
    /// A piece of the name of the department in charge, as typed and folded.
    department: Option<(String, String)>,
    /// 対応区分, or 未回答.
    answer: Asked<AnswerKind>,
    /// 進捗, or 未設定.
    progress: Asked<ProgressState>,
}

/// Which of the last words about something are asked for.
enum Asked<W> {
    /// It does not matter.
    Any,
    /// There are none.
    None,
    /// One of them is this.
    Word(W),
}

impl<W: Worded + PartialEq> Asked<W> {
    fn of(
        council: &Council,
        option: &str,
        typed: Option<&str>,
        none: &str,
    ) -> Result<Self, String> {
        match typed.map(str::trim) {
            None => Ok(Self::Any),
            Some(typed) if typed == none => Ok(Self::None),
            Some(typed) => desk::word(council, typed)
                .map(Self::Word)
                .map_err(|why| format!("{option}: {why}{none} も書けます。")),
        }
    }

    fn words(&self, council: &Council, what: &str, none: &str) -> Option<String> {
        match self {
            Self::Any => None,
            Self::None => Some(none.to_owned()),
            Self::Word(word) => Some(format!("{what}が{}", council.records.word(*word))),
        }
    }

    fn takes<T: Entry>(&self, register: Option<&Register<T>>, word: fn(&T) -> W) -> bool {
        let mut heads = register.into_iter().flat_map(Register::heads);
        match self {
            Self::Any => true,
            Self::None => heads.next().is_none(),
            Self::Word(wanted) => heads.any(|said| word(&said.what) == *wanted),
        }
    }
}

impl Filter {
    /// What was typed.
    ///
    /// # Errors
    ///
    /// What cannot be meant, and what can.
    pub fn of(council: &Council, person: &Person, only: &Only) -> Result<Self, String> {
        let department = match &only.department {
            Some(department) => Some(department.clone()),
            None if only.mine => Some(own_department(council, person)?),
            None => None,
        };
        Ok(Self {
            department: department.map(|typed| (typed.clone(), fold_key(&typed))),
            answer: Asked::of(council, "--answer", only.answer.as_deref(), "未回答")?,
            progress: Asked::of(council, "--progress", only.progress.as_deref(), "未設定")?,
        })
    }

    /// 絞り込み in words, for a file that must say what it leaves out; none where all are asked for.
    pub fn words(&self, council: &Council) -> Vec<String> {
        let department = self.department.as_ref().map(|(typed, _)| format!("担当課に「{typed}」"));
        let answer = self.answer.words(council, "対応区分", "未回答");
        let progress = self.progress.words(council, "進捗", "未設定");
        [department, answer, progress].into_iter().flatten().collect()
    }

    /// Whether an opinion is asked for. Where people's last words differ, any of them will do.
    pub fn takes(&self, council: &Council, id: &OpinionId) -> bool {
        let ledger = &council.ledger;
        let in_charge = |(_, wanted): &(String, String)| {
            let heads = ledger.assignment(id).map_or(&[][..], Register::heads);
            heads.iter().any(|said| fold_key(&said.what.department).contains(wanted))
        };
        self.department.as_ref().is_none_or(in_charge)
            && self.answer.takes(ledger.answer(id), |answer| answer.kind)
            && self.progress.takes(ledger.progress(id), |progress| progress.state)
    }
}

fn own_department(council: &Council, person: &Person) -> Result<String, String> {
    let profile = council.records.profile(person).ok_or_else(|| {
        format!(
            "--mine: 名簿（People）に {person} さんがいません。--department 課 で指定できます。"
        )
    })?;
    profile.department.clone().ok_or_else(|| {
        format!(
            "--mine: 名簿に {person} さんの所属課がありません。--department 課 で指定できます。"
        )
    })
}

/// A line an opinion.
pub fn table(council: &Council, listed: &[(&Opinion, Coverage)]) -> String {
    if listed.is_empty() {
        return "あてはまる意見はありません。".to_owned();
    }
    let row = |[label, covered, links, answer, progress, department, text]: [&str; 7]| {
        let columns = [(label, 12), (covered, 9)].map(|(t, room)| pad(t, room, Borders::Line));
        let words = [(answer, 20), (progress, 9), (department, 14)];
        let words = words.map(|(text, room)| pad(text, room - 1, Borders::Line) + " ");
        let links = right(links, 4, Borders::Line);
        format!("{}{links}  {}{}", columns.concat(), words.concat(), shown(text))
    };
    let head = row(["番号", "対応状況", "事業", "回答", "進捗", "担当課", "意見"]);
    let rows = listed.iter().map(|(opinion, coverage)| {
        let links = format!("{}件", council.ties_of(&opinion.id).count());
        row([
            &opinion.short(),
            coverage.word(),
            &links,
            &answer(council, &opinion.id),
            &progress(council, &opinion.id),
            &department(council, &opinion.id),
            &opinion.text,
        ])
    });
    std::iter::once(head).chain(rows).collect::<Vec<_>>().join("\n")
}

fn answer(council: &Council, id: &OpinionId) -> String {
    let records = &council.records;
    said(council.ledger.answer(id), "未回答", |answer| {
        format!("{}・{}", records.word(answer.kind), records.word(answer.stage))
    })
}

fn progress(council: &Council, id: &OpinionId) -> String {
    said(council.ledger.progress(id), "未設定", |progress| {
        council.records.word(progress.state).to_owned()
    })
}

fn department(council: &Council, id: &OpinionId) -> String {
    let department = |assign: &crate::journal::Assign| assign.department.clone();
    let said = said(council.ledger.assignment(id), "", department);
    if said.is_empty() { "―".to_owned() } else { said }
}

/// What stands, in a word: 食い違い where the last words differ.
fn said<T: Entry>(
    register: Option<&Register<T>>,
    none: &str,
    word: impl Fn(&T) -> String,
) -> String {
    match register {
        Some(register) if register.disagreement().is_some() => "食い違い".to_owned(),
        register => {
            register.and_then(Register::now).map_or(none.to_owned(), |said| word(&said.what))
        }
    }
}
