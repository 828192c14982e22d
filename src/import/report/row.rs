//! One program's row of a report's tables, which may run over pages.

use super::{
    Frame,
    amounts::{Column, of_row},
    lines::{Ledger, Line},
    marks::number_of,
    words::Words,
};
use crate::{
    domain::{Amount, AreaId, Entry, Listing, ThousandYen},
    import::tidy::squeezed,
};

/// The cells of a row, in the order they are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Name,
    Amounts,
    Content,
    Results,
    Remark,
}

const HEADS: [(&str, Field); 3] =
    [("内容", Field::Content), ("結果", Field::Results), ("備考", Field::Remark)];

/// 事業の行.
#[derive(Debug)]
pub(super) struct Row {
    number: u32,
    field: Field,
    name: Words,
    settled: Option<ThousandYen>,
    budget: Option<ThousandYen>,
    content: Option<Words>,
    results: Vec<Words>,
    remark: Option<Words>,
    first: usize,
    lines: Vec<usize>,
}

/// What a line of a table says.
enum Said<'a> {
    Amounts(Vec<(Column, Option<ThousandYen>)>),
    Head(Field, &'a str),
    More(&'a str),
}

impl Row {
    /// The row that a line begins; `None` where it begins none.
    pub(super) fn begun(line: &Line) -> Option<Result<Self, String>> {
        let filled = line.filled();
        let keys: Vec<String> = filled.iter().map(|cell| squeezed(cell)).collect();
        let at = keys.iter().position(|key| key.ends_with("事業名"))?;
        let number = match (at, keys[at].strip_suffix("事業名")?) {
            (1, "") => number_of(&keys[0]),
            (0, inside) => number_of(inside),
            _ => return None,
        };
        let Some(number) = number else {
            return Some(Err("事業名の前の番号が読めません".to_owned()));
        };
        let name = match filled[at + 1..] {
            [name] => Words::of(line, name),
            // A page may end before the name.
            [] => Words::default(),
            _ => return Some(Err("事業名の後ろの列が多すぎます".to_owned())),
        };
        Some(Ok(Self {
            number,
            field: Field::Name,
            name,
            settled: None,
            budget: None,
            content: None,
            results: Vec::new(),
            remark: None,
            first: line.number,
            lines: vec![line.number],
        }))
    }

    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// None of its lines is understood.
    pub(super) fn drop_into(self, ledger: &mut Ledger, why: &str) {
        ledger.all_unread(self.lines, why);
    }

    /// Takes in a line.
    ///
    /// # Errors
    ///
    /// Why it is not understood; the row is as it was.
    pub(super) fn take(&mut self, line: &Line) -> Result<(), String> {
        match said(line)? {
            Said::Amounts(amounts) => self.take_amounts(&amounts)?,
            Said::Head(field, text) => self.take_head(line, field, text)?,
            Said::More(text) => self.take_more(line, text)?,
        }
        self.lines.push(line.number);
        Ok(())
    }

    fn take_amounts(&mut self, amounts: &[(Column, Option<ThousandYen>)]) -> Result<(), String> {
        if self.field != Field::Name {
            return Err("金額の行の順序が違います".to_owned());
        }
        self.field = Field::Amounts;
        for (column, amount) in amounts {
            match column {
                Column::Settled => self.settled = *amount,
                Column::Budget => self.budget = *amount,
            }
        }
        Ok(())
    }

    fn take_head(&mut self, line: &Line, field: Field, text: &str) -> Result<(), String> {
        // A page that begins in a cell may print its head again.
        let again = field == self.field && line.gap > 0;
        if field <= self.field && !again {
            return Err("行の順序が違います".to_owned());
        }
        self.field = field;
        match field {
            Field::Content => add(&mut self.content, line, text),
            Field::Remark => add(&mut self.remark, line, text),
            _ => self.add_results(line, text),
        }
        Ok(())
    }

    fn take_more(&mut self, line: &Line, text: &str) -> Result<(), String> {
        if line.gap == 0 && self.is_blank() {
            return Err("空の欄の後に続く行が読めません".to_owned());
        }
        match self.field {
            Field::Name => self.name.add(line, text),
            Field::Amounts => return Err("金額の後ろに続く行が読めません".to_owned()),
            Field::Content => add(&mut self.content, line, text),
            Field::Remark => add(&mut self.remark, line, text),
            Field::Results => self.add_results(line, text),
        }
        Ok(())
    }

    /// Whether the cell that was begun last holds nothing yet.
    fn is_blank(&self) -> bool {
        let blank = |words: &Option<Words>| words.as_ref().is_none_or(Words::is_empty);
        match self.field {
            Field::Name => self.name.is_empty(),
            Field::Amounts => false,
            Field::Content => blank(&self.content),
            Field::Remark => blank(&self.remark),
            Field::Results => self.results.iter().all(Words::is_empty),
        }
    }

    /// A bullet begins a result; what stands before the first belongs to the one before.
    fn add_results(&mut self, line: &Line, text: &str) {
        let mut pieces = Vec::new();
        let mut from = 0;
        let mut space = true;
        for (at, c) in text.char_indices() {
            if c == '・' && space {
                pieces.push(&text[from..at]);
                from = at + c.len_utf8();
            }
            space = c.is_whitespace() || c == '>';
        }
        pieces.push(&text[from..]);
        for (nth, piece) in pieces.into_iter().enumerate() {
            let bare = squeezed(piece);
            match self.results.last_mut() {
                _ if bare.is_empty() && nth == 0 => {}
                Some(last) if nth == 0 => last.add(line, piece),
                _ => self.results.push(Words::of(line, piece)),
            }
        }
    }

    /// The entry it prints; what it lacks is noted. `None` where it has no name: none of its lines
    /// is understood then.
    pub(super) fn finish(self, area: &AreaId, frame: &Frame, ledger: &mut Ledger) -> Option<Entry> {
        let name = self.name.cell(ledger);
        if name.is_empty() {
            self.drop_into(ledger, "事業名のない行です");
            return None;
        }
        ledger.all_understood(self.lines);
        if self.content.is_none() {
            ledger.note(self.first, format!("「{name}」に「内容」の行がありません。"));
        }
        if self.remark.is_none() {
            ledger.note(
                self.first,
                format!("「{name}」に「備考」の行がありません。途中で切れていませんか。"),
            );
        }
        let words = |words: Option<Words>, ledger: &mut Ledger| {
            words.filter(|words| !words.is_empty()).map(|words| words.cell(ledger))
        };
        let amount = |amount: Option<ThousandYen>, year| {
            amount.map(|thousand_yen| Amount { year, thousand_yen, printed: None })
        };
        let content = words(self.content, ledger);
        if content.as_ref().is_some_and(|content| !content.ends_with(['。', '）'])) {
            let what =
                format!("「{name}」の内容が「。」で終わっていません。途中で切れていませんか。");
            ledger.note(self.first, what);
        }
        let results: Vec<String> = self
            .results
            .iter()
            .filter(|words| !words.is_empty())
            .map(|words| words.cell(ledger))
            .collect();
        let remark = words(self.remark, ledger);
        let settled = amount(self.settled, frame.year.previous());
        if settled.is_some() && results.is_empty() {
            ledger.note(self.first, format!("「{name}」に決算額がありますが、結果がありません。"));
        }
        let listed =
            Listing { area: area.clone(), number: Some(self.number), label: None, relisted: false };
        ledger.stands(&listed, self.first);
        let budget = amount(self.budget, frame.year);
        Some(Entry { settled, budget, content, results, remark, ..frame.entry(&name, listed) })
    }
}

fn add(words: &mut Option<Words>, line: &Line, text: &str) {
    words.get_or_insert_with(Words::default).add(line, text);
}

fn said(line: &Line) -> Result<Said<'_>, String> {
    if let Some(amounts) = of_row(&line.key()) {
        return amounts.map(Said::Amounts);
    }
    let filled = line.filled();
    let head = |cell: &str| {
        let key = squeezed(cell);
        HEADS.iter().find(|(word, _)| key == *word).map(|(_, field)| *field)
    };
    match filled[..] {
        [] => Err("空の行です".to_owned()),
        [cell] => Ok(match head(cell) {
            Some(field) => Said::Head(field, ""),
            None => Said::More(cell),
        }),
        [first, text] => match head(first) {
            Some(field) => Ok(Said::Head(field, text)),
            None => Err("列がずれています".to_owned()),
        },
        _ => Err("列が多すぎます".to_owned()),
    }
}
