//! 食い違いの決定: people's last words about one thing, one of which is chosen. Whichever it is, it
//! becomes the word of the person who chooses.

use super::entry::{Writer, answer, assign, progress};
use crate::{
    analysis::{Wish, how, short_name},
    app::list::{Kind, List},
    domain::{OpinionId, Stage},
    journal::{self, Answer, Assign, Link, Pair, Progress, Register, Reject, Said, Saying},
};

/// State of the popup.
#[derive(Debug)]
pub struct Dispute {
    /// What it is about: `ア(イ) の回答`.
    pub whose: String,
    /// The last words, oldest first.
    pub heads: Vec<Head>,
    /// 一覧, by position among them.
    pub list: List,
}

/// 一人の言葉.
#[derive(Debug)]
pub struct Head {
    /// 記入者.
    pub by: String,
    /// 日時.
    pub at: String,
    /// What was said, in short.
    pub what: String,
    /// What was written to it: 市の考え方, 理由, メモ.
    pub text: String,
    /// What is said by choosing it.
    pub sayings: Vec<Saying>,
}

impl Dispute {
    /// The choice among the answers to an opinion; `None` where there is but one.
    #[must_use]
    pub fn of_answer(writer: &Writer<'_>, opinion: &OpinionId) -> Option<Self> {
        let register = writer.council.ledger.answer(opinion)?;
        let head = |said: &Said<Answer>| {
            let replaces = register.ids();
            let saying = Saying::Answer(Answer { replaces, ..said.what.clone() });
            Head::new(
                writer,
                said,
                answer::words(writer, &said.what),
                &said.what.text,
                vec![saying],
            )
        };
        Self::of(register, format!("{} の回答", writer.label(opinion)), head)
    }

    /// The choice among what is said of the progress of an opinion; `None` where there is but one.
    #[must_use]
    pub fn of_progress(writer: &Writer<'_>, opinion: &OpinionId) -> Option<Self> {
        let register = writer.council.ledger.progress(opinion)?;
        let head = |said: &Said<Progress>| {
            let replaces = register.ids();
            let saying = Saying::Progress(Progress { replaces, ..said.what.clone() });
            let what = progress::words(writer, &said.what);
            Head::new(writer, said, what, &said.what.reason, vec![saying])
        };
        Self::of(register, format!("{} の進捗", writer.label(opinion)), head)
    }

    /// The choice among the departments charged with an opinion; `None` where there is but one.
    #[must_use]
    pub fn of_assignment(writer: &Writer<'_>, opinion: &OpinionId) -> Option<Self> {
        let register = writer.council.ledger.assignment(opinion)?;
        let head = |said: &Said<Assign>| {
            let replaces = register.ids();
            let saying = Saying::Assign(Assign { replaces, ..said.what.clone() });
            Head::new(writer, said, assign::words(&said.what), "", vec![saying])
        };
        Self::of(register, format!("{} の担当", writer.label(opinion)), head)
    }

    fn of<T: journal::Entry>(
        register: &Register<T>,
        whose: String,
        head: impl Fn(&Said<T>) -> Head,
    ) -> Option<Self> {
        let heads = register.disagreement()?.iter().map(head).collect();
        Some(Self { whose, heads, list: List::of(Kind::Positions) })
    }

    /// The choice among what is said of a pair, linked or 関連なし; `None` where all agree.
    #[must_use]
    pub fn of_pair(writer: &Writer<'_>, pair: &Pair) -> Option<Self> {
        let ledger = &writer.council.ledger;
        let tie = ledger.tie(&pair.0, &pair.1)?;
        if !writer.council.is_tie_disputed(tie) {
            return None;
        }
        let rejects: Vec<_> = (ledger.rejects(pair).iter())
            .filter(|said| said.what.stage == Stage::Confirmed)
            .collect();
        let links: Vec<_> = match tie.disagreement() {
            Some(links) => links,
            None => tie.links.iter().filter(|live| live.what.stage == Stage::Confirmed).collect(),
        };
        let kept = |chosen: &Said<Link>| {
            let choice = |link: &Link| (link.kind, link.extent, link.stage);
            let others = links.iter().filter(|live| live.by != *writer.person);
            let others = others.filter(|live| choice(&live.what) != choice(&chosen.what));
            let mut sayings: Vec<_> = others.map(|live| journal::remove(live)).collect();
            let turned = rejects.iter().filter(|said| said.by != *writer.person);
            sayings.extend(turned.map(|said| journal::remove(said)));
            let wish = Wish {
                kind: chosen.what.kind,
                extent: chosen.what.extent,
                stage: chosen.what.stage,
                note: Some(chosen.what.note.clone()),
                evidence: Some(chosen.what.evidence.clone()),
            };
            let own = writer.council.link(writer.person, std::slice::from_ref(pair), &wish);
            sayings.extend(own);
            Head::new(writer, chosen, how(&chosen.what), &chosen.what.note, sayings)
        };
        let turned = |chosen: &Said<Reject>| {
            let others = tie.links.iter().filter(|live| live.by != *writer.person);
            let mut sayings: Vec<_> = others.map(journal::remove).collect();
            let (pairs, reason) = (std::slice::from_ref(pair), &chosen.what.reason);
            let own = writer.council.reject(writer.person, pairs, Stage::Confirmed, reason);
            sayings.extend(own);
            Head::new(writer, chosen, "関連なし".to_owned(), reason, sayings)
        };
        let heads = links.iter().map(|live| kept(live));
        let heads = heads.chain(rejects.iter().map(|said| turned(said))).collect();
        let name = short_name(writer.council.records.program_name(&pair.1));
        let whose = format!("{} と「{name}」", writer.label(&pair.0));
        Some(Self { whose, heads, list: List::of(Kind::Positions) })
    }

    /// Makes the list fit the words.
    pub fn settle(&mut self, council: &crate::analysis::Council) {
        if self.list.is_stale("", 0) {
            self.list.show(council, (0..self.heads.len()).collect());
        }
    }

    /// The word that is selected.
    #[must_use]
    pub fn selected(&self) -> Option<&Head> {
        self.heads.get(self.list.row()?)
    }
}

impl Head {
    fn new<T>(
        writer: &Writer<'_>,
        said: &Said<T>,
        what: String,
        text: &str,
        sayings: Vec<Saying>,
    ) -> Self {
        let by = writer.council.records.name_of(&said.by).to_owned();
        Self { by, at: said.at.short(), what, text: text.to_owned(), sayings }
    }
}
