//! An opinion that much has been said of: answers, progress, a draft, a disagreement, what members
//! make of it.

use jiff::civil::date;
use shingi::{
    analysis::{Council, Wish},
    domain::{
        Addressee, AnswerKind, AnswerStage, Extent, LinkKind, OpinionId, Person, ProgressState,
        RecordId, Relation, Stage, Verdict,
    },
    journal::{
        Answer, Assign, NewOpinion, NewSession, Note, Progress, Read, Refer, Relate, Review, Saying,
    },
    records::load,
};

use super::desk::Desk;

/// The opinion about mentors.
pub const FOLLOWED: &str = "city-r7/ア(イ)";
const STARTUP: &str = "city/地域スタートアップ等支援事業";
const RESEARCH: &str = "city/成長産業創出支援事業";
const PLAZA: &str = "city/くまもと森都心プラザ管理運営経費";

const PEOPLE: &str = r#"People(
    people: [
        Profile(login: "sato", name: "佐藤 花子", role: 事務局, department: "経済政策課"),
        Profile(login: "yamada", name: "山田 太郎", role: 事務局, department: "商業金融課"),
        Profile(login: "iin", name: "田中委員", role: 委員),
    ],
)
"#;

fn person(login: &str) -> Person {
    login.parse().unwrap()
}

/// A desk where it is.
pub fn followed(width: u16, height: u16) -> Desk {
    let mut desk = Desk::open(width, height);
    desk.keep("people.ron", PEOPLE);
    let id = || OpinionId::from(FOLLOWED);
    link(&mut desk, "sato", PLAZA, "令和7年度報告書 1(1)-3 結果", Stage::Confirmed);
    link(&mut desk, "draft", STARTUP, "令和7年度報告書 1(1)-4 内容「メンタリング」", Stage::Draft);
    let council = council(&desk);
    let pair = [(id(), RESEARCH.into())];
    let reason = "マッチングの相手は大学等の研究シーズで、メンターではない。";
    let rejected = council.reject(&person("sato"), &pair, Stage::Confirmed, reason);
    desk.somebody_says(&person("sato"), &rejected);
    for (by, kind, stage, text) in [
        (
            "sato",
            AnswerKind::Existing,
            AnswerStage::Checked,
            "森都心プラザでメンタリングを行っている。",
        ),
        ("yamada", AnswerKind::Reference, AnswerStage::Draft, "今後の事業の参考とする。"),
    ] {
        let answer =
            Answer { opinion: id(), kind, text: text.to_owned(), stage, replaces: Vec::new() };
        desk.somebody_says(&person(by), &[Saying::Answer(answer)]);
    }
    let considering = Progress {
        opinion: id(),
        state: ProgressState::Considering,
        as_of: date(2026, 11, 1),
        until: Some(date(2027, 3, 31)),
        reason: "来年度の予算要求に合わせて相手先を選ぶ。".to_owned(),
        replaces: Vec::new(),
    };
    let charged = Assign {
        opinion: id(),
        department: "経済政策課".to_owned(),
        due: Some(date(2026, 12, 1)),
        replaces: Vec::new(),
    };
    let related = Relate {
        opinion: id(),
        other: "city-r7/ア(ア)".into(),
        relation: Relation::Same,
        note: "どちらもスタートアップ支援".to_owned(),
    };
    let taken_up = Relate {
        opinion: "city-r7/ア(オ)".into(),
        other: id(),
        relation: Relation::AsAnswered,
        note: String::new(),
    };
    let passed_on = Refer {
        opinion: id(),
        to: Addressee::State,
        on: date(2026, 11, 20),
        note: "経済産業局へ書面で要望".to_owned(),
    };
    let note = |about: RecordId, text: &str| Saying::Note(Note { about, text: text.to_owned() });
    desk.somebody_says(
        &person("sato"),
        &[
            Saying::Progress(considering),
            Saying::Assign(charged),
            Saying::Relate(related),
            Saying::Relate(taken_up),
            Saying::Refer(passed_on),
            note(RecordId::Opinion(id()), "第2回の前に、プラザの利用実績を確かめる。"),
            note(RecordId::Program(RESEARCH.into()), "要綱の改正を予定している。"),
        ],
    );
    let review = Review {
        opinion: id(),
        verdict: Verdict::Explain,
        text: "相手先の選び方を知りたい。".to_owned(),
        of: Vec::new(),
    };
    let read = Read { opinion: id(), seen: Vec::new() };
    desk.somebody_says(&person("iin"), &[Saying::Read(read), Saying::Review(review)]);
    desk.press("<F5><Esc>");
    desk
}

/// The meeting of the next year, with an opinion.
pub fn entered(width: u16, height: u16) -> Desk {
    let mut desk = followed(width, height);
    let year = "R8".parse().unwrap();
    let session = NewSession {
        fiscal_year: year,
        number: 1,
        title: "令和8年度第1回中小企業活性化会議".to_owned(),
        date: date(2026, 11, 20),
        start: None,
        end: None,
        place: "市役所".to_owned(),
        agenda: "振興施策について".to_owned(),
        members: Some(15),
    };
    desk.somebody_says(&person("sato"), &[Saying::AddSession(session)]);
    let session = council(&desk).records.sessions.last().unwrap().id.clone();
    let opinion = NewOpinion {
        fiscal_year: year,
        label: "ア(ア)".to_owned(),
        heading: "創業の促進について".to_owned(),
        area: None,
        text: "創業の相談の窓口を夜間も開いてほしい。".to_owned(),
        sessions: vec![session.clone()],
    };
    let note =
        Note { about: RecordId::Session(session), text: "議事録は作成中。".to_owned() };
    desk.somebody_says(&person("sato"), &[Saying::AddOpinion(opinion), Saying::Note(note)]);
    desk.hear();
    desk
}

fn council(desk: &Desk) -> Council {
    Council::new(load(desk.records()), desk.folder.read())
}

fn link(desk: &mut Desk, by: &str, program: &str, evidence: &str, stage: Stage) {
    let wish = Wish {
        kind: LinkKind::Continuing,
        extent: Extent::Partial,
        stage,
        note: Some("相手と結び付ける仕組みは印刷されていない。".to_owned()),
        evidence: Some(evidence.to_owned()),
    };
    let pairs = [(FOLLOWED.into(), program.into())];
    let sayings = council(desk).link(&person(by), &pairs, &wish);
    desk.somebody_says(&person(by), &sayings);
}
