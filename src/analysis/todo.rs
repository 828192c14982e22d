//! 要対応: everything that waits for somebody, the most urgent first.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Council, Reply, coverage::is_unsettled, covers, short_name};
use crate::{
    domain::{
        AnswerStage, EventId, FiscalYear, OpinionId, Person, ProgramId, ProgressState, SessionId,
        Stage, Verdict, words,
    },
    journal::{Register, Review, Said, Tie},
};

words! {
    /// 要対応の種類, the most urgent first.
    OpenKind {
        /// 記録の問題: of record and journal; one row for all of them.
        Problems = "記録の問題",
        /// 食い違い: people's last words on something differ.
        Disagreement = "食い違い",
        /// 期限超過: 検討中 past its day, or unanswered past its 回答期限.
        Overdue = "期限超過",
        /// 説明の求め: a committee member asks for an explanation, and nothing new was answered.
        Explain = "説明の求め",
        /// 要再確認: a link to something that has changed.
        Suspect = "要再確認",
        /// 前年度のまま: a link that nobody has looked at since the newest programs came, and that
        /// has not changed either.
        AsLastYear = "前年度のまま",
        /// 未回答.
        Unanswered = "未回答",
        /// 事業なし回答: 反映 or 既実施, and no program is linked that does it.
        NoProgram = "事業なし回答",
        /// 案: a link that nobody has settled.
        Draft = "案",
        /// 根拠なし: a link that answers, without a document to show for it.
        NoEvidence = "根拠なし",
        /// 下書き回答: an answer that is 下書き still.
        DraftAnswer = "下書き回答",
    }
}

/// 要対応の一件. Something that waits, and where it is mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// 種類.
    pub kind: OpenKind,
    /// 意見.
    pub opinion: Option<OpinionId>,
    /// 事業, where it is about a link.
    pub program: Option<ProgramId>,
    /// 会議, where it is about one that was entered.
    pub session: Option<SessionId>,
    /// 年度 of the meeting; absent where it is about none.
    pub year: Option<FiscalYear>,
    /// 期限.
    pub due: Option<Date>,
    /// 担当課 of the opinion.
    pub department: Option<String>,
    /// What waits, in one line.
    pub text: String,
}

/// Everything that waits on a day: by kind, in a kind the oldest first.
#[must_use]
pub fn todo(council: &Council, today: Date) -> Vec<Open> {
    let mut open = problems(council);
    open.extend(sessions_in_dispute(council));
    for row in 0..council.records.opinions.len() {
        open.extend(OfOpinion { council, row, today }.open());
    }
    // Ties of one kind and year stay in the order of the record.
    open.sort_by_key(|open| (open.kind, open.year, open.due.unwrap_or(Date::MAX)));
    open
}

/// How many there are of each kind that occurs, most urgent first.
#[must_use]
pub fn counted_by_kind<'a>(open: impl Iterator<Item = &'a Open>) -> Vec<(OpenKind, usize)> {
    let mut counts = BTreeMap::new();
    for open in open {
        *counts.entry(open.kind).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// How many there are of each meeting year, oldest first; `None` counts what is of no year.
#[must_use]
pub fn counted_by_year<'a>(
    open: impl Iterator<Item = &'a Open>,
) -> Vec<(Option<FiscalYear>, usize)> {
    let mut counts = BTreeMap::new();
    for open in open {
        *counts.entry(open.year).or_default() += 1;
    }
    // What is of no year sorts first, and stands last.
    let (none, years): (Vec<_>, Vec<_>) = counts.into_iter().partition(|(year, _)| year.is_none());
    years.into_iter().chain(none).collect()
}

fn problems(council: &Council) -> Vec<Open> {
    let count = council.troubles.len();
    let row = Open {
        kind: OpenKind::Problems,
        opinion: None,
        program: None,
        session: None,
        year: None,
        due: None,
        department: None,
        text: format!("記録と日誌の点検に {count}件の指摘があります"),
    };
    if count > 0 { vec![row] } else { Vec::new() }
}

fn sessions_in_dispute(council: &Council) -> Vec<Open> {
    let disputed = council.records.sessions.iter().filter_map(|session| {
        let heads = council.ledger.amendment(session.entered.as_ref()?)?.disagreement()?;
        Some(Open {
            kind: OpenKind::Disagreement,
            opinion: None,
            program: None,
            session: Some(session.id.clone()),
            year: Some(session.fiscal_year),
            due: None,
            department: None,
            text: format!(
                "{}の訂正: {}",
                session.title,
                names(council, heads.iter().map(|h| &h.by))
            ),
        })
    });
    disputed.collect()
}

/// What waits about one opinion.
struct OfOpinion<'a> {
    council: &'a Council,
    row: usize,
    today: Date,
}

