//! 第1: the areas, their totals, and what is listed under each.

use super::{
    Frame,
    amounts::{Column, of_area},
    lines::{Ledger, Line, is_page_number},
    marks::{Mark, letter_after, mark, title},
    procurement::Contracting,
    row::Row,
    words::Words,
};
use crate::{
    domain::{Amount, Area, AreaId, Entry, Item, Listing, Procurement},
    import::tidy::tidy,
};

/// What 第1 prints.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) areas: Vec<Area>,
    pub(super) programs: Vec<Entry>,
    pub(super) measures: Vec<Entry>,
    pub(super) procurement: Option<Procurement>,
}

/// A lettered measure in the making.
struct Measure {
    letter: char,
    title: String,
    line: usize,
    items: Vec<(char, Words)>,
}

struct Reader<'a> {
    frame: &'a Frame<'a>,
    ledger: &'a mut Ledger,
    listed: Listed,
    row: Option<Row>,
    last_number: u32,
    measure: Option<Measure>,
    contracting: Option<Contracting>,
}

pub(super) fn read(lines: &[Line], frame: &Frame, ledger: &mut Ledger) -> Listed {
    let mut reader = Reader {
        frame,
        ledger,
        listed: Listed::default(),
        row: None,
        last_number: 0,
        measure: None,
        contracting: None,
    };
    for (at, line) in lines.iter().enumerate() {
        reader.take(line, lines.get(at + 1));
    }
    reader.close();
    reader.listed
}

