//! Journals over random histories of three clones: nothing is lost, nothing counts twice.

use std::{collections::BTreeSet, fs};

use proptest::{prelude::*, test_runner::TestRunner};
use shingi::{
    domain::{EventId, RecordId},
    journal::{Note, Saying},
};

use super::{Offices, has_git, journal};

const CLONES: [&str; 3] = ["a", "b", "c"];
const PEOPLE: [&str; 2] = ["sato", "suzuki"];

/// What happens at one clone.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Somebody says something.
    Say(usize),
    /// Somebody's save was interrupted.
    Tear(usize),
    /// Saved with git by hand.
    Commit,
    /// Merged with git by hand, and sent.
    Merge,
    /// Rebased with git by hand, and sent.
    Rebase,
    /// Our own way.
    Sync,
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    let step = prop_oneof![
        5 => (0..PEOPLE.len()).prop_map(Step::Say),
        1 => (0..PEOPLE.len()).prop_map(Step::Tear),
        1 => Just(Step::Commit),
        2 => Just(Step::Merge),
        2 => Just(Step::Rebase),
        3 => Just(Step::Sync),
    ];
    (0..CLONES.len(), step)
}

impl Offices {
    fn say(&self, clone: &str, person: &str) -> Vec<EventId> {
        let note =
            Note { about: RecordId::Opinion("s/1".into()), text: format!("{clone}で{person}が") };
        let now = "2026-11-21T10:00:00+09:00[Asia/Tokyo]".parse().unwrap();
        // One act of two sayings: they count together.
        let sayings = [Saying::Note(note.clone()), Saying::Note(note)];
        let folder = journal(&self.path(clone));
        let events = folder.append(&person.parse().unwrap(), &sayings, &now).unwrap();
        events.into_iter().map(|event| event.id).collect()
    }

    fn commit(&self, clone: &str) {
        self.git(clone, &["add", "-A"]);
        // There may be nothing to save.
        let _ = self.try_git(clone, &["commit", "-qm", "手で"]);
    }

    fn pull(&self, clone: &str, how: &str) {
        self.commit(clone);
        self.git(clone, &["pull", "-q", how, "origin", "main"]);
        self.git(clone, &["push", "-q", "origin", "HEAD:main"]);
    }

    fn take(&self, clone: &str, step: Step, said: &mut BTreeSet<EventId>) {
        match step {
            Step::Say(person) => said.extend(self.say(clone, PEOPLE[person])),
            Step::Tear(person) => {
                let path = self.path(clone).join(format!("journal/{}.ron", PEOPLE[person]));
                let mut text = fs::read(&path).unwrap_or_default();
                text.extend_from_slice("(v:1,id:\"切れ".as_bytes());
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Step::Commit => self.commit(clone),
            Step::Merge => self.pull(clone, "--no-rebase"),
            Step::Rebase => self.pull(clone, "--rebase"),
            Step::Sync => drop(self.shingi(clone, PEOPLE[0], &["sync"]).fine()),
        }
    }

    /// What a clone holds, by its own reader: each event once, and no line twice.
    #[track_caller]
    fn heard(&self, clone: &str) -> BTreeSet<EventId> {
        let read = journal(&self.path(clone)).read();
        let ids: BTreeSet<_> = read.events.iter().map(|event| event.id.clone()).collect();
        assert_eq!(ids.len(), read.events.len());
        let harm = |what: &str| {
            what.contains("git") || what.contains("内容が違い") || what.contains("操作の")
        };
        let problems: Vec<_> = read.problems.iter().filter(|problem| harm(&problem.what)).collect();
        assert!(problems.is_empty(), "{problems:?}");
        for person in PEOPLE {
            let path = self.path(clone).join(format!("journal/{person}.ron"));
            let text = fs::read_to_string(path).unwrap_or_default();
            let lines: Vec<_> = text.lines().filter(|line| line.contains("//#")).collect();
            let once: BTreeSet<_> = lines.iter().collect();
            assert_eq!(lines.len(), once.len(), "{clone}: {text}");
        }
        ids
    }
}

#[test]
fn over_any_history_every_clone_ends_with_every_event_once() {
    if !has_git() {
        return;
    }
    let cases = std::env::var("SHINGI_HISTORIES").ok().and_then(|count| count.parse().ok());
    let config = ProptestConfig {
        cases: cases.unwrap_or(6),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = TestRunner::new(ProptestConfig { max_shrink_iters: 30, ..config });
    let steps = prop::collection::vec(step(), 6..24);
    let outcome = runner.run(&steps, |steps| {
        let offices = Offices::new();
        let mut said = BTreeSet::new();
        for clone in CLONES {
            offices.clone(clone);
        }
        for (clone, step) in steps {
            offices.take(CLONES[clone], step, &mut said);
        }
        // Twice round: the first has everything only after the last has sent it.
        for clone in CLONES.iter().chain(&CLONES) {
            offices.shingi(clone, "sato", &["sync"]).fine();
        }
        for clone in CLONES {
            prop_assert_eq!(offices.heard(clone), said.clone());
            offices.is_clean(clone);
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
