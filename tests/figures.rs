//! One calculation: the figures of the overview, `coverage`, `check`, `todo` and `dump` are the same.

#[path = "support/desk.rs"]
mod desk;

use std::{path::Path, process::Command};

use desk::text_of;
use jiff::{Zoned, civil::date};
use ratatui::{buffer::Buffer, layout::Rect};
use serde_json::Value;
use shingi::{
    analysis::{Council, OpenKind, Wish},
    app::{Access, Model, layout::Size},
    domain::{Addressee, AnswerKind, AnswerStage, LinkKind, Person, ProgressState, Relation},
    journal::{Answer, Assign, Folder, Journal, Progress, Refer, Relate, Saying},
    records::load,
    ui::{self, theme::Theme},
};
use tempfile::TempDir;

fn answer(opinion: &str, kind: AnswerKind, stage: AnswerStage) -> Saying {
    let text = "お答えします。".to_owned();
    Saying::Answer(Answer { opinion: opinion.into(), kind, text, stage, replaces: Vec::new() })
}

fn progress(opinion: &str, state: ProgressState) -> Saying {
    Saying::Progress(Progress {
        opinion: opinion.into(),
        state,
        as_of: date(2020, 1, 1),
        until: Some(date(2020, 3, 31)),
        reason: "所管外のため".to_owned(),
        replaces: Vec::new(),
    })
}

/// A record with the draft it comes with, on which two people have worked.
fn worked_on() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), &["init", "records"]);
    let records = home.path().join("records");
    let folder = Folder::new(records.join("journal"));
    let now: Zoned = "2026-11-20T10:00:00+09:00[+09:00]".parse().unwrap();
    let (sato, ito): (Person, Person) = ("sato".parse().unwrap(), "ito".parse().unwrap());
    let mut said = vec![
        answer("city-r7/ア(ア)", AnswerKind::Existing, AnswerStage::Draft),
        answer("city-r7/ア(イ)", AnswerKind::Explained, AnswerStage::Checked),
        answer("city-r7/ア(ウ)", AnswerKind::Reflected, AnswerStage::Published),
        progress("city-r7/ア(イ)", ProgressState::Considering),
        progress("city-r7/エ(ア)", ProgressState::OutOfScope),
        Saying::Relate(Relate {
            opinion: "city-r7/ア(エ)".into(),
            other: "city-r7/ア(イ)".into(),
            relation: Relation::AsAnswered,
            note: String::new(),
        }),
        Saying::Refer(Refer {
            opinion: "city-r7/エ(イ)".into(),
            to: Addressee::State,
            on: date(2026, 11, 1),
            note: String::new(),
        }),
        Saying::Assign(Assign {
            opinion: "city-r7/ア(オ)".into(),
            department: "商業金融課".to_owned(),
            due: Some(date(2020, 4, 1)),
            replaces: Vec::new(),
        }),
    ];
    let council = Council::new(load(&records), folder.read());
    for (opinion, program) in [
        ("city-r7/ア(ア)", "city/成長産業創出支援事業"),
        ("city-r7/イ(ア)", "city/食の販路拡大事業"),
        ("city-r7/ウ(ア)", "city/青少年地元定着促進事業"),
    ] {
        said.extend(council.link(&sato, &[(opinion.into(), program.into())], &Wish::default()));
    }
    folder.append(&sato, &said, &now).unwrap();
    let pair = [("city-r7/ア(ア)".into(), "city/成長産業創出支援事業".into())];
    let mut other = council.link(&ito, &pair, &Wish { kind: LinkKind::New, ..Wish::default() });
    other.push(answer("city-r7/ア(ウ)", AnswerKind::Other, AnswerStage::Published));
    folder.append(&ito, &other, &now).unwrap();
    home
}

