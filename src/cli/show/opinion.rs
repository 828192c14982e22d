//! `shingi show` of an opinion: everything that stands to it.

use super::{field, running};
use crate::{
    analysis::{AS_LAST_YEAR, Council, answered, assigned, how, progressed, standing},
    domain::{EventId, Opinion, OpinionId, Person, ProgramId, RecordId, Stage, wareki},
    journal::{Entry, Moment, Note, Register, Reject, Said, Tie},
    shown::shown,
};

/// One opinion in full.
pub fn text(council: &Council, opinion: &Opinion) -> String {
    let records = &council.records;
    let area = opinion.area.as_ref().and_then(|id| records.area(id));
    let mut lines = vec![
        format!("{}  {}", shown(&opinion.short()), shown(opinion.id.as_str())),
        running(&opinion.text),
        field("見出し", &opinion.heading),
        field("方向性", area.map_or("その他", |area| &area.title)),
    ];
    registers(council, &opinion.id, &mut lines);
    let row = records.opinion_row(&opinion.id);
    let coverage = row.map_or("", |row| council.standing.opinions[row].word());
    lines.push(format!("対応する事業: {coverage}"));
    for tie in council.ties_of(&opinion.id) {
        linked(council, tie, &mut lines);
    }
    section("関連なし", rejected(council, &opinion.id), &mut lines);
    section("意見の関係", related(council, &opinion.id), &mut lines);
    let referrals = council.ledger.referrals(&opinion.id).iter().flat_map(|said| {
        let head = format!("{}（{}）", said.what.to, wareki(said.what.on));
        with(format!("  {head} {}", signed(council, said)), &[("メモ", &said.what.note)])
    });
    section("要望・伝達", referrals.collect(), &mut lines);
    let reviews = council.ledger.reviews(&opinion.id).iter().flat_map(|said| {
        let head = format!("  {} {}", said.what.verdict, signed(council, said));
        with(head, &[("言葉", &said.what.text)])
    });
    section("委員の受け止め", reviews.collect(), &mut lines);
    let about = RecordId::Opinion(opinion.id.clone());
    notes(council, &about, &mut lines);
    timeline(council, &about, &mut lines);
    lines.join("\n")
}

/// The notes on a record.
pub fn notes(council: &Council, about: &RecordId, lines: &mut Vec<String>) {
    let note =
        |said: &Said<Note>| format!("  {} {}", running(&said.what.text), signed(council, said));
    section("メモ", council.ledger.notes(about).iter().map(note).collect(), lines);
}

/// What people did to a record, newest first.
fn timeline(council: &Council, about: &RecordId, lines: &mut Vec<String>) {
    let deeds = council.deeds_of(about).map(|deed| {
        let by = council.records.name_of(&deed.by);
        let day = deed.at.wall().strftime("%Y-%m-%d %H:%M");
        format!("  {day} {} {}", shown(by), shown(&deed.beside(&council.records, about)))
    });
    section("経過（新しい順）", deeds.collect(), lines);
}

fn registers(council: &Council, id: &OpinionId, lines: &mut Vec<String>) {
    let (ledger, records) = (&council.ledger, &council.records);
    register(council, "回答", "未回答", "answer", ledger.answer(id), lines, |answer| {
        (answered(records, answer), vec![("市の考え方", answer.text.as_str())])
    });
    register(council, "進捗", "未設定", "progress", ledger.progress(id), lines, |progress| {
        let said = format!("{} {}現在", progressed(records, progress), wareki(progress.as_of));
        (said, vec![("理由", progress.reason.as_str())])
    });
    register(council, "担当課", "なし", "assign", ledger.assignment(id), lines, |assign| {
        (assigned(assign), Vec::new())
    });
}

/// Something there is one of at a time: what stands, or everybody's last word where they differ.
fn register<T: Entry>(
    council: &Council,
    head: &str,
    none: &str,
    command: &str,
    register: Option<&Register<T>>,
    lines: &mut Vec<String>,
    words: impl Fn(&T) -> (String, Vec<(&str, &str)>),
) {
    let Some(register) = register else {
        lines.push(format!("{head}: {none}"));
        return;
    };
    let word = |lead: &str, said: &Said<T>| {
        let (what, more) = words(&said.what);
        with(format!("{lead}{} {}", shown(&what), signed(council, said)), &more)
    };
    if let Some(heads) = register.disagreement() {
        lines.push(format!("{head}: 食い違い（shingi {command} で書くと、それに決まります）"));
        lines.extend(heads.iter().flat_map(|said| word("  ", said)));
    } else if let Some(said) = register.now() {
        lines.extend(word(&format!("{head}: "), said));
    }
}

