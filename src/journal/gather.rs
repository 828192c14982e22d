//! The lines of all files together: what counts once, what does not count, and why.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
    rc::Rc,
};

use super::{
    Act, Event, Journal, Saying, file_name,
    line::{self, Fault, Newer, Parsed, Stamp},
};
use crate::{
    domain::{EventId, Person},
    problem::{Place, Problem, Severity},
    shown::{escaped, hidden, hidden_words},
};

/// What some editors put before a text.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file, as long as its lines are looked at.
#[derive(Debug)]
struct File {
    shown: String,
    bytes: Vec<u8>,
}

/// Where a line stands.
#[derive(Debug, Clone)]
struct Spot {
    file: Rc<File>,
    line: usize,
    bytes: Range<usize>,
}

impl Spot {
    /// The line, as far as anybody looks at it.
    fn text(&self) -> Cow<'_, str> {
        let end = self.bytes.end.min(self.bytes.start + line::LIMIT);
        let bytes = &self.file.bytes[self.bytes.start..end];
        String::from_utf8_lossy(bytes.strip_suffix(b"\r").unwrap_or(bytes))
    }

    fn place(&self) -> Place {
        self.part(0..self.text().len())
    }

    fn part(&self, range: Range<usize>) -> Place {
        Place { line: self.line, ..Place::of(&self.file.shown, &self.text(), range) }
    }
}

/// What stands behind an id.
#[derive(Debug, PartialEq, Eq)]
enum Said {
    Event(Box<Event>),
    /// The line itself: nothing else of it is understood.
    Newer(String),
}

#[derive(Debug)]
struct Found {
    said: Said,
    act: Option<Act>,
    spot: Spot,
    /// Another line has the same id and says something else: neither counts.
    clashes: bool,
}

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Gather {
    found: HashMap<EventId, Found>,
    /// Each person's counts, and the file a gap in them is reported for.
    counts: BTreeMap<String, (String, BTreeSet<u64>)>,
    problems: Vec<Problem>,
}

