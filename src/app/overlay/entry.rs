//! 記入: a form in which a person says one thing about one record, or the same about several.

pub(super) mod answer;
pub(super) mod assign;
mod link;
mod note;
pub(super) mod progress;
mod recheck;
mod refer;
mod reject;
mod relate;
mod said;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use said::{Came, Outcome, Refusal, Said, Told};

use crate::{
    analysis::{self, Council, Suspect, Wish, short_name},
    app::form::{Field, Form},
    domain::{EventId, OpinionId, Person, RecordId, Worded, parse_date},
    journal::{self, Pair, Register, Saying},
};

/// 記入. What is said, about what, and the form in which it is said.
#[derive(Debug)]
pub struct Entry {
    /// What is said, and about what.
    pub about: About,
    /// 書式.
    pub form: Form,
    /// What the person was warned of. Saving once more means it.
    warned: Option<String>,
}

/// 記入の別. Where there is one thing at a time, with the last words the person saw.
#[derive(Debug, Clone)]
pub enum About {
    /// 回答.
    Answer(Vec<Seen>),
    /// 進捗.
    Progress(Vec<Seen>),
    /// 担当.
    Assign(Vec<Seen>),
    /// 意見の関係.
    Relate(Vec<OpinionId>),
    /// 要望・伝達.
    Refer(Vec<OpinionId>),
    /// メモ.
    Note(Vec<RecordId>),
    /// 関連なし.
    Reject(Vec<Pair>),
    /// 対応付け, as it is proposed.
    Link(Vec<Pair>, Wish),
    /// 再確認 of what was in doubt when the form opened.
    Recheck(Suspect),
}

/// An opinion, and the last words about it when the form opened: what others say meanwhile is not
/// replaced, for the person has not seen it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// 意見.
    pub opinion: OpinionId,
    /// The last words.
    pub heads: Vec<EventId>,
}

impl Seen {
    /// Opinions with the last words of a register.
    pub fn of<'a, T: journal::Entry + 'a>(
        opinions: &[OpinionId],
        register: impl Fn(&OpinionId) -> Option<&'a Register<T>>,
    ) -> Vec<Self> {
        let seen =
            |id: &OpinionId| Self { opinion: id.clone(), heads: analysis::seen(register(id)) };
        opinions.iter().map(seen).collect()
    }
}

/// Who says it, and what is known then.
#[derive(Debug, Clone, Copy)]
pub struct Writer<'a> {
    /// 記録と日誌.
    pub council: &'a Council,
    /// 記入者.
    pub person: &'a Person,
    /// 今日.
    pub today: Date,
    warned: Option<&'a str>,
}

impl Entry {
    /// The form as it opens: with what stands already.
    #[must_use]
    pub fn new(council: &Council, person: &Person, today: Date, about: About) -> Self {
        let writer = Writer::new(council, person, today);
        let form = match &about {
            About::Answer(on) => answer::form(&writer, on),
            About::Progress(on) => progress::form(&writer, on),
            About::Assign(on) => assign::form(&writer, on),
            About::Relate(on) => relate::form(&writer, on),
            About::Refer(on) => refer::form(&writer, on),
            About::Note(on) => note::form(&writer, on),
            About::Reject(on) => reject::form(&writer, on),
            About::Link(on, wish) => link::form(&writer, on, wish),
            About::Recheck(suspect) => recheck::form(&writer, suspect),
        };
        Self { about, form, warned: None }
    }

    /// What the form says; `None` where the form has to be filled in otherwise, and says so.
    pub fn say(&mut self, council: &Council, person: &Person, today: Date) -> Option<Said> {
        let writer = Writer { council, person, today, warned: self.warned.as_deref() };
        let form = &self.form;
        let said = match &self.about {
            About::Answer(on) => answer::say(&writer, on, form),
            About::Progress(on) => progress::say(&writer, on, form),
            About::Assign(on) => assign::say(&writer, on, form),
            About::Relate(on) => relate::say(&writer, on, form),
            About::Refer(on) => refer::say(&writer, on, form),
            About::Note(on) => note::say(&writer, on, form),
            About::Reject(on) => reject::say(&writer, on, form),
            About::Link(on, _) => Ok(link::say(&writer, on, form)),
            About::Recheck(suspect) => recheck::say(&writer, suspect, form),
        };
        match said.and_then(Said::or_refusal) {
            Ok(said) => Some(said),
            Err(Refusal { field, why, insisting }) => {
                self.warned = insisting.then(|| why.clone());
                let ask = if insisting {
                    " このままでよければ、もう一度 F7 で保存します。"
                } else {
                    ""
                };
                self.form.refuse(field, format!("{why}{ask}"));
                None
            }
        }
    }
}

