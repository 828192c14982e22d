//! What a section says of one opinion.

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use super::{
    Change,
    form::{Returned, Sent},
};
use crate::{
    analysis::{
        Council, answered,
        inquiry::{Column, DITTO, STAGES, section},
        progressed, unless_said,
    },
    domain::{
        AnswerKind, AnswerStage, Lack, ProgressState, RecordId, Worded, parse_date, parse_past,
        short_wareki, wareki,
    },
    import::table::{Fault, Row},
    journal::{Answer, Entry, LONGEST_TEXT, Note, Progress, Register, Saying},
    records::Records,
};

/// 記入. What came back in the rows of one opinion.
pub(super) struct Given<'a> {
    returned: &'a Returned,
    /// Where the answer is looked for first.
    row: &'a Row,
    /// By column: what stands there, and in which row.
    cells: Vec<Option<(String, &'a Row)>>,
}

impl<'a> Given<'a> {
    /// Brings the rows of an opinion together. Rows that differ are a fault: nobody knows which of
    /// them is meant.
    pub fn of(returned: &'a Returned, rows: &[(&'a Row, &Sent)], faults: &mut Vec<Fault>) -> Self {
        let first = rows.iter().find(|(_, sent)| sent.is_first).or(rows.first());
        let row = first.map_or(rows[0].0, |(row, _)| row);
        let mut given = Self { returned, row, cells: vec![None; Column::ALL.len()] };
        for column in Column::ALL.iter().filter(|column| column.is_answer()) {
            for (row, sent) in rows {
                let text = returned.text(row, *column);
                if !sent.is_first && (text.is_empty() || text == DITTO) {
                    continue;
                }
                match &given.cells[column.at()] {
                    Some((other, before)) if *other != text => faults.push(returned.fault(
                        row,
                        *column,
                        format!(
                            "同じ意見の{column}が、{} と違います。どちらか一方にしてください。",
                            returned.place(before, *column)
                        ),
                    )),
                    Some(_) => {}
                    None => given.cells[column.at()] = Some((text, row)),
                }
            }
        }
        given
    }

    /// What came back in a column; what went out where no row has it.
    fn text<'b>(&'b self, sent: &'b Sent, column: Column) -> &'b str {
        let given = self.cells[column.at()].as_ref();
        given.map_or(sent.cells[column.at()].trim(), |(text, _)| text)
    }

    fn is_changed(&self, sent: &Sent, column: Column) -> bool {
        self.text(sent, column) != sent.cells[column.at()].replace("\r\n", "\n").trim()
    }

    fn fault(&self, column: Column, what: impl Into<String>) -> Fault {
        let row = self.cells[column.at()].as_ref().map_or(self.row, |(_, row)| row);
        self.returned.fault(row, column, what)
    }
}

/// What the section changed; `None` where that is nothing, or cannot be taken.
pub(super) fn weigh(
    council: &Council,
    department: &str,
    sent: &Sent,
    given: &Given,
    today: Date,
    faults: &mut Vec<Fault>,
) -> Option<Change> {
    let answer = answer(council, sent, given);
    let progress = progress(council, sent, given, today);
    let (answer, progress) = match (answer, progress) {
        (Ok(answer), Ok(progress)) => (answer, progress),
        (answer, progress) => {
            faults.extend(answer.err().into_iter().chain(progress.err()).flatten());
            return None;
        }
    };
    let (note, by) = (given.text(sent, Column::Note), given.text(sent, Column::By));
    if answer.is_none() && progress.is_none() && note.is_empty() {
        return None;
    }
    let before = faults.len();
    if by.is_empty() {
        let what = "記入者がありません。変えた行には、記入した人の名前を書いてください。";
        faults.push(given.fault(Column::By, what));
    }
    for column in [Column::Text, Column::Reason, Column::Note] {
        let length = given.text(sent, column).chars().count();
        if length > LONGEST_TEXT {
            let what = format!("{column}が長すぎます（{length}字。{LONGEST_TEXT}字まで）。");
            faults.push(given.fault(column, what));
        }
    }
    if faults.len() > before {
        return None;
    }
    let mut change = Change {
        opinion: sent.opinion.clone(),
        by: by.to_owned(),
        cells: Vec::new(),
        remarks: Vec::new(),
        sayings: Vec::new(),
    };
    let records = &council.records;
    for column in Column::ALL.iter().filter(|column| column.is_answer() && **column != Column::By) {
        let (was, is) = (sent.cells[column.at()].clone(), given.text(sent, *column));
        let meant = match (*column, &answer, &progress) {
            (Column::Kind, Some(answer), _) => Some(records.word(answer.kind).to_owned()),
            (Column::Stage, Some(answer), _) => Some(records.word(answer.stage).to_owned()),
            (Column::State, _, Some(progress)) => Some(records.word(progress.state).to_owned()),
            (Column::AsOf, _, Some(progress)) => Some(short_wareki(progress.as_of)),
            (Column::Until, _, Some(progress)) => {
                Some(progress.until.map_or_else(String::new, short_wareki))
            }
            // A cell that was merely written otherwise.
            _ => given.is_changed(sent, *column).then(|| is.to_owned()),
        };
        if let Some(meant) = meant.filter(|meant| *meant != was) {
            change.cells.push((*column, was, meant));
        }
    }
    let ledger = &council.ledger;
    if let Some(answer) = answer {
        let register = ledger.answer(&sent.opinion);
        change.remarks.extend(meanwhile(council, register, &answer, "回答", answered));
        change.sayings.extend(unless_said(register, answer).map(Saying::Answer));
    }
    if let Some(progress) = progress {
        let register = ledger.progress(&sent.opinion);
        let stale = !given.is_changed(sent, Column::AsOf) && given.is_changed(sent, Column::State);
        let day = wareki(progress.as_of);
        if given.text(sent, Column::AsOf).is_empty() {
            change.remarks.push(format!("現在日は書かれていないので、今日（{day}）とします。"));
        } else if stale {
            change.remarks.push(format!("現在日は {day} のまま変わっていません。"));
        }
        change.remarks.extend(meanwhile(council, register, &progress, "進捗", progressed));
        change.sayings.extend(unless_said(register, progress).map(Saying::Progress));
    }
    let text = noted(department, by, note);
    let about = RecordId::Opinion(sent.opinion.clone());
    let known = ledger.notes(&about).iter().any(|said| said.what.text == text);
    // Whoever takes the same file in again says nothing new.
    if !change.sayings.is_empty() || !note.is_empty() && !known {
        change.sayings.push(Saying::Note(Note { about, text }));
    }
    if change.sayings.is_empty() {
        return None;
    }
    Some(change)
}