impl Gather {
    pub(super) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Takes in all complete lines of a file. A last line without an end is being written.
    pub(super) fn file(&mut self, shown: &str, stem: &str, mut bytes: Vec<u8>) {
        if bytes.starts_with(MARK) {
            bytes.drain(..MARK.len());
            self.layout(shown, "ファイルの先頭に目印（BOM）が付いています。");
        }
        bytes.truncate(bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1));
        if bytes.windows(2).any(|pair| pair == b"\r\n") {
            self.layout(shown, "改行が Windows の形式（CRLF）です。");
        }
        let file = Rc::new(File { shown: shown.to_owned(), bytes });
        let mut start = 0;
        for (at, bytes) in file.bytes.split(|byte| *byte == b'\n').enumerate() {
            let here = start..start + bytes.len();
            start = here.end + 1;
            let spot = Spot { file: Rc::clone(&file), line: at + 1, bytes: here };
            match std::str::from_utf8(bytes) {
                _ if bytes.len() > line::LIMIT => {
                    let remedy = "内容を確かめ、行を分けるか消してください。";
                    self.refuse(&spot, "一行が長すぎます（上限 64 KiB）。", remedy);
                }
                Ok(_) => self.line(spot, stem),
                // A save that was interrupted within a character.
                Err(error) if error.error_len().is_none() => self.problems.push(torn(&spot)),
                Err(_) => {
                    let remedy = "文字コードを UTF-8 にして保存し直してください。";
                    self.refuse(&spot, "UTF-8 ではない文字があります。", remedy);
                }
            }
        }
    }

    fn line(&mut self, spot: Spot, stem: &str) {
        match line::parse(&spot.text()) {
            Parsed::Blank => {}
            Parsed::Event(event, stamp) => {
                self.count(file_name::writer(stem, &event.by), &spot, Some(event.n));
                if !file_name::belongs(stem, &event.by) {
                    return self.stranger(&spot, &event.by);
                }
                if stamp == Stamp::Missing {
                    self.problems.push(by_hand(&spot));
                }
                self.event(event, spot);
            }
            Parsed::Newer(newer) => self.newer(newer, spot, stem),
            Parsed::Marker => self.problems.push(marker(&spot)),
            Parsed::Torn => self.problems.push(torn(&spot)),
            Parsed::Refused(Fault { what, remedy, range, n }) => {
                self.count(file_name::person(stem), &spot, n);
                self.problems.push(unused(what, remedy).at(spot.part(range)));
            }
        }
    }

    fn newer(&mut self, newer: Newer, spot: Spot, stem: &str) {
        if let Some(by) = &newer.by {
            self.count(file_name::writer(stem, by), &spot, newer.n);
            if !file_name::belongs(stem, by) {
                return self.stranger(&spot, by);
            }
        }
        let id = newer.id.unwrap_or_else(|| EventId::from(&*spot.text()));
        self.take(id, newer.act, Said::Newer(spot.text().into_owned()), spot);
    }

    pub(super) fn in_memory(&mut self, event: Event) {
        let bytes = line::write(&event).unwrap_or_default().into_bytes();
        let whole = 0..bytes.len();
        let file = Rc::new(File { shown: String::new(), bytes });
        self.event(event, Spot { file, line: 0, bytes: whole });
    }

    fn event(&mut self, event: Event, spot: Spot) {
        self.take(event.id.clone(), event.act.clone(), Said::Event(Box::new(event)), spot);
    }

    fn take(&mut self, id: EventId, act: Option<Act>, said: Said, spot: Spot) {
        match self.found.get_mut(&id) {
            None => {
                self.found.insert(id, Found { said, act, spot, clashes: false });
            }
            Some(first) if first.said == said => {}
            Some(first) => {
                first.clashes = true;
                let what =
                    format!("識別子 `{id}` が {} にもあり、内容が違います。", first.spot.place());
                let remedy = "正しいほうの行を残し、もう一方の行を消してください。";
                let problem = Problem::new(
                    Severity::Error,
                    what,
                    "どちらの行も使っていません。ファイルには残っています。",
                    remedy,
                );
                self.problems.push(problem.at(spot.place()));
            }
        }
    }

    fn count(&mut self, person: &str, spot: &Spot, n: Option<u64>) {
        if let Some(n) = n {
            let entry = self.counts.entry(person.to_owned());
            entry.or_insert_with(|| (spot.file.shown.clone(), BTreeSet::new())).1.insert(n);
        }
    }

    fn refuse(&mut self, spot: &Spot, what: &str, remedy: &str) {
        self.problems.push(unused(what, remedy).at(spot.part(0..1)));
    }

    fn stranger(&mut self, spot: &Spot, by: &Person) {
        let what = format!("記入者 `{by}` がファイルの名前と違います。");
        let remedy = format!("行を `{by}.ron` に移すか、記入者を直してください。");
        let start = spot.text().find(by.as_str()).unwrap_or_default();
        self.problems.push(unused(what, remedy).at(spot.part(start..start + by.as_str().len())));
    }

    fn layout(&mut self, file: &str, what: &str) {
        let problem = Problem::new(Severity::Info, what, "そのまま読めています。", "");
        self.problems.push(problem.at(Place::file(file)));
    }

    /// The journal, with what only shows when all files are read.
    pub(super) fn finish(mut self) -> Journal {
        let lost = self.counts.values().filter_map(|(file, counts)| gaps(file, counts));
        self.problems.extend(lost.collect::<Vec<_>>());
        let mut found: Vec<_> = self.found.into_values().filter(|found| !found.clashes).collect();
        found.sort_by(|a, b| {
            (&a.spot.file.shown, a.spot.line).cmp(&(&b.spot.file.shown, b.spot.line))
        });
        let broken = broken_acts(&found, &mut self.problems);
        self.problems.extend(disguised(&found));
        let mut journal = Journal { problems: self.problems, ..Journal::default() };
        for found in found {
            match found.said {
                Said::Newer(_) => journal.newer += 1,
                Said::Event(_) if found.act.is_some_and(|act| broken.contains(&act.id)) => {}
                Said::Event(event) => journal.events.push(*event),
            }
        }
        journal.events.sort_by(Event::by_time);
        if journal.newer > 0 {
            journal.problems.push(newer_version(journal.newer));
        }
        journal
    }
}

