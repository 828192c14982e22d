//! 第2: the sessions of the council, and its opinions.

use super::{
    Frame,
    held::held,
    lines::{Ledger, Line, is_page_number},
    marks::{Mark, letter_after, mark, title},
    words::Words,
};
use crate::{
    domain::{Area, AreaId, Opinion, Session, SessionId},
    import::tidy::{squeezed, tidy},
};

/// What 第2 prints.
#[derive(Debug, Default)]
pub(super) struct Deliberated {
    pub(super) sessions: Vec<Session>,
    pub(super) opinions: Vec<Opinion>,
    /// The headings and sentences around them.
    pub(super) prose: Vec<String>,
}

/// The part of 第2 that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Unknown,
    Sessions,
    Opinions,
}

/// A session in the making.
struct Sitting {
    number: u32,
    line: usize,
    title: Words,
    fields: Vec<(&'static str, Words)>,
}

const FIELDS: [&str; 4] = ["開催日時：", "場所：", "審議内容：", "委員数："];

struct Reader<'a> {
    frame: &'a Frame<'a>,
    areas: &'a [Area],
    ledger: &'a mut Ledger,
    part: Part,
    found: Deliberated,
    sitting: Option<Sitting>,
    /// The heading opinions stand under, and the line it is on.
    group: Option<(char, String, Option<AreaId>)>,
    group_line: usize,
    opinion: Option<(char, Words)>,
    last: Option<char>,
    prose: Option<Words>,
}

pub(super) fn read(
    lines: &[Line],
    areas: &[Area],
    frame: &Frame,
    ledger: &mut Ledger,
) -> Deliberated {
    let mut reader = Reader {
        frame,
        areas,
        ledger,
        part: Part::Unknown,
        found: Deliberated::default(),
        sitting: None,
        group: None,
        group_line: 0,
        opinion: None,
        last: None,
        prose: None,
    };
    for line in lines {
        reader.take(line);
    }
    reader.close();
    reader.end_group();
    let sessions: Vec<SessionId> = reader.found.sessions.iter().map(|it| it.id.clone()).collect();
    for opinion in &mut reader.found.opinions {
        opinion.sessions.clone_from(&sessions);
    }
    reader.found
}