impl<'a> Writer<'a> {
    /// Somebody who says something today.
    #[must_use]
    pub fn new(council: &'a Council, person: &'a Person, today: Date) -> Self {
        Self { council, person, today, warned: None }
    }

    /// How a record is called in one line.
    fn called(&self, id: &RecordId) -> String {
        let called = analysis::called(&self.council.records, id);
        match id {
            RecordId::Opinion(_) => called,
            RecordId::Program(_) | RecordId::Session(_) => format!("「{}」", short_name(&called)),
        }
    }

    pub(super) fn label(&self, id: &OpinionId) -> String {
        self.council.records.label(id)
    }

    /// `ア(イ)「地域スタートアップ等支…」`.
    fn pair(&self, (opinion, program): &Pair) -> String {
        let name = short_name(self.council.records.program_name(program));
        format!("{}「{name}」", self.label(opinion))
    }

    /// What an opinion says, or which opinions are meant.
    fn about(&self, opinions: &[&OpinionId]) -> Vec<String> {
        match opinions {
            [one] => {
                let opinion = self.council.records.opinion(one);
                opinion.map(|opinion| opinion.text.clone()).into_iter().collect()
            }
            several => {
                let labels: Vec<_> = several.iter().map(|id| self.label(id)).collect();
                vec![labels.join("、")]
            }
        }
    }

    /// `ア(イ)`, or `3件の意見`.
    fn whose(&self, opinions: &[&OpinionId]) -> String {
        match opinions {
            [one] => self.label(one),
            several => format!("{}件の意見", several.len()),
        }
    }

    /// The date of a field; `None` where it is empty.
    fn date(&self, form: &Form, field: usize) -> Result<Option<Date>, Refusal> {
        let text = form.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        let date = parse_date(text, self.today);
        date.map(Some).map_err(|why| Refusal::of(field, why))
    }

    /// Warns once, and takes the second time for meant.
    fn unless(&self, doubtful: bool, field: usize, why: String) -> Result<(), Refusal> {
        if doubtful && self.warned != Some(&*why) {
            return Err(Refusal { field, why, insisting: true });
        }
        Ok(())
    }
}

/// What all have alike; `None` where they differ.
fn alike<T: PartialEq>(each: impl IntoIterator<Item = T>) -> Option<T> {
    let mut each = each.into_iter();
    let first = each.next()?;
    each.all(|other| other == first).then_some(first)
}

/// The words people see for a list, with which of them is chosen.
fn choice<W: Worded + PartialEq>(label: &str, writer: &Writer<'_>, chosen: Option<W>) -> Field {
    let words = W::WORDS.iter().map(|word| writer.council.records.word(*word));
    Field::choice(label, words, W::WORDS.iter().position(|word| Some(*word) == chosen))
}

/// What is said of an empty field of a form for several records.
fn or_left(hint: &str, count: usize) -> String {
    if count > 1 {
        format!("{hint}空のままなら、それぞれ今のままにします。")
    } else {
        hint.to_owned()
    }
}

/// What is written, or where nothing is written for several, what each has.
fn or_own(written: &str, own: &str, count: usize) -> String {
    if written.is_empty() && count > 1 { own.to_owned() } else { written.to_owned() }
}

/// What people's last words about an opinion are, where they differ.
fn dispute<T: journal::Entry>(
    writer: &Writer<'_>,
    register: Option<&Register<T>>,
    words: impl Fn(&T) -> String,
) -> Option<String> {
    let heads = register?.disagreement()?;
    let records = &writer.council.records;
    let said =
        heads.iter().map(|head| format!("{} は {}", records.name_of(&head.by), words(&head.what)));
    let said: Vec<_> = said.collect();
    Some(format!("食い違い: {}。保存した内容に決まります。", said.join("、")))
}

/// The sayings with the words they are made against once each.
fn once_each(parts: &[Outcome]) -> Vec<Saying> {
    let mut sayings: Vec<Saying> = Vec::new();
    for saying in parts.iter().flat_map(|part| &part.sayings) {
        if !matches!(saying, Saying::Words { .. }) || !sayings.contains(saying) {
            sayings.push(saying.clone());
        }
    }
    sayings
}