/// Who wrote it in the section. The journal says who took it in: that is somebody else.
fn noted(department: &str, by: &str, note: &str) -> String {
    let head = format!("照会への記入: {} {by}", section(department));
    if note.is_empty() { head } else { format!("{head}\n{note}") }
}

/// What others said since the form went out.
fn meanwhile<T: Entry>(
    council: &Council,
    register: Option<&Register<T>>,
    new: &T,
    what: &str,
    word: fn(&Records, &T) -> String,
) -> Option<String> {
    let fresh = register?
        .heads()
        .iter()
        .filter(|said| !new.replaces().contains(&said.id) && said.what.choice() != new.choice());
    let fresh: Vec<_> = fresh
        .map(|said| {
            let name = council.records.name_of(&said.by);
            format!("{name}さんの「{}」", word(&council.records, &said.what))
        })
        .collect();
    (!fresh.is_empty()).then(|| {
        format!(
            "様式を出した後に、{}という{what}が記録されています。取り込むと食い違いになり、\
             両方が残ります。",
            fresh.join("、")
        )
    })
}

fn answer(council: &Council, sent: &Sent, given: &Given) -> Result<Option<Answer>, Vec<Fault>> {
    if !Column::ANSWER.iter().any(|column| given.is_changed(sent, *column)) {
        return Ok(None);
    }
    let mut faults = Vec::new();
    let records = &council.records;
    let kind = word::<AnswerKind>(records, given, sent, Column::Kind, AnswerKind::ALL);
    let kind = kind.map_err(|fault| faults.push(fault)).ok().flatten();
    let stage = word::<AnswerStage>(records, given, sent, Column::Stage, &STAGES);
    let stage = stage.map_err(|fault| faults.push(fault)).ok().flatten();
    if !faults.is_empty() {
        return Err(faults);
    }
    let is_new_text = given.is_changed(sent, Column::Text);
    let went_out = |column: Column| sent.cells[column.at()].as_str();
    let was = (meant(records, went_out(Column::Kind)), meant(records, went_out(Column::Stage)));
    if !is_new_text && (kind, stage) == was {
        return Ok(None);
    }
    let Some(kind) = kind else {
        return Err(vec![
            given.fault(Column::Kind, "対応区分がありません。一覧から選んでください。"),
        ]);
    };
    if stage.is_none() && was.1.is_some() {
        return Err(vec![given.fault(Column::Stage, "段階がありません。一覧から選んでください。")]);
    }
    let stage = stage.unwrap_or(AnswerStage::Draft);
    if stage == AnswerStage::Published {
        let what = format!(
            "{}にできるのは事務局だけです。変えた回答の段階は、{} か {} にしてください。",
            records.word(stage),
            records.word(STAGES[0]),
            records.word(STAGES[1])
        );
        return Err(vec![given.fault(Column::Stage, what)]);
    }
    // A cell cannot hold every letter: what was not touched stays as it stands in the journal.
    let register = council.ledger.answer(&sent.opinion);
    let stood = register.into_iter().flat_map(|it| it.heads().iter().rev());
    let stood = stood.filter(|_| !is_new_text).find(|said| sent.answer.contains(&said.id));
    let text = stood.map_or(given.text(sent, Column::Text), |said| &said.what.text).to_owned();
    if stage.lacks(&text).is_some() {
        let what = format!("{}にするには、市の考え方の文が要ります。", records.word(stage));
        return Err(vec![given.fault(Column::Text, what)]);
    }
    let (opinion, replaces) = (sent.opinion.clone(), sent.answer.clone());
    Ok(Some(Answer { opinion, kind, text, stage, replaces }))
}

