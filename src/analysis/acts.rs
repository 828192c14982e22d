//! What to say in order to do something: acts of people, as sayings for the journal.

mod relate;

pub use relate::Unrelated;

use serde::{Deserialize, Serialize};

use super::{Council, opinion_words, program_words};
use crate::{
    domain::{EventId, Extent, Fate, LinkKind, Person, ProgramId, Stage},
    journal::{
        self, Confirm, Hash, Link, Pair, Register, Reject, Said, Saying, link, reject, with_words,
    },
};

/// 希望. How pairs shall be linked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// 種別.
    pub kind: LinkKind,
    /// 範囲.
    pub extent: Extent,
    /// 段階.
    pub stage: Stage,
    /// メモ; `None` keeps what the person noted on the pair before.
    pub note: Option<String>,
    /// 根拠; `None` keeps what the person named before.
    pub evidence: Option<String>,
}

impl Default for Wish {
    /// 継続・全部・確定, which most links are.
    fn default() -> Self {
        Self {
            kind: LinkKind::Continuing,
            extent: Extent::Full,
            stage: Stage::Confirmed,
            note: None,
            evidence: None,
        }
    }
}

impl Council {
    /// Links pairs in one act: nothing to say where the person has linked a pair just so. A 確定
    /// names the 案 it settles.
    #[must_use]
    pub fn link(&self, person: &Person, pairs: &[Pair], wish: &Wish) -> Vec<Saying> {
        let mut texts = Vec::new();
        let links: Vec<_> = (pairs.iter())
            .filter_map(|pair| {
                let (opinion_words, program_words) = self.words(pair, &mut texts)?;
                let tie = self.ledger.tie(&pair.0, &pair.1);
                let mut links = tie.into_iter().flat_map(|tie| &tie.links);
                let own = links.clone().rfind(|live| live.by == *person).map(|live| &live.what);
                let kept = |wished: &Option<String>, text: fn(&Link) -> &String| {
                    wished.clone().unwrap_or_else(|| own.map(text).cloned().unwrap_or_default())
                };
                let draft = links.rfind(|live| live.what.stage == Stage::Draft);
                let settles = |live: &Said<Link>| live.id.clone();
                Some(Link {
                    opinion: pair.0.clone(),
                    program: pair.1.clone(),
                    kind: wish.kind,
                    extent: wish.extent,
                    stage: wish.stage,
                    note: kept(&wish.note, |link| &link.note),
                    evidence: kept(&wish.evidence, |link| &link.evidence),
                    opinion_words,
                    program_words,
                    confirms: (wish.stage == Stage::Confirmed)
                        .then(|| own.and_then(|own| own.confirms.clone()).or(draft.map(settles)))
                        .flatten(),
                })
            })
            .collect();
        with_words(&self.ledger, link(&self.ledger, person, &links), &texts)
    }

    /// Settles the 案 of pairs as they stand: the person's own link at 確定, with what the latest 案
    /// says. Nothing to say of pairs that are settled.
    #[must_use]
    pub fn settle(&self, person: &Person, pairs: &[Pair]) -> Vec<Saying> {
        let mut sayings = Vec::new();
        for pair in pairs {
            let tie = self.ledger.tie(&pair.0, &pair.1).filter(|tie| tie.is_draft());
            let Some(draft) = tie.and_then(|tie| tie.links.last()) else { continue };
            let Link { kind, extent, note, evidence, .. } = draft.what.clone();
            let wish = Wish {
                kind,
                extent,
                stage: Stage::Confirmed,
                note: Some(note),
                evidence: Some(evidence),
            };
            for saying in self.link(person, std::slice::from_ref(pair), &wish) {
                // Pairs may be made against the same words.
                if !matches!(saying, Saying::Words { .. }) || !sayings.contains(&saying) {
                    sayings.push(saying);
                }
            }
        }
        sayings
    }

    /// 関連なし for pairs, in one act.
    #[must_use]
    pub fn reject(
        &self,
        person: &Person,
        pairs: &[Pair],
        stage: Stage,
        reason: &str,
    ) -> Vec<Saying> {
        let mut texts = Vec::new();
        let rejects: Vec<_> = (pairs.iter())
            .filter_map(|pair| {
                let (opinion_words, program_words) = self.words(pair, &mut texts)?;
                Some(Reject {
                    opinion: pair.0.clone(),
                    program: pair.1.clone(),
                    stage,
                    reason: reason.to_owned(),
                    opinion_words,
                    program_words,
                })
            })
            .collect();
        with_words(&self.ledger, reject(&self.ledger, person, &rejects), &texts)
    }

    /// 再確認 of links: they hold for the words as they are now, whatever became of the program.
    #[must_use]
    pub fn confirm(&self, pairs: &[(Pair, Vec<Fate>)], note: &str) -> Vec<Saying> {
        let mut texts = Vec::new();
        let confirms = pairs.iter().filter_map(|(pair, fates)| {
            let (opinion_words, program_words) = self.words(pair, &mut texts)?;
            Some(Saying::Confirm(Confirm {
                opinion: pair.0.clone(),
                program: pair.1.clone(),
                opinion_words,
                program_words,
                fates: fates.clone(),
                note: note.to_owned(),
            }))
        });
        let confirms = confirms.collect();
        with_words(&self.ledger, confirms, &texts)
    }

    /// 付け替え: another program in place of the one that a pair names, linked as that was. Whoever
    /// linked the old pair, nothing links it any more.
    #[must_use]
    pub fn relink(
        &self,
        person: &Person,
        pair: &Pair,
        program: &ProgramId,
        note: &str,
    ) -> Vec<Saying> {
        let links = self.ledger.tie(&pair.0, &pair.1).map_or(&[][..], |tie| &tie.links);
        let own = links.iter().rfind(|live| live.by == *person).or(links.last());
        let Some(old) = own.map(|live| &live.what) else { return Vec::new() };
        let wish = Wish {
            kind: old.kind,
            extent: old.extent,
            stage: Stage::Confirmed,
            note: Some(if note.is_empty() { &old.note } else { note }.to_owned()),
            evidence: Some(old.evidence.clone()),
        };
        let mut sayings = journal::unlink(&self.ledger, &pair.0, &pair.1);
        sayings.extend(self.link(person, &[(pair.0.clone(), program.clone())], &wish));
        sayings
    }

    /// The hashes of the words of a pair as they are now; the words themselves go to `texts`. `None`
    /// where the record does not hold both.
    fn words(&self, pair: &Pair, texts: &mut Vec<String>) -> Option<(Hash, Hash)> {
        let opinion = opinion_words(self.records.opinion(&pair.0)?);
        let program = program_words(self.records.program(&pair.1)?);
        let hashes = (Hash::of(&opinion), Hash::of(&program));
        texts.extend([opinion, program]);
        Some(hashes)
    }
}

/// The word to say about something of which there is one at a time, in place of what the person saw;
/// `None` where just that stands already.
#[must_use]
pub fn unless_said<T: journal::Entry>(register: Option<&Register<T>>, word: T) -> Option<T> {
    let same = |register: &Register<T>| {
        register.disagreement().is_none()
            && register.now().is_some_and(|said| said.what.choice() == word.choice())
    };
    (!register.is_some_and(same)).then_some(word)
}

/// The events that a new word takes the place of.
#[must_use]
pub fn seen<T: journal::Entry>(register: Option<&Register<T>>) -> Vec<EventId> {
    register.map(Register::ids).unwrap_or_default()
}
