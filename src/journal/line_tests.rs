//! Tests of the line: what stands on it comes back, and damage is never taken for a fact.

use proptest::prelude::*;

use super::*;
use crate::journal::sample::{self, event};

fn stamped(body: &str) -> String {
    format!("{body}{MARK}{:08x}", crc32fast::hash(body.as_bytes()))
}

fn refused(line: &str) -> Fault {
    match parse(line) {
        Parsed::Refused(fault) => fault,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn a_line_is_readable_without_the_program() {
    let mut event = event("k3f9q2m7x0a1b", 42, "sato", sample::link("r7/ア(ア)", "city/創業"));
    event.act = Some(Act { id: "k3f9q2m7x0a1b".into(), of: 3 });
    assert_eq!(
        write(&event).unwrap(),
        r#"(v:1,id:"k3f9q2m7x0a1b",n:42,at:"2026-11-21T10:00:42+09:00",by:"sato",act:(id:"k3f9q2m7x0a1b",of:3),do:Link(opinion:"r7/ア(ア)",program:"city/創業",kind:継続,extent:全部,stage:確定,opinion_words:"o",program_words:"p")) //#464b9ec5"#
    );
}

#[test]
fn a_line_typed_by_hand_needs_no_checksum() {
    let typed = r#"  ( v: 1, id: "my-1", n: 7, at: "2026-11-21T10:05:33+09:00", by: "sato",
        do: Retract( event: "k3f9q2m7x0a1b", way: Remove ) )  "#
        .replace('\n', "");
    let Parsed::Event(event, Stamp::Missing) = parse(&typed) else { panic!() };
    assert_eq!((event.id.as_str(), event.n), ("my-1", 7));
}

#[test]
fn a_newer_version_is_kept_and_never_an_error() {
    let at = r#"n:3,at:"2026-11-21T10:05:33+09:00",by:"sato""#;
    for (line, n) in [
        (format!(r#"(v:99,id:"a",{at},do:Link(colour:"red"))"#), Some(3)),
        (format!(r#"(v:1,id:"a",{at},do:Sing("la"))"#), Some(3)),
        (format!(r#"(v:1,id:"a",{at},mood:Good,do:Sing)"#), Some(3)),
        (r#"(v:2,who:"sato",what:[1,2])"#.to_owned(), None),
    ] {
        for line in [stamped(&line), line] {
            let Parsed::Newer(newer) = parse(&line) else { panic!("{line}") };
            assert_eq!(newer.n, n, "{line}");
        }
    }
}

#[test]
fn a_line_that_says_nothing_is_passed_over() {
    for line in ["", "   ", "\t\r", "// 手で書いた注釈"] {
        assert_eq!(parse(line), Parsed::Blank, "{line:?}");
    }
    for line in ["<<<<<<< HEAD", "=======", ">>>>>>> 1234567 message", "||||||| base"] {
        assert_eq!(parse(line), Parsed::Marker, "{line:?}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let head = r#"(v:1,id:"a",n:3,at:"2026-11-21T10:05:33+09:00",by:"sato","#;
    for (rest, meant, what) in [
        (r#"do:Retract(event:"x",way:Forget))"#, "Forget", "`Forget` ではなく、"),
        (r#"do:Retract(event:"x",way:Undo,why:"")))"#, "", "一件の記録として"),
        (r#"do:Retract(event:"x",reason:"y",way:Undo))"#, "", "`reason` という項目は"),
        (r#"do:Retract(event:"x"))"#, "", "`way` がありません。"),
        (r#"do:Retract(event:"x",event:"y",way:Undo))"#, "", "`event` が二度"),
        (r"do:Retract(event:12,way:Undo))", "", "文字は引用符"),
    ] {
        let line = format!("{head}{rest}");
        for line in [line.clone(), stamped(&line)] {
            let fault = refused(&line);
            assert!(fault.what.starts_with(what), "{line}: {fault:?}");
            assert!(line[fault.range.clone()].contains(meant), "{line}: {fault:?}");
        }
    }
    let moment = r#"(v:1,id:"a",n:3,at:"きのう",by:"sato",do:Sing)"#;
    assert!(refused(moment).what.starts_with("日時は"));
    let deep = format!("{head}do:{}", "(".repeat(50_000));
    assert!(refused(&stamped(&deep)).what.contains("深すぎます"));
}

#[test]
fn a_wrong_checksum_is_an_error_that_still_knows_its_number() {
    let line = write(&event("a", 5, "sato", sample::link("r7/ア", "city/創業"))).unwrap();
    let fault = refused(&line.replace("創業", "廃業"));
    assert_eq!((fault.n, &line[fault.range.clone()]), (Some(5), &line[line.len() - 11..]));
    assert!(matches!(parse(&format!("{line} x")), Parsed::Refused(_)));
    assert!(matches!(parse(&format!("{line}0")), Parsed::Refused(_)));
}

#[test]
fn a_mark_within_a_note_is_no_checksum() {
    let Saying::Link(mut noted) = sample::link("r7/ア", "city/創業") else { panic!() };
    noted.note = "注 //#0123abcd".to_owned();
    let event = event("a", 1, "sato", Saying::Link(noted));
    let line = write(&event).unwrap();
    assert_eq!(parse(&line), Parsed::Event(event.clone(), Stamp::Checked));
    let (bare, _) = line.rsplit_once(MARK).unwrap();
    assert_eq!(parse(bare), Parsed::Event(event, Stamp::Missing));
}

#[test]
fn every_beginning_of_a_line_is_torn_or_the_whole_event() {
    let event = event("a", 1, "sato", sample::link("r7/ア(ア)", "city/\"創業)))"));
    let line = write(&event).unwrap();
    let body = line.rfind(MARK).unwrap();
    for cut in (1..line.len()).filter(|cut| line.is_char_boundary(*cut)) {
        match parse(&line[..cut]) {
            Parsed::Torn => assert!(cut < body, "{cut}"),
            Parsed::Event(read, Stamp::Missing) => assert!(read == event && cut >= body, "{cut}"),
            other => panic!("{cut}: {other:?}"),
        }
    }
}

#[test]
fn no_change_of_one_byte_is_ever_taken_for_another_event() {
    let event = event("a", 1, "sato", sample::link("r7/ア(ア)", "city/創業"));
    let line = write(&event).unwrap().into_bytes();
    for at in 0..line.len() {
        for byte in (0..=u8::MAX).filter(|byte| *byte != line[at]) {
            let mut changed = line.clone();
            changed[at] = byte;
            for part in changed.split(|byte| *byte == b'\n') {
                let Ok(part) = std::str::from_utf8(part) else { continue };
                if let Parsed::Event(read, _) = parse(part) {
                    assert_eq!(read, event, "{part}");
                }
            }
        }
    }
}

#[test]
fn the_count_of_a_line_is_found_however_it_is_written() {
    let line = write(&event("a", 7, "sato", sample::link("r7/ア", "city/創業"))).unwrap();
    let found = (Some(7), Some(sample::moment(7)));
    let bare = line.rsplit_once(MARK).unwrap().0.to_owned();
    let at = r#"n:7,at:"2026-11-21T10:00:07+09:00",by:"sato""#;
    for line in
        [&line, &bare, &bare.replace("n:7", "n: 7"), &format!(r#"(v:2,id:"a",{at},do:Sing)"#)]
    {
        assert_eq!(number(line), found, "{line}");
    }
    assert_eq!(number(&line.replace("創業", "廃業")), (Some(7), None));
    assert_eq!(number_at_sight(&line), Some((7, sample::moment(7))));
    assert_eq!(number_at_sight(&line.replace("n:7", "n:9")), None);
    assert_eq!(number(&line[..60]), (None, None));
}

proptest! {
    #[test]
    fn whatever_is_said_is_one_line_and_comes_back(event in sample::any_event()) {
        let line = write(&event).unwrap();
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        prop_assert!(!line.contains(breaks));
        prop_assert_eq!(parse(&line), Parsed::Event(event, Stamp::Checked));
    }

    #[test]
    fn no_line_makes_the_reader_panic(line in "\\PC*", tail in "[(){}\\[\\]\",:/#a-z0-9 \\\\]*") {
        parse(&line);
        parse(&tail);
        parse(&format!("(v:1,{line}{tail}"));
    }
}