fn run(home: &Path, words: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shingi"));
    command.args(words).env_clear().env("HOME", home).current_dir(home).env("TZ", "Asia/Tokyo");
    let output = command.output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn json(home: &Path, words: &[&str]) -> Value {
    serde_json::from_str(&run(home, words)).unwrap()
}

/// The overview, as somebody sees it.
fn overview(home: &Path, width: u16, height: u16) -> String {
    let records = home.join("records");
    let journal: Journal = Folder::new(records.join("journal")).read();
    let council = Council::new(load(&records), journal);
    let person = "sato".parse().unwrap();
    let (today, size) = (date(2026, 11, 21), Size { width, height });
    let model = Model::new(council, person, Access::Write, today, size, ui::measure);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let area = buffer.area;
    ui::view(&model, &Theme::MONOCHROME, area, &mut buffer);
    text_of(&buffer)
}

/// 回答済, 対応事業あり and 結果あり, as the screen shows them under their bars.
fn shares(screen: &str) -> Vec<String> {
    let lines: Vec<_> = screen.lines().collect();
    let bars = lines.iter().position(|line| line.trim_start().starts_with("回答済")).unwrap();
    lines[bars + 1].split_whitespace().map(str::to_owned).collect()
}

/// How many wait of a kind, as the screen counts them.
fn count(screen: &str, kind: OpenKind) -> u64 {
    let mut words = screen.split_whitespace().skip_while(|word| *word != "要対応");
    words.find(|word| *word == kind.word()).unwrap_or_else(|| panic!("{kind}\n{screen}"));
    words.next().unwrap().parse().unwrap()
}

#[test]
fn screen_commands_and_dump_say_the_same() {
    let home = worked_on();
    let home = home.path();
    let dump = json(home, &["dump"]);
    let coverage = &dump["coverage"];
    assert_eq!(*coverage, json(home, &["coverage", "--format", "json"]));
    let number = |key: &str| coverage[key].as_u64().unwrap();
    let covered = coverage["covered"]["full"].as_u64().unwrap()
        + coverage["covered"]["partial"].as_u64().unwrap();
    let (opinions, beside) = (number("opinions"), number("out_of_scope"));
    let expected: Vec<_> = [number("answered"), covered, number("with_result")]
        .map(|n| format!("{n}/{opinions}（対象外{beside}）"))
        .to_vec();
    assert_eq!(expected, ["5/25（対象外1）", "3/25（対象外1）", "3/25（対象外1）"]);

    let text = run(home, &["coverage"]);
    let names = ["回答済", "対応事業あり", "結果あり"];
    let written: Vec<_> =
        names.iter().zip(&expected).map(|(name, share)| format!("{name} {share}")).collect();
    assert!(text.contains(&written.join("  ")), "{text}");
    let todo = json(home, &["todo", "--format", "json"]);
    let check = run(home, &["check"]);
    let line = format!("対応状況: {}、要対応 {}件", written.join("、"), todo["count"]);
    assert!(check.contains(&line), "{line}\n{check}");

    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let screen = overview(home, width, height);
        assert_eq!(shares(&screen), expected, "{screen}");
        assert!(screen.contains(&format!("[ 要対応 {}件 ]", todo["count"])), "{screen}");
        for kind in todo["kinds"].as_array().unwrap() {
            let word: OpenKind = kind["kind"].as_str().unwrap().parse().unwrap();
            assert_eq!(count(&screen, word), kind["count"].as_u64().unwrap(), "{word}\n{screen}");
        }
    }
    let of = |kind: OpenKind| {
        let rows = todo["open"].as_array().unwrap().iter();
        rows.filter(|row| row["kind"] == kind.word()).count() as u64
    };
    for (kind, key) in [
        (OpenKind::Unanswered, "unanswered"),
        (OpenKind::Suspect, "suspects"),
        (OpenKind::Draft, "drafts"),
    ] {
        assert!(number(key) > 0 && of(kind) == number(key), "{kind}");
    }
    assert_eq!((number("through"), number("disputed"), number("referred")), (1, 1, 1));
    assert_eq!((of(OpenKind::Disagreement), of(OpenKind::Overdue)), (2, 2));
    for (list, length) in
        [("answers", 4), ("progress", 2), ("assignments", 1), ("relations", 1), ("referrals", 1)]
    {
        assert_eq!(dump[list].as_array().unwrap().len(), length, "{list}");
    }
}

#[test]
fn what_waits_is_listed_by_kind_year_and_department() {
    let home = worked_on();
    let home = home.path();
    for (words, rows) in [
        (&["--kind", "期限超過"][..], 2),
        (&["--kind", "要再確認", "--year", "R7"], 2),
        (&["--year", "R8"], 0),
        (&["--department", "商業金融課", "--kind", "未回答"], 1),
    ] {
        let words = [&["todo"], words].concat();
        let text = run(home, &words);
        assert!(text.lines().next().unwrap().ends_with(&format!(" {rows}件")), "{text}");
        let listed = text.lines().filter(|line| line.contains("R7 ")).count();
        assert_eq!(
            listed,
            if rows == 0 { 0 } else { rows + 1 },
            "the years, then the rows\n{text}"
        );
        let json = json(home, &[&words[..], &["--format", "json"]].concat());
        assert_eq!(json["open"].as_array().unwrap().len(), rows);
    }
    let text = run(home, &["todo", "--kind", "要再確認"]);
    assert!(text.contains("イ(ア)") && text.contains("分割（R7）・終了（R7）"), "{text}");
}
