//! The draft that comes with the program: it proposes links for every opinion, quotes what the
//! documents print, and answers nothing before somebody confirms it.

use shingi::{
    analysis::{Council, Coverage},
    domain::{Entry, LinkKind, Person, Stage},
    journal::{Journal, Saying},
    records::{DRAFT, SHIPPED, load_texts},
};

fn council() -> Council {
    Council::new(load_texts(SHIPPED), Journal::shipped(DRAFT))
}

#[test]
fn every_line_can_be_read_and_is_a_proposal_of_nobody() {
    let journal = Journal::shipped(DRAFT);
    assert_eq!(journal.problems, []);
    assert!(journal.events.iter().all(|event| event.by.as_str() == "draft" && event.uid.is_none()));
    for event in &journal.events {
        match &event.saying {
            Saying::Link(link) => assert_eq!(link.stage, Stage::Draft),
            Saying::Reject(reject) => assert_eq!(reject.stage, Stage::Draft),
            Saying::Words { .. } => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_opinion_has_a_proposal_or_a_reason_why_there_is_none() {
    let council = council();
    assert_eq!(council.troubles, []);
    let rejected: Vec<_> = council.ledger.rejected().map(|((opinion, _), _)| opinion).collect();
    for opinion in &council.records.opinions {
        let linked = !council.ledger.links_of(&opinion.id).is_empty();
        assert!(linked || rejected.contains(&&opinion.id), "{}", opinion.id);
    }
}

#[test]
fn a_proposal_covers_nothing_until_it_is_confirmed() {
    let mut council = council();
    let total = council.standing.total;
    assert_eq!((total.covered(), total.noted, council.standing.money.programs), (0, 0, 0));
    assert_eq!((total.proposed, total.none()), (23, 2), "案のみ is no 参考のみ, and no なし");
    let sato: Person = "sato".parse().unwrap();
    let tie = council.ledger.ties().iter().find(|tie| tie.links[0].what.kind.covers()).unwrap();
    let pair = (tie.opinion.clone(), tie.program.clone());
    let draft = tie.links[0].clone();
    let sayings = council.settle(&sato, std::slice::from_ref(&pair));
    let [Saying::Link(link)] = &sayings[..] else { panic!("{sayings:?}") };
    assert_eq!(link.confirms.as_ref(), Some(&draft.id));
    assert_eq!((&link.evidence, &link.note), (&draft.what.evidence, &draft.what.note));
    let temp = tempfile::tempdir().unwrap();
    let folder = shingi::journal::Folder::new(temp.path());
    let now = "2026-11-21T10:00:00[Asia/Tokyo]".parse().unwrap();
    council.hear_more(folder.append(&sato, &sayings, &now).unwrap());
    let row = council.records.opinion_row(&pair.0).unwrap();
    assert_eq!(council.standing.opinions[row], Coverage::Partial);
    assert_eq!(council.settle(&sato, &[pair]), []);
}

#[test]
fn what_a_proposal_quotes_is_printed_of_its_program() {
    let council = council();
    for tie in council.ledger.ties() {
        let link = &tie.links[0].what;
        let program = council.records.program(&tie.program).unwrap();
        let printed: Vec<_> = program.entries.iter().flat_map(texts).collect();
        let quoted = link.evidence.split_once('「').and_then(|(_, rest)| rest.strip_suffix('」'));
        let quoted = quoted.unwrap_or_else(|| panic!("no quotation: {}", link.evidence));
        assert!(printed.iter().any(|text| text.contains(quoted)), "{}: {quoted}", tie.program);
        assert!(!link.note.is_empty() && link.kind != LinkKind::New, "{}", tie.program);
    }
}

fn texts(entry: &Entry) -> Vec<String> {
    let items = entry.items.iter().map(|item| &item.text);
    let texts = entry.content.iter().chain(&entry.results).chain(&entry.remark).chain(items);
    texts.cloned().collect()
}