/// Lines that say something an eye does not see, but for those that were taken back.
fn disguised(found: &[Found]) -> Vec<Problem> {
    let taken_back = found.iter().filter_map(|found| match &found.said {
        Said::Event(event) => match &event.saying {
            Saying::Retract { event, .. } => Some(event),
            _ => None,
        },
        Said::Newer(_) => None,
    });
    let taken_back: BTreeSet<&EventId> = taken_back.collect();
    let lines = found.iter().filter_map(|found| match &found.said {
        // Words are quoted from the record, where they are warned of themselves.
        Said::Event(event) if matches!(event.saying, Saying::Words { .. }) => None,
        Said::Event(event) if !taken_back.contains(&event.id) => Some(&found.spot),
        _ => None,
    });
    lines
        .filter_map(|spot| {
            let text = spot.text();
            let raw = hidden(&text).next().map(|(at, c)| (at..at + c.len_utf8(), c));
            let (range, c) = raw.or_else(|| escaped(&text))?;
            let problem = Problem::new(
                Severity::Warning,
                hidden_words(c),
                "この行は使っています。画面では、その文字を印に置き換えるか、省いて示します。",
                "気になるときは、その操作を元に戻して、書き直してください。",
            );
            Some(problem.at(spot.part(range)))
        })
        .collect()
}

/// Acts of which lines are missing. Nobody was ever told that they are saved.
fn broken_acts(found: &[Found], problems: &mut Vec<Problem>) -> BTreeSet<EventId> {
    let mut acts: BTreeMap<&EventId, (usize, usize, &Spot)> = BTreeMap::new();
    for (act, spot) in found.iter().filter_map(|found| Some((found.act.as_ref()?, &found.spot))) {
        let (present, of, _) = acts.entry(&act.id).or_insert((0, 0, spot));
        *present += 1;
        *of = act.of.max(*of);
    }
    acts.retain(|_, (present, of, _)| *present < *of);
    for (present, of, spot) in acts.values() {
        let what = format!("一度の操作の {of} 件のうち、読めるのは {present} 件だけです。");
        let problem = Problem::new(
            Severity::Error,
            what,
            "途中までしか保存されていない操作なので、この操作は使っていません。",
            "必要なら、画面でもう一度操作してください。",
        );
        problems.push(problem.at(spot.place()));
    }
    acts.into_keys().cloned().collect()
}

/// How many gaps are named one by one.
const NAMED: usize = 3;

fn gaps(file: &str, counts: &BTreeSet<u64>) -> Option<Problem> {
    let mut next = 1;
    let mut gaps = Vec::new();
    for n in counts {
        if *n > next {
            gaps.push(if *n == next + 1 {
                format!("{next}")
            } else {
                format!("{next}..{}", n - 1)
            });
        }
        next = n.saturating_add(1).max(next);
    }
    let more = if gaps.len() > NAMED { " ほか" } else { "" };
    gaps.truncate(NAMED);
    let what = format!("通し番号 n={}{more} の行がありません。", gaps.join(", "));
    let problem = Problem::new(
        Severity::Warning,
        what,
        "行が失われたか、手で消されています。残りの行はすべて使っています。",
        "控えや git の履歴に残っていれば、その行を戻してください。",
    );
    (!gaps.is_empty()).then(|| problem.at(Place::file(file)))
}

fn unused(what: impl Into<String>, remedy: impl Into<String>) -> Problem {
    let meaning = "この行は使っていません。ファイルには残っていて、ほかの行には影響ありません。";
    Problem::new(Severity::Error, what, meaning, remedy)
}

fn by_hand(spot: &Spot) -> Problem {
    let meaning = "手で書いた行として使っています。";
    Problem::new(Severity::Info, "検査記号（行末の //#…）がない行です。", meaning, "")
        .at(spot.part(0..1))
}

fn marker(spot: &Spot) -> Problem {
    Problem::new(
        Severity::Warning,
        "git が二つの版をまとめられなかった印の行です。",
        "印の行だけを読み飛ばし、両方の版の行を使っています。",
        "印の行（<<<<<<<、=======、>>>>>>>）を消してください。",
    )
    .at(spot.place())
}

fn torn(spot: &Spot) -> Problem {
    Problem::new(
        Severity::Info,
        "途中で切れた行です。",
        "保存の途中で中断した書き込みの残りです。保存したとは表示されていないもので、\
         ほかの行には影響ありません。",
        "",
    )
    .at(spot.place())
}

fn newer_version(count: usize) -> Problem {
    Problem::new(
        Severity::Warning,
        format!("新しい版の記録が {count} 件あります。"),
        "この版では表示できませんが、ファイルにはそのまま残しています。",
        "ソフトを新しい版にすると表示されます。",
    )
}
