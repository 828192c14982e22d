//! Tests of undo and redo, as a person uses them over days.

use super::*;
use crate::domain::{AnswerKind, AnswerStage};
use crate::journal::{
    Act, Answer, Register,
    sample::{event, link, moment, retract},
    sayings,
};

/// People at work: every step is folded anew, as after a restart.
#[derive(Default)]
struct Desk {
    events: Vec<Event>,
}

impl Desk {
    fn say(&mut self, by: &str, sayings: Vec<Saying>) {
        let n = self.events.len() as u64 + 1;
        let act = Act { id: format!("e{n}").as_str().into(), of: sayings.len() };
        for (saying, n) in sayings.into_iter().zip(n..) {
            let said = event(&format!("e{n}"), n, by, saying);
            let act = (act.of > 1).then(|| act.clone());
            self.events.push(Event { act, at: moment(n), ..said });
        }
    }

    fn link(&mut self, by: &str, program: &str) {
        self.say(by, vec![link("r7/ア", program)]);
    }

    fn unlink(&mut self, by: &str, program: &str) {
        let sayings = sayings::unlink(&self.ledger(), &"r7/ア".into(), &program.into());
        self.say(by, sayings);
    }

    /// Answers in the words of `text`, in place of what stands.
    fn answer(&mut self, by: &str, text: &str) {
        let opinion = "r7/ア".into();
        let replaces = self.ledger().answer(&opinion).map(Register::ids).unwrap_or_default();
        let answer = Answer {
            opinion,
            kind: AnswerKind::Explained,
            text: text.to_owned(),
            stage: AnswerStage::Draft,
            replaces,
        };
        self.say(by, vec![Saying::Answer(answer)]);
    }

    /// The last words, `一二` where two stand.
    fn answers(&self) -> String {
        let ledger = self.ledger();
        let heads = ledger.answer(&"r7/ア".into()).map(Register::heads).unwrap_or_default();
        heads.iter().map(|said| said.what.text.as_str()).collect()
    }

    fn undo(&mut self, by: &str) -> bool {
        let (journal, ledger) = (Journal::of(self.events.clone()), self.ledger());
        let found = undoable(&journal, &ledger, &by.parse().unwrap());
        found.is_some_and(|events| {
            self.say(by, undo(&events));
            true
        })
    }

    fn redo(&mut self, by: &str) -> bool {
        let (journal, ledger) = (Journal::of(self.events.clone()), self.ledger());
        let found = redoable(&journal, &ledger, &by.parse().unwrap());
        found.is_some_and(|events| {
            self.say(by, redo(&events));
            true
        })
    }

    fn ledger(&self) -> Ledger {
        Ledger::fold(&self.events)
    }

    fn programs(&self) -> String {
        let ledger = self.ledger();
        ledger.ties().iter().map(|tie| tie.program.as_str()).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn undo_and_redo_walk_back_and_forth_without_end() {
    let mut desk = Desk::default();
    for program in ["a", "b", "c"] {
        desk.link("sato", program);
    }
    for _ in 0..3 {
        for left in ["a b", "a", ""] {
            assert!(desk.undo("sato"));
            assert_eq!(desk.programs(), left);
        }
        assert!(!desk.undo("sato"));
        for left in ["a", "a b", "a b c"] {
            assert!(desk.redo("sato"));
            assert_eq!(desk.programs(), left);
        }
        assert!(!desk.redo("sato"));
    }
    assert!(desk.undo("sato") && desk.undo("sato") && desk.redo("sato") && desk.undo("sato"));
    assert_eq!(desk.programs(), "a");
    assert!(desk.redo("sato") && desk.redo("sato"));
    assert_eq!(desk.programs(), "a b c");
}

#[test]
fn a_removal_is_undone_for_everybody_it_removed() {
    let mut desk = Desk::default();
    desk.link("abe", "a");
    desk.link("sato", "a");
    desk.unlink("sato", "a");
    assert_eq!(desk.programs(), "");
    assert!(desk.undo("sato"));
    assert_eq!(desk.ledger().ties()[0].links.len(), 2);
    assert!(desk.redo("sato"));
    assert_eq!(desk.programs(), "");
}

#[test]
fn a_new_act_ends_what_could_be_done_again() {
    let mut desk = Desk::default();
    desk.link("sato", "a");
    desk.link("sato", "b");
    assert!(desk.undo("sato"));
    desk.link("sato", "c");
    assert!(!desk.redo("sato"));
    // Acts of others do not.
    assert!(desk.undo("sato"));
    desk.link("abe", "d");
    assert!(desk.redo("sato"));
    assert_eq!(desk.programs(), "a c d");
}

#[test]
fn nobody_undoes_what_another_person_did() {
    let mut desk = Desk::default();
    desk.link("sato", "a");
    assert!(!desk.undo("abe") && !desk.redo("abe"));
    desk.link("abe", "b");
    assert!(desk.undo("sato"));
    assert_eq!(desk.programs(), "b");
}

#[test]
fn what_somebody_else_removed_meanwhile_is_passed_over() {
    let mut desk = Desk::default();
    desk.link("sato", "a");
    desk.link("sato", "b");
    desk.unlink("abe", "b");
    assert!(desk.undo("sato"));
    assert_eq!(desk.programs(), "");
    // The other's removal still stands, and is theirs to undo.
    assert!(desk.undo("abe"));
    assert_eq!(desk.programs(), "b");
}

#[test]
fn a_removal_two_people_made_comes_back_through_neither_alone() {
    let mut desk = Desk::default();
    desk.link("mori", "a");
    desk.say("sato", vec![retract("e1", Way::Remove)]);
    desk.say("abe", vec![retract("e1", Way::Remove)]);
    assert!(!desk.undo("sato"));
}

#[test]
fn an_act_of_several_sayings_is_undone_whole_but_for_its_words() {
    let mut desk = Desk::default();
    let words = Saying::Words { hash: crate::journal::Hash::of("語"), text: "語".into() };
    desk.say("sato", vec![link("r7/ア", "a"), words.clone(), link("r7/ア", "b")]);
    assert!(desk.undo("sato"));
    assert_eq!(desk.programs(), "");
    assert_eq!(desk.events.len(), 5);
    assert!(desk.ledger().is_live(&"e2".into()));
    assert!(desk.redo("sato"));
    assert_eq!(desk.programs(), "a b");
    // Words alone are nothing to undo.
    desk.say("abe", vec![words]);
    assert!(!desk.undo("abe"));
}

#[test]
fn an_answer_that_is_undone_gives_way_to_the_one_before() {
    let mut desk = Desk::default();
    desk.answer("sato", "一");
    desk.answer("sato", "二");
    assert!(desk.undo("sato"));
    assert_eq!(desk.answers(), "一");
    assert!(desk.undo("sato"));
    assert_eq!(desk.answers(), "");
    assert!(desk.redo("sato") && desk.redo("sato") && !desk.redo("sato"));
    assert_eq!(desk.answers(), "二");
}

#[test]
fn an_answer_that_somebody_else_has_replaced_is_no_longer_ones_own_to_undo() {
    let mut desk = Desk::default();
    desk.link("sato", "a");
    desk.answer("sato", "一");
    desk.answer("abe", "二");
    assert!(desk.undo("sato"));
    assert_eq!((desk.answers().as_str(), desk.programs().as_str()), ("二", ""));
    assert!(desk.undo("abe"));
    assert_eq!(desk.answers(), "一");
    assert!(desk.undo("sato"));
    assert_eq!(desk.answers(), "");
}