fn progress(
    council: &Council,
    sent: &Sent,
    given: &Given,
    today: Date,
) -> Result<Option<Progress>, Vec<Fault>> {
    if !Column::PROGRESS.iter().any(|column| given.is_changed(sent, *column)) {
        return Ok(None);
    }
    let mut faults = Vec::new();
    let records = &council.records;
    let state = word::<ProgressState>(records, given, sent, Column::State, ProgressState::ALL);
    let state = state.map_err(|fault| faults.push(fault)).ok().flatten();
    let mut day = |column: Column, read: fn(&str, Date) -> Result<Date, String>| {
        let text = given.text(sent, column);
        let date = (!text.is_empty()).then(|| read(text, today)).transpose();
        date.map_err(|why| faults.push(given.fault(column, why))).ok().flatten()
    };
    let (as_of, until) = (day(Column::AsOf, parse_past), day(Column::Until, parse_date));
    if !faults.is_empty() {
        return Err(faults);
    }
    let reason = given.text(sent, Column::Reason).to_owned();
    let went_out = |column: Column| sent.cells[column.at()].as_str();
    let was_day = |column: Column| parse_date(went_out(column), today).ok();
    let was = (
        meant::<ProgressState>(records, went_out(Column::State)),
        was_day(Column::AsOf),
        was_day(Column::Until),
    );
    if (state, as_of, until) == was && !given.is_changed(sent, Column::Reason) {
        return Ok(None);
    }
    let Some(state) = state else {
        return Err(vec![given.fault(Column::State, "進捗がありません。一覧から選んでください。")]);
    };
    // A day that was left from another state.
    let left = !state.needs_date() && until == was.2;
    let until = until.filter(|_| !left);
    let word = records.word(state);
    let fault = |column, what: String| Err(vec![given.fault(column, what)]);
    match state.lacks(until, &reason) {
        Some(Lack::Until) => {
            return fault(
                Column::Until,
                format!("{word}のときは、いつまでに決めるか期限を書いてください。"),
            );
        }
        Some(Lack::NoUntil) => {
            let considering = records.word(ProgressState::Considering);
            return fault(
                Column::Until,
                format!("期限は「{considering}」のときだけ書けます。消してください。"),
            );
        }
        Some(Lack::Reason) => {
            return fault(Column::Reason, format!("{word}のときは理由を書いてください。"));
        }
        Some(Lack::Text) | None => {}
    }
    let as_of = as_of.unwrap_or(today);
    if let Some(until) = until.filter(|until| *until < as_of) {
        let (until, as_of) = (short_wareki(until), short_wareki(as_of));
        return fault(Column::Until, format!("期限 {until} が、現在日 {as_of} より前です。"));
    }
    let (opinion, replaces) = (sent.opinion.clone(), sent.progress.clone());
    Ok(Some(Progress { opinion, state, as_of, until, reason, replaces }))
}

/// The word that a cell means; `None` where nothing stands in it.
fn word<W: Worded>(
    records: &Records,
    given: &Given,
    sent: &Sent,
    column: Column,
    may: &[W],
) -> Result<Option<W>, Fault> {
    let text = given.text(sent, column);
    if text.is_empty() {
        return Ok(None);
    }
    meant(records, text).map(Some).ok_or_else(|| {
        let words: Vec<_> = may.iter().map(|word| records.word(*word)).collect();
        let what = format!(
            "「{text}」という{column}はありません。{} から選んでください。",
            words.join("・")
        );
        given.fault(column, what)
    })
}

/// As the office says it, by its number, or both: `２`, `2 既実施`.
fn meant<W: Worded>(records: &Records, text: &str) -> Option<W> {
    let folded = |text: &str| text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>();
    let text = folded(text);
    let named = |text: &str| {
        let mut words = W::WORDS.iter();
        words.position(|word| folded(records.word(*word)) == text || word.key() == text)
    };
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let number = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let at = named(&text).or_else(|| match rest.trim_start_matches(['.', '、']) {
        "" => number,
        rest => named(rest).filter(|at| number == Some(*at)),
    });
    W::WORDS.get(at?).copied()
}
