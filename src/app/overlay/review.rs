//! 受け止め: the form for what a committee member says to the answer of an opinion.

use crate::{
    analysis::{Council, Part, seen, unsayable},
    app::form::{Field, Form},
    domain::{EventId, OpinionId, Person, Verdict},
    journal::{LONGEST_TEXT, Review},
};

/// The fields of the form.
const VERDICT: usize = 0;
const WORDS: usize = 1;

/// State of the overlay.
#[derive(Debug)]
pub struct ReviewForm {
    /// 書式.
    pub form: Form,
    opinion: OpinionId,
    /// The answers that stood when the form opened: of them the member speaks.
    of: Vec<EventId>,
    /// Everything that stood then.
    pub(in crate::app) stood: Vec<EventId>,
}

impl ReviewForm {
    /// The form for an opinion, with what the person said to it last.
    #[must_use]
    pub fn new(council: &Council, person: &Person, opinion: &OpinionId) -> Self {
        let said = council.own_review(person, opinion).map(|said| &said.what);
        let chosen = said.and_then(|said| Verdict::ALL.iter().position(|v| *v == said.verdict));
        let words = Verdict::ALL.iter().map(|verdict| verdict.word());
        let text = said.map_or("", |said| said.text.as_str());
        let fields = vec![
            Field::choice("受け止め", words, chosen),
            Field::text_area("言葉", text)
                .with_limit(LONGEST_TEXT)
                .with_hint("了承のときは、なくてもかまいません。事務局とほかの委員が読みます。"),
        ];
        let about = council.records.opinion(opinion).map(|opinion| opinion.text.clone());
        let answer = council.ledger.answer(opinion);
        let answer = answer.and_then(|register| register.now());
        let answer = answer.map(|said| format!("市の考え方: {}", said.what.text));
        let title = format!("{} への受け止め", council.records.label(opinion));
        Self {
            form: Form::new(title, about.into_iter().chain(answer).collect(), fields),
            opinion: opinion.clone(),
            of: seen(council.ledger.answer(opinion)),
            stood: council.stands(opinion),
        }
    }

    /// The opinion, and the answers to it that the member speaks of.
    #[must_use]
    pub fn speaks_of(&self) -> (&OpinionId, &[EventId]) {
        (&self.opinion, &self.of)
    }

    /// The same, but of what the member had before them at another time.
    #[must_use]
    pub fn of(self, of: Vec<EventId>, stood: Vec<EventId>) -> Self {
        Self { of, stood, ..self }
    }

    /// What the form says; where it cannot be said, the field says why.
    pub fn review(&mut self) -> Option<Review> {
        let chosen = self.form.choice(VERDICT).and_then(|at| Verdict::ALL.get(at).copied());
        let text = self.form.text(WORDS).to_owned();
        let Some(verdict) = chosen else {
            self.form.refuse(VERDICT, "了承か、説明を求めるかを選んでください。");
            return None;
        };
        let (opinion, of) = (self.opinion.clone(), self.of.clone());
        let review = Review { opinion, verdict, text, of };
        if let Some((part, why)) = unsayable(&review) {
            let field = match part {
                Part::Verdict => VERDICT,
                Part::Words => WORDS,
            };
            self.form.refuse(field, why);
            return None;
        }
        Some(review)
    }
}