impl Reader<'_> {
    fn take(&mut self, line: &Line, next: Option<&Line>) {
        if is_page_number(line) {
            self.ledger.layout(line.number, "ページ番号");
            return;
        }
        if line.is_row() {
            return self.take_row(line);
        }
        if let Some(heading) = mark(line)
            && self.take_heading(line, &heading)
        {
            return;
        }
        if let Some(contracting) = &mut self.contracting {
            return contracting.take(line);
        }
        if let Some(total) = of_area(&line.key()) {
            match total.and_then(|total| self.take_total(total)) {
                Ok(()) => self.ledger.understood(line.number),
                Err(why) => self.ledger.unread(line.number, why),
            }
            return;
        }
        let begins_tables = next.is_some_and(|next| next.text.starts_with('【'));
        if begins_tables && self.row.is_none() && self.listed.procurement.is_none() {
            let place = self.place();
            self.close_measure();
            self.contracting = Some(Contracting::begun(line, place));
            return;
        }
        self.take_words(line);
    }

    /// Where the tables of contracts stand: the area, the measure and its last item.
    fn place(&self) -> String {
        let area = self.listed.areas.last().map(Area::short).unwrap_or_default();
        let measure = self.measure.as_ref().map(|measure| {
            let item = measure.items.last().map(|(letter, _)| format!("({letter})"));
            format!(" {}{}", measure.letter, item.unwrap_or_default())
        });
        area + &measure.unwrap_or_default()
    }

    fn take_row(&mut self, line: &Line) {
        if let Some(contracting) = &mut self.contracting {
            return contracting.take(line);
        }
        match Row::begun(line) {
            Some(Ok(row)) => {
                self.close();
                self.begin_row(row, line);
                return;
            }
            Some(Err(why)) => {
                // What follows belongs to this row, not to the one before.
                self.close();
                return self.ledger.unread(line.number, why);
            }
            None => {}
        }
        let taken = match &mut self.row {
            Some(row) => row.take(line),
            None => Err("どの事業の行か分かりません".to_owned()),
        };
        if let Err(why) = taken {
            self.ledger.unread(line.number, why);
        }
    }

    fn begin_row(&mut self, row: Row, line: &Line) {
        let number = row.number();
        if number != self.last_number + 1 {
            let what =
                format!("事業の番号が {} の次に {number} となっています。", self.last_number);
            self.ledger.note(line.number, what);
        }
        self.last_number = number;
        self.row = Some(row);
    }

    /// Whether the mark heads an area, a measure or an item here.
    fn take_heading(&mut self, line: &Line, heading: &Mark) -> bool {
        match heading {
            Mark::Number(number, words) => self.take_area(line, None, *number, words),
            Mark::Bracketed(number, words) => {
                let top = self.listed.areas.iter().rev().find(|area| area.parent.is_none());
                let Some(parent) = top.map(|area| area.id.clone()) else { return false };
                self.take_area(line, Some(parent), *number, words)
            }
            Mark::Letter(letter, words) => self.take_measure(line, *letter, words),
            Mark::Item(letter, words) => self.take_item(line, *letter, words),
            Mark::Part(..) => false,
        }
    }

    fn take_area(&mut self, line: &Line, parent: Option<AreaId>, number: u32, words: &str) -> bool {
        let Some(title) = title(words) else { return false };
        let siblings = self.listed.areas.iter().filter(|area| area.parent == parent).count();
        let (id, label) = match &parent {
            Some(parent) => (format!("{parent}-{number}"), format!("({number})")),
            None => (format!("{}/{number}", self.frame.plan), number.to_string()),
        };
        let id = AreaId::from(id);
        if self.listed.areas.iter().any(|area| area.id == id) {
            // One number heads one area; a second is something else.
            return false;
        }
        self.close();
        self.last_number = 0;
        if usize::try_from(number) != Ok(siblings + 1) {
            let what = format!("施策の番号が続いていません: {label} {title}");
            self.ledger.note(line.number, what);
        }
        self.listed.areas.push(Area {
            id,
            label,
            title,
            parent,
            settled: None,
            budget: None,
            amounts: Vec::new(),
            prose: Vec::new(),
            source_note: None,
        });
        self.ledger.understood(line.number);
        true
    }

    fn take_total(
        &mut self,
        (year, column, thousand_yen): (
            crate::domain::FiscalYear,
            Column,
            crate::domain::ThousandYen,
        ),
    ) -> Result<(), String> {
        if self.row.is_some() || self.measure.is_some() {
            return Err("合計の行が、施策の見出しのすぐ後にありません".to_owned());
        }
        let Some(area) = self.listed.areas.last_mut() else {
            return Err("どの施策の合計か分かりません".to_owned());
        };
        let (held, expected, word) = match column {
            Column::Settled => (&mut area.settled, self.frame.year.previous(), "決算額"),
            Column::Budget => (&mut area.budget, self.frame.year, "予算額"),
        };
        if year != expected {
            return Err(format!("{word}の年度が{}ではありません", expected.japanese()));
        }
        if held.is_some() {
            return Err(format!("同じ施策の{word}が二つあります"));
        }
        *held = Some(Amount { year, thousand_yen, printed: None });
        Ok(())
    }

    fn take_measure(&mut self, line: &Line, letter: char, words: &str) -> bool {
        let (Some(title), Some(_)) = (title(words), self.listed.areas.last()) else {
            return false;
        };
        if self.contracting.is_some() || self.row.is_some() {
            return false;
        }
        let before = self.measure.as_ref().map(|measure| measure.letter);
        self.close_measure();
        if letter_after(before) != Some(letter) {
            let what = format!("取組の番号が続いていません: {letter} {title}");
            self.ledger.note(line.number, what);
        }
        self.measure = Some(Measure { letter, title, line: line.number, items: Vec::new() });
        true
    }

    fn take_item(&mut self, line: &Line, letter: char, words: &str) -> bool {
        let Some(measure) = &mut self.measure else { return false };
        let before = measure.items.last().map(|(letter, _)| *letter);
        if letter_after(before) != Some(letter) {
            let what = format!("細目の番号が続いていません: {}({letter})", measure.letter);
            self.ledger.note(line.number, what);
        }
        measure.items.push((letter, Words::of(line, words)));
        true
    }

    /// Words of no mark: the rest of an item, or what is printed about an area.
    fn take_words(&mut self, line: &Line) {
        if let Some(measure) = &mut self.measure {
            match measure.items.last_mut() {
                Some((_, words)) => words.add(line, &line.text),
                None => self.ledger.unread(line.number, "取組の見出しの後の文が読めません"),
            }
            return;
        }
        let fresh = self.row.is_none() && self.last_number == 0;
        match self.listed.areas.last_mut() {
            Some(area) if fresh && line.text.ends_with('。') => {
                area.prose.push(tidy(&line.text));
                self.ledger.understood(line.number);
                let what = format!("施策「{}」の地の文としました。", area.title);
                self.ledger.note(line.number, what);
            }
            _ => self.ledger.unread(line.number, "表の外の文が読めません"),
        }
    }

    fn close(&mut self) {
        if let Some(row) = self.row.take() {
            match self.listed.areas.last() {
                Some(area) => {
                    let entry = row.finish(&area.id, self.frame, self.ledger);
                    self.listed.programs.extend(entry);
                }
                None => row.drop_into(self.ledger, "どの施策の事業か分かりません"),
            }
        }
        self.close_measure();
        if let Some(contracting) = self.contracting.take() {
            let procurement = contracting.finish(self.frame, self.ledger);
            if self.listed.procurement.is_none() {
                self.listed.procurement = procurement;
            }
        }
    }

    fn close_measure(&mut self) {
        let (Some(measure), Some(area)) = (self.measure.take(), self.listed.areas.last()) else {
            return;
        };
        self.ledger.understood(measure.line);
        let mut items = Vec::new();
        for (letter, words) in measure.items {
            self.ledger.all_understood(words.lines());
            let text = words.prose(self.ledger);
            items.push(Item { label: format!("({letter})"), text });
        }
        if items.is_empty() {
            let what = format!("取組「{}」に細目がありません。", measure.title);
            self.ledger.note(measure.line, what);
        }
        let listed = Listing {
            area: area.id.clone(),
            number: None,
            label: Some(measure.letter.to_string()),
            relisted: false,
        };
        let entry = Entry { items, ..self.frame.entry(&measure.title, listed) };
        self.listed.measures.push(entry);
    }
}