impl Reader<'_> {
    fn take(&mut self, line: &Line) {
        if is_page_number(line) {
            return self.ledger.layout(line.number, "ページ番号");
        }
        if line.is_row() {
            self.close();
            return self.ledger.unread(line.number, "表の行が、会議と意見の所にあります");
        }
        match (self.part, mark(line)) {
            (_, Some(Mark::Part(number, words))) => {
                self.heading(line, &format!("第{number}"), words);
            }
            (_, Some(Mark::Number(number, words))) if title(words).is_some() => {
                self.heading(line, &number.to_string(), words);
                self.part = match title(words).unwrap_or_default() {
                    title if title.contains("経過") => Part::Sessions,
                    title if title.contains("結果") => Part::Opinions,
                    _ => Part::Unknown,
                };
            }
            (Part::Sessions, Some(Mark::Bracketed(number, words))) => {
                self.close();
                let title = Words::of(line, words);
                self.sitting =
                    Some(Sitting { number, line: line.number, title, fields: Vec::new() });
            }
            (Part::Opinions, Some(Mark::Bracketed(number, words))) if title(words).is_some() => {
                self.heading(line, &format!("({number})"), words);
            }
            (Part::Opinions, Some(Mark::Letter(letter, words))) if title(words).is_some() => {
                self.begin_group(line, letter, words);
            }
            (Part::Opinions, Some(Mark::Item(letter, words))) if self.group.is_some() => {
                self.close();
                if letter_after(self.last) != Some(letter) {
                    let group = self.group.as_ref().map_or(' ', |(letter, ..)| *letter);
                    self.ledger.note(
                        line.number,
                        format!("意見の番号が続いていません: {group}({letter})"),
                    );
                }
                self.last = Some(letter);
                self.opinion = Some((letter, Words::of(line, words)));
            }
            _ => self.take_words(line),
        }
    }

    fn heading(&mut self, line: &Line, label: &str, words: &str) {
        self.close();
        self.end_group();
        self.last = None;
        self.found.prose.push(format!("{label} {}", tidy(words)));
        self.ledger.understood(line.number);
    }

    /// Leaves a heading. One without any opinion would be in no record: whoever reads the preview must
    /// know of it.
    fn end_group(&mut self) -> Option<char> {
        let (letter, heading, _) = self.group.take()?;
        let holds = |opinion: &Opinion| {
            opinion.heading == heading && opinion.label.starts_with(&format!("{letter}("))
        };
        if !self.found.opinions.iter().any(holds) {
            self.ledger.unread(self.group_line, "この見出しの下に意見がありません");
        }
        Some(letter)
    }

    fn begin_group(&mut self, line: &Line, letter: char, words: &str) {
        self.close();
        let before = self.end_group();
        if letter_after(before) != Some(letter) {
            let what = format!("意見の見出しの番号が続いていません: {letter}");
            self.ledger.note(line.number, what);
        }
        let heading = tidy(words);
        let area = self.area_of(line, &heading);
        self.ledger.understood(line.number);
        self.group = Some((letter, heading, area));
        self.group_line = line.number;
        self.last = None;
    }

    /// The area at the top of the plan that a heading names.
    fn area_of(&mut self, line: &Line, heading: &str) -> Option<AreaId> {
        let named = heading.strip_suffix("について").unwrap_or(heading);
        if named.starts_with("その他") {
            return None;
        }
        let tops = self.areas.iter().filter(|area| area.parent.is_none());
        let exact = tops.clone().find(|area| area.title == named);
        if let Some(area) = exact {
            return Some(area.id.clone());
        }
        let mut near = tops.filter(|area| area.title.starts_with(named));
        if let (Some(area), None) = (near.next(), near.next()) {
            let what =
                format!("見出し「{heading}」を施策「{} {}」としました。", area.label, area.title);
            self.ledger.note(line.number, what);
            return Some(area.id.clone());
        }
        let what = format!("見出し「{heading}」にあたる施策がありません。施策なしとしました。");
        self.ledger.note(line.number, what);
        None
    }

    fn take_words(&mut self, line: &Line) {
        if let Some((_, words)) = &mut self.opinion {
            return words.add(line, &line.text);
        }
        if let Some(sitting) = &mut self.sitting {
            return match FIELDS.iter().find(|head| line.key().starts_with(*head)) {
                Some(head) => {
                    let behind = line.text.split_once(['：', ':']).map_or("", |(_, text)| text);
                    sitting.fields.push((head, Words::of(line, behind)));
                }
                None => match sitting.fields.last_mut() {
                    Some((_, words)) => words.add(line, &line.text),
                    None => sitting.title.add(line, &line.text),
                },
            };
        }
        let before_opinions = self.part == Part::Opinions && self.group.is_none();
        if !before_opinions {
            return self.ledger.unread(line.number, "どこに属する文か分かりません");
        }
        match &mut self.prose {
            Some(words) => words.add(line, &line.text),
            None => self.prose = Some(Words::of(line, &line.text)),
        }
    }

    fn close(&mut self) {
        if let Some(words) = self.prose.take() {
            self.ledger.all_understood(words.lines());
            let prose = words.prose(self.ledger);
            self.found.prose.extend(prose.split('\n').map(str::to_owned));
        }
        if let Some(sitting) = self.sitting.take() {
            self.close_sitting(&sitting);
        }
        if let Some((letter, words)) = self.opinion.take()
            && let Some((group, heading, area)) = &self.group
        {
            self.ledger.all_understood(words.lines());
            let label = format!("{group}({letter})");
            let text = words.prose(self.ledger);
            let first = words.lines().next().unwrap_or_default();
            if !text.ends_with('。') {
                let what = format!(
                    "意見 {label} の文が「。」で終わっていません。途中で切れていませんか。"
                );
                self.ledger.note(first, what);
            }
            let id = format!("{}/{label}", self.frame.plan).into();
            if self.found.opinions.iter().any(|opinion| opinion.id == id) {
                let why = format!("番号 {label} の意見が二つあります");
                return self.ledger.all_unread(words.lines(), &why);
            }
            self.found.opinions.push(Opinion {
                id,
                source: self.frame.source.clone(),
                fiscal_year: self.frame.year,
                label,
                heading: heading.clone(),
                area: area.clone(),
                text,
                sessions: Vec::new(),
                entered: None,
                source_note: None,
            });
        }
    }

    fn close_sitting(&mut self, sitting: &Sitting) {
        let lines: Vec<usize> = sitting
            .title
            .lines()
            .chain(sitting.fields.iter().flat_map(|(_, words)| words.lines()))
            .collect();
        match self.session(sitting) {
            Ok(session) => {
                self.ledger.all_understood(lines);
                self.found.sessions.push(session);
            }
            Err(why) => self.ledger.all_unread(lines, &why),
        }
    }

    fn session(&mut self, sitting: &Sitting) -> Result<Session, String> {
        let mut field = |head: &str| {
            let mut found = sitting.fields.iter().filter(|(name, _)| *name == head);
            match (found.next(), found.next()) {
                (Some((_, words)), None) => Ok(Some(words.cell(self.ledger))),
                (None, _) => Ok(None),
                (Some(_), Some(_)) => Err(format!("会議の「{head}」が二つあります")),
            }
        };
        let lacking = |head: &str| format!("会議の「{head}」がありません");
        let when = field(FIELDS[0])?.ok_or_else(|| lacking(FIELDS[0]))?;
        let place = field(FIELDS[1])?.ok_or_else(|| lacking(FIELDS[1]))?;
        let agenda = field(FIELDS[2])?.ok_or_else(|| lacking(FIELDS[2]))?;
        let members = field(FIELDS[3])?.map(|text| {
            let figure = text.trim_end_matches(['人', '名']).parse();
            figure.map_err(|_| format!("委員数「{text}」が読めません"))
        });
        let title = sitting.title.cell(self.ledger);
        let number = sitting.number;
        if !squeezed(&title).contains(&format!("第{number}回")) {
            return Err(format!("会議の番号 ({number}) と標題が合いません"));
        }
        let id: SessionId = format!("{}/第{number}回", self.frame.plan).into();
        if self.found.sessions.iter().any(|session| session.id == id) {
            return Err(format!("第{number}回の会議が二つあります"));
        }
        let read = held(&when)?;
        for doubt in read.doubts {
            self.ledger.note(sitting.line, doubt);
        }
        Ok(Session {
            id,
            source: self.frame.source.clone(),
            fiscal_year: self.frame.year,
            number,
            title,
            held: when,
            date: read.date,
            start: read.start,
            end: read.end,
            place,
            agenda,
            members: members.transpose()?,
            entered: None,
            source_note: None,
        })
    }
}