fn linked(council: &Council, tie: &Tie, lines: &mut Vec<String>) {
    lines.push(format!("  {}", program(council, &tie.program)));
    let pair = (tie.opinion.clone(), tie.program.clone());
    if tie.disagreement().is_some() {
        lines.push(
            "    食い違い（shingi unlink で外し、shingi link で結び直すと決まります）".to_owned(),
        );
    }
    if council.ledger.is_contested(&pair) {
        lines.push("    食い違い: 関連なしとした人もいます。".to_owned());
    }
    // What a 確定 has settled is told by the timeline.
    for said in standing(tie) {
        let head = format!("    {} {}", staged(&said.by, &how(&said.what)), signed(council, said));
        lines.extend(with(head, &[("根拠", &said.what.evidence), ("メモ", &said.what.note)]));
    }
    if council.is_as_last_year(&pair.0, &pair.1) {
        lines.push(format!("    {AS_LAST_YEAR}"));
    }
    if let Some(suspect) = council.suspect(&pair.0, &pair.1) {
        lines.push(format!("    要再確認: {}", shown(&suspect.why())));
        let names = suspect.successors().into_iter().map(|id| program(council, id));
        let names = names.collect::<Vec<_>>().join("・");
        if !names.is_empty() {
            lines.push(format!("        後継: {names}"));
        }
    }
    for said in council.ledger.confirms(&pair) {
        let head = format!("    再確認 {}", signed(council, said));
        lines.extend(with(head, &[("メモ", &said.what.note)]));
    }
}

fn rejected(council: &Council, id: &OpinionId) -> Vec<String> {
    let mut rejected: Vec<_> =
        council.ledger.rejected().filter(|((opinion, _), _)| opinion == id).collect();
    rejected.sort_by_key(|((_, id), _)| (council.records.program_row(id), id));
    let mut lines = Vec::new();
    for ((_, id), said) in rejected {
        let drafts = said.iter().all(|said| said.what.stage == Stage::Draft);
        let stands = |said: &&Said<Reject>| drafts || said.what.stage == Stage::Confirmed;
        for said in said.iter().filter(stands) {
            let draft = if drafts { "案 " } else { "" };
            let head = format!(
                "  {}{} {}",
                staged(&said.by, draft),
                program(council, id),
                signed(council, said)
            );
            lines.extend(with(head, &[("理由", &said.what.reason)]));
        }
    }
    lines
}

fn related(council: &Council, id: &OpinionId) -> Vec<String> {
    let relations = council.relations_of(id).flat_map(|relation| {
        let label = council.records.label(relation.other);
        let by = signature(council, relation.by, relation.at, relation.id);
        let head = format!("  {} {} {by}", relation.word, shown(&label));
        with(head, &[("メモ", relation.note)])
    });
    relations.collect()
}

/// A 案 of the first draft says of itself what it is.
fn staged(by: &Person, said: &str) -> String {
    match said.strip_prefix("案 ") {
        Some(rest) if by.is_draft() => format!("{} {rest}", Person::OF_DRAFT),
        _ => said.to_owned(),
    }
}

fn program(council: &Council, id: &ProgramId) -> String {
    match council.records.program(id) {
        Some(program) => shown(program.name()).into_owned(),
        None => format!("{}（参照先なし）", shown(id.as_str())),
    }
}

/// `(佐藤 花子) 2026-11-21 10:05 [fmff3te35ke79]`.
fn signed<T>(council: &Council, said: &Said<T>) -> String {
    signature(council, &said.by, &said.at, &said.id)
}

fn signature(council: &Council, by: &Person, at: &Moment, id: &EventId) -> String {
    let by = shown(council.records.name_of(by));
    let at = at.wall().strftime("%Y-%m-%d %H:%M");
    format!("({by}) {at} [{}]", shown(id.as_str()))
}

/// A line, and behind it whatever was written in words.
fn with(head: String, texts: &[(&str, &str)]) -> Vec<String> {
    let indent = head.len() - head.trim_start().len() + 4;
    let written = texts.iter().filter(|(_, text)| !text.trim().is_empty());
    let texts = written.map(|(name, text)| {
        let text = running(text).replace('\n', &format!("\n{:indent$}", ""));
        format!("{:indent$}{name}: {text}", "")
    });
    std::iter::once(head).chain(texts).collect()
}

fn section(head: &str, body: Vec<String>, lines: &mut Vec<String>) {
    if !body.is_empty() {
        lines.push(format!("{head}:"));
        lines.extend(body);
    }
}
