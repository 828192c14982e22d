//! 回答, 進捗 and 担当: what is asked of every opinion, answered or not. Where last words differ, every
//! one of them is shown and none stands first.

use ratatui::style::Style;

use super::is_selected;
use crate::{
    app::{Model, screen::Part},
    domain::{Opinion, short_wareki},
    journal::{Answer, Assign, Entry, Progress, Register, Said},
    ui::{
        screen::{progress, told::by},
        sheet::Sheet,
        theme::Theme,
    },
};

/// The names of the three, and the room under them.
const ANSWER: &str = "回答    ";
const PROGRESS: &str = "進捗    ";
const ASSIGNMENT: &str = "担当    ";
const UNDER: &str = "          ";

/// The three, one under the other.
pub fn all(sheet: &mut Sheet, model: &Model, opinion: &Opinion, theme: &Theme) {
    let ledger = &model.council.ledger;
    let answer = ledger.answer(&opinion.id);
    let is_answered = answer.is_some_and(|register| register.now().is_some());
    let question = |part: Part, name: &'static str, open: &'static str| Question {
        is_selected: is_selected(model, &part),
        name,
        open,
    };
    question(Part::Answer, ANSWER, "未回答")
        .show(sheet, theme, answer, |said| (answered(model, said, theme), said.what.text.clone()));
    let pace = ledger.progress(&opinion.id);
    question(Part::Progress, PROGRESS, "未設定").show(sheet, theme, pace, |said| {
        (progressed(model, said, theme), said.what.reason.clone())
    });
    let charged = ledger.assignment(&opinion.id);
    question(Part::Assignment, ASSIGNMENT, "未設定").show(sheet, theme, charged, |said| {
        (assigned(model, said, is_answered, theme), String::new())
    });
}

struct Question {
    is_selected: bool,
    name: &'static str,
    open: &'static str,
}

impl Question {
    fn show<T: Entry>(
        &self,
        sheet: &mut Sheet,
        theme: &Theme,
        register: Option<&Register<T>>,
        said: impl Fn(&Said<T>) -> (Vec<(String, Style)>, String),
    ) {
        let now = register.and_then(|register| register.now().map(|now| (register, now)));
        match now {
            None => {
                let open = [(self.open.to_owned(), theme.dim)];
                sheet.parts(self.is_selected, self.name, &open);
            }
            Some((register, now)) => match register.disagreement() {
                None => {
                    let (parts, text) = said(now);
                    sheet.parts(self.is_selected, self.name, &parts);
                    under(sheet, UNDER, &text);
                }
                Some(words) => {
                    let differ = format!("食い違い  {}つの言葉があります", words.len());
                    sheet.parts(self.is_selected, self.name, &[(differ, theme.warning)]);
                    for word in words {
                        let (parts, text) = said(word);
                        sheet.parts(false, "        ・", &parts);
                        under(sheet, "            ", &text);
                    }
                }
            },
        }
        sheet.belongs(self.is_selected);
    }
}

fn under(sheet: &mut Sheet, indent: &str, text: &str) {
    if !text.is_empty() {
        sheet.labelled(indent, text);
    }
}

fn answered(model: &Model, said: &Said<Answer>, theme: &Theme) -> Vec<(String, Style)> {
    let records = &model.council.records;
    let kind = said.what.kind;
    vec![
        (format!("{} {}", kind.code(), records.word(kind)), theme.text),
        (records.word(said.what.stage).to_owned(), theme.text),
        (by(&model.council, said), theme.dim),
    ]
}

fn progressed(model: &Model, said: &Said<Progress>, theme: &Theme) -> Vec<(String, Style)> {
    let mut parts = vec![
        progress(model, said.what.state, theme),
        (format!("{}現在", short_wareki(said.what.as_of)), theme.text),
    ];
    if let Some(until) = said.what.until {
        parts.push((format!("期限 {}", short_wareki(until)), theme.text));
        parts.extend(overdue(until < model.today, theme));
    }
    parts.push((by(&model.council, said), theme.dim));
    parts
}

fn assigned(
    model: &Model,
    said: &Said<Assign>,
    is_answered: bool,
    theme: &Theme,
) -> Vec<(String, Style)> {
    let department = match said.what.department.as_str() {
        "" => ("担当なし".to_owned(), theme.dim),
        department => (department.to_owned(), theme.text),
    };
    let mut parts = vec![department];
    if let Some(due) = said.what.due {
        parts.push((format!("回答期限 {}", short_wareki(due)), theme.text));
        parts.extend(overdue(due < model.today && !is_answered, theme));
    }
    parts.push((by(&model.council, said), theme.dim));
    parts
}

fn overdue(is_overdue: bool, theme: &Theme) -> Option<(String, Style)> {
    is_overdue.then(|| ("期限を過ぎています".to_owned(), theme.warning))
}