impl OfOpinion<'_> {
    fn open(&self) -> Vec<Open> {
        let mut open = self.disputes();
        open.extend(self.overdue());
        open.extend(self.questions());
        open.extend(self.doubts());
        open.extend(self.unrenewed());
        open.extend(self.unanswered());
        open.extend(self.links());
        open.extend(self.answer());
        open
    }

    fn id(&self) -> &OpinionId {
        &self.council.records.opinions[self.row].id
    }

    fn words(&self) -> &str {
        &self.council.records.opinions[self.row].text
    }

    fn one(&self, kind: OpenKind, text: String) -> Open {
        let assignment = self.council.ledger.assignment(self.id()).and_then(Register::now);
        let department = assignment.map(|said| said.what.department.clone());
        Open {
            kind,
            opinion: Some(self.id().clone()),
            program: None,
            session: None,
            year: Some(self.council.records.opinions[self.row].fiscal_year),
            due: None,
            department: department.filter(|department| !department.is_empty()),
            text,
        }
    }

    fn of_pair(&self, kind: OpenKind, program: &ProgramId, what: &str) -> Open {
        let name = self.council.records.program_name(program);
        let text =
            if what.is_empty() { name.to_owned() } else { format!("{}: {what}", short_name(name)) };
        Open { program: Some(program.clone()), ..self.one(kind, text) }
    }

    /// The ties of the opinion to programs of the record; the others are among the problems.
    fn ties(&self) -> impl Iterator<Item = &Tie> {
        let known = |tie: &&Tie| self.council.records.program_row(&tie.program).is_some();
        self.council.ties_of(self.id()).filter(known)
    }

    fn disputes(&self) -> Vec<Open> {
        let ledger = &self.council.ledger;
        let entered = self.council.records.opinions[self.row].entered.as_ref();
        let heads = [
            ("回答", ledger.answer(self.id()).and_then(|r| r.disagreement().map(by_whom))),
            ("進捗", ledger.progress(self.id()).and_then(|r| r.disagreement().map(by_whom))),
            ("担当", ledger.assignment(self.id()).and_then(|r| r.disagreement().map(by_whom))),
            ("訂正", entered.and_then(|id| ledger.amendment(id)?.disagreement().map(by_whom))),
        ];
        let of_opinion = heads.into_iter().filter_map(|(what, people)| {
            let people = names(self.council, people?.into_iter());
            let text = format!("{what}（{people}）: {}", self.words());
            Some(self.one(OpenKind::Disagreement, text))
        });
        let of_links = self.ties().filter_map(|tie| {
            let pair = (tie.opinion.clone(), tie.program.clone());
            let links = tie.links.iter().filter(|live| live.what.stage == Stage::Confirmed);
            let what = if let Some(links) = tie.disagreement() {
                let people = names(self.council, links.into_iter().map(|live| &live.by));
                format!("対応付け（{people}）")
            } else if ledger.is_contested(&pair) {
                let rejects = ledger.rejects(&pair).iter();
                let rejects = rejects.filter(|said| said.what.stage == Stage::Confirmed);
                let people = links.map(|live| &live.by).chain(rejects.map(|said| &said.by));
                format!("対応付けと関連なし（{}）", names(self.council, people))
            } else {
                return None;
            };
            Some(self.of_pair(OpenKind::Disagreement, &tie.program, &what))
        });
        of_opinion.chain(of_links).collect()
    }

    fn overdue(&self) -> Vec<Open> {
        let ledger = &self.council.ledger;
        let progress = ledger.progress(self.id()).and_then(Register::now).map(|said| &said.what);
        let considering = progress
            .filter(|progress| progress.state == ProgressState::Considering)
            .and_then(|progress| progress.until)
            .map(|until| (until, self.council.records.word(ProgressState::Considering)));
        let due =
            ledger.assignment(self.id()).and_then(Register::now).and_then(|said| said.what.due);
        let due = due.filter(|_| self.council.standing.cases[self.row].is_unanswered());
        let past = considering.into_iter().chain(due.map(|due| (due, "未回答")));
        past.filter(|(day, _)| *day < self.today)
            .map(|(day, what)| Open {
                due: Some(day),
                ..self.one(OpenKind::Overdue, format!("{what}のまま: {}", self.words()))
            })
            .collect()
    }

    /// Members whose last word asks for an explanation of the answer as it still stands.
    fn questions(&self) -> Vec<Open> {
        let ledger = &self.council.ledger;
        let reviews = ledger.reviews(self.id());
        let is_last = |(at, said): &(usize, &Said<Review>)| {
            reviews[at + 1..].iter().all(|later| later.by != said.by)
        };
        let answers = ledger.answer(self.id()).map(Register::ids).unwrap_or_default();
        let stands =
            |of: &[EventId]| of.len() == answers.len() && of.iter().all(|id| answers.contains(id));
        let last = reviews.iter().enumerate().filter(is_last).map(|(_, said)| said);
        last.filter(|said| said.what.verdict == Verdict::Explain && stands(&said.what.of))
            .map(|said| {
                let by = self.council.records.name_of(&said.by);
                let text = if said.what.text.is_empty() { self.words() } else { &said.what.text };
                self.one(OpenKind::Explain, format!("{by} さん: {text}"))
            })
            .collect()
    }

    fn doubts(&self) -> Vec<Open> {
        let doubts = self.ties().filter_map(|tie| {
            let suspect = self.council.suspect(&tie.opinion, &tie.program)?;
            Some(self.of_pair(OpenKind::Suspect, &tie.program, &suspect.why()))
        });
        doubts.collect()
    }

    /// Links without a doubt of their own: one that is in doubt waits as that.
    fn unrenewed(&self) -> Vec<Open> {
        let (council, id) = (self.council, self.id());
        let of_last_year = self.ties().filter(|tie| {
            council.is_as_last_year(id, &tie.program) && council.suspect(id, &tie.program).is_none()
        });
        of_last_year.map(|tie| self.of_pair(OpenKind::AsLastYear, &tie.program, "")).collect()
    }

    /// A date by which to answer is shown whether or not it has passed: then it is 期限超過 as well.
    fn unanswered(&self) -> Option<Open> {
        let assignment = self.council.ledger.assignment(self.id()).and_then(Register::now);
        let open = Open {
            due: assignment.and_then(|said| said.what.due),
            ..self.one(OpenKind::Unanswered, self.words().to_owned())
        };
        self.council.standing.cases[self.row].is_unanswered().then_some(open)
    }

    fn links(&self) -> Vec<Open> {
        let drafts = self
            .ties()
            .filter(|tie| is_unsettled(&self.council.ledger, tie))
            .map(|tie| self.of_pair(OpenKind::Draft, &tie.program, ""));
        let bare = |tie: &&Tie| {
            let mut covering = tie.links.iter().filter(|live| covers(&live.what)).peekable();
            covering.peek().is_some() && covering.all(|live| live.what.evidence.is_empty())
        };
        let bare = self.ties().filter(bare);
        drafts.chain(bare.map(|tie| self.of_pair(OpenKind::NoEvidence, &tie.program, ""))).collect()
    }

    fn answer(&self) -> Vec<Open> {
        let Reply::Own(kind, stage) = self.council.standing.cases[self.row].reply else {
            return Vec::new();
        };
        let covered = self.ties().any(|tie| tie.links.iter().any(|live| covers(&live.what)));
        let records = &self.council.records;
        let mut open = Vec::new();
        if kind.names_programs() && !covered {
            let text = format!("{}: {}", records.word(kind), self.words());
            open.push(self.one(OpenKind::NoProgram, text));
        }
        if stage == AnswerStage::Draft {
            let text = format!("{}: {}", records.word(kind), self.words());
            open.push(self.one(OpenKind::DraftAnswer, text));
        }
        open
    }
}

fn by_whom<T>(heads: &[Said<T>]) -> Vec<&Person> {
    heads.iter().map(|said| &said.by).collect()
}

/// `山田さん・佐藤さん`, each once.
fn names<'a>(council: &Council, people: impl Iterator<Item = &'a Person>) -> String {
    let mut names: Vec<String> = Vec::new();
    for person in people {
        let name = format!("{} さん", council.records.name_of(person));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("・")
}

#[cfg(test)]
#[path = "todo_tests.rs"]
mod tests;
