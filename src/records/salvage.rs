//! A file that cannot be read as a whole, read item by item.
//!
//! Everyone lays out a record file alike: each item of the list begins on a line of its own, all
//! of them equally far in. There the text is cut, whatever stands between: a string or bracket
//! that is never closed cannot reach into the next item. A file laid out otherwise is cut at the
//! commas of its list, as far as its brackets can be trusted.

use std::{borrow::Cow, ops::Range};

use super::{
    explain::{Finding, explain},
    outline::{items, parts, tag},
    schema::{File, Shape, parse, parse_items, shape, tags},
    token::{Kind, words},
};

/// What could be saved of a file.
#[derive(Debug, Default)]
pub(super) struct Salvaged {
    /// The file with its good items; absent where not even its head can be read.
    pub(super) file: Option<File>,
    /// Where the good items stand.
    pub(super) items: Vec<Range<usize>>,
    /// What is wrong, and whether it cost an item.
    pub(super) findings: Vec<Broken>,
    /// How many items were lost.
    pub(super) lost: usize,
    /// What the file announces itself to be.
    pub(super) shape: Option<Shape>,
}

/// What a mistake cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cost {
    /// The file as a whole.
    File,
    /// The item it stands in.
    Item,
    /// Nothing: something between the items.
    Nothing,
    /// What stands in it, beside the items that were counted.
    Itself,
}

/// A mistake and what it cost.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) finding: Finding,
    pub(super) cost: Cost,
}

/// Reads what can be read of a text that does not parse as a whole.
pub(super) fn salvage(text: &str, error: &ron::error::SpannedError) -> Salvaged {
    let conflicts = conflicts(text);
    let mut salvaged = Salvaged::default();
    for conflict in &conflicts {
        let line = text[conflict.clone()].find('\n').unwrap_or(conflict.len());
        salvaged.findings.push(Broken {
            finding: Finding {
                range: conflict.start..conflict.start + line,
                what: "git の競合が残っています。".to_owned(),
                remedy:
                    "`<<<<<<<` から `>>>>>>>` までのうち正しい方を残し、印の行を消してください。"
                        .to_owned(),
            },
            cost: Cost::Itself,
        });
    }
    let clean = without(text, &conflicts);
    let whole = || Broken { finding: explain(&clean, error), cost: Cost::File };
    let Some(shape) = tag(&clean).and_then(|tag| shape(&clean[tag])) else {
        let finding = no_record(&clean);
        salvaged
            .findings
            .push(finding.map_or_else(whole, |finding| Broken { finding, cost: Cost::File }));
        return salvaged;
    };
    salvaged.shape = Some(shape);
    let cut = (!shape.list.is_empty()).then(|| cut(&clean, shape)).flatten();
    let Some(cut) = cut else {
        salvaged.findings.push(whole());
        return salvaged;
    };
    let list = cut.first().map_or(0, |item| item.start)..cut.last().map_or(0, |item| item.end);
    salvaged.read_head(&clean, &list);
    for item in cut {
        salvaged.read_item(&clean, shape, item, &conflicts);
    }
    if salvaged.findings.is_empty() {
        // Every piece is right: what is wrong stands between them.
        salvaged.findings.push(Broken { cost: Cost::Nothing, ..whole() });
    }
    salvaged.findings.sort_by_key(|broken| broken.finding.range.start);
    salvaged
}

impl Salvaged {
    /// Reads what stands around the list. What stands behind it closes brackets and no more: if
    /// that is all that is wrong, the items are still of use.
    fn read_head(&mut self, text: &str, list: &Range<usize>) {
        let head = without(text, std::slice::from_ref(list));
        let Err(error) = parse::<File>(&head).map(|file| self.file = Some(file)) else { return };
        let closed = format!("{}])", &head[..list.start]);
        self.file = parse(&closed).ok();
        let cost = if self.file.is_some() { Cost::Nothing } else { Cost::File };
        self.findings.push(Broken { finding: explain(&head, &error), cost });
    }

    fn read_item(&mut self, text: &str, shape: Shape, item: Range<usize>, cut: &[Range<usize>]) {
        // What stood in a conflict is gone: an item around one is not what anyone wrote.
        if cut.iter().any(|conflict| splits(text, &item, conflict)) {
            self.lost += 1;
            return;
        }
        let lead = "[\n";
        let list = format!("{lead}{}\n]", &text[item.clone()]);
        match parse_items(shape, &list) {
            Ok(more) => {
                let from = |at: usize| (item.start + at).saturating_sub(lead.len());
                let places = parts(&list, 0..list.len()).into_iter();
                self.items.extend(places.map(|part| from(part.value.start)..from(part.value.end)));
                if let Some(file) = &mut self.file {
                    file.append(more);
                }
            }
            Err(error) => {
                let mut finding = explain(&list, &error);
                let back = |at: usize| {
                    (item.start + at).saturating_sub(lead.len()).clamp(item.start, item.end)
                };
                finding.range = back(finding.range.start)..back(finding.range.end);
                self.findings.push(Broken { finding, cost: Cost::Item });
                self.lost += 1;
            }
        }
    }
}

/// Whether a conflict stands inside an item, and not only behind it.
fn splits(text: &str, item: &Range<usize>, conflict: &Range<usize>) -> bool {
    if conflict.start <= item.start || conflict.start >= item.end {
        return false;
    }
    let mut depth = 0_i64;
    for token in words(&text[item.start..conflict.start]) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
    }
    depth > 0
}

/// The text with some ranges blanked out, so that every other character keeps line and column.
fn without<'a>(text: &'a str, ranges: &[Range<usize>]) -> Cow<'a, str> {
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut end = 0;
    for range in ranges {
        kept.push_str(&text[end..range.start]);
        // Bytes are kept too: places in the blanked text are places in the text.
        kept.extend(text[range.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        end = range.end;
    }
    kept.push_str(&text[end..]);
    Cow::Owned(kept)
}

/// From each `<<<<<<<` to its `>>>>>>>`, or to the end of the text.
fn conflicts(text: &str) -> Vec<Range<usize>> {
    let mut conflicts = Vec::new();
    let mut open = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<<") {
            open.get_or_insert(start);
        } else if line.starts_with(">>>>>>>")
            && let Some(from) = open.take()
        {
            conflicts.push(from..start + line.len());
        }
        start += line.len();
    }
    conflicts.extend(open.map(|from| from..text.len()));
    conflicts
}

/// The pieces of the list, each from the beginning of one item to the beginning of the next.
fn cut(text: &str, shape: Shape) -> Option<Vec<Range<usize>>> {
    let by_lines = cut_at_lines(text, shape).filter(|pieces| !pieces.is_empty());
    by_lines.or_else(|| Some(items(text, shape.list)).filter(|pieces| !pieces.is_empty()))
}

fn cut_at_lines(text: &str, shape: Shape) -> Option<Vec<Range<usize>>> {
    let mut lines = lines(text);
    lines.find(|(_, line)| {
        let rest = line.trim_start().strip_prefix(shape.list).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with([':', '：']))
    })?;
    let mut canonical = None;
    let mut starts = Vec::new();
    let mut end = text.len();
    for (at, line) in lines {
        let content = line.trim_start_matches(' ');
        if content.trim().is_empty() || content.starts_with("//") {
            continue;
        }
        let indent = line.len() - content.len();
        let canonical = *canonical.get_or_insert(indent);
        if indent == canonical && begins_item(content, shape) {
            starts.push(at);
        } else if indent < canonical && content.starts_with([']', ')', '］', '）']) {
            end = at;
            break;
        }
    }
    let ends = starts.iter().copied().skip(1).chain([end]);
    Some(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// Each line with the byte it begins at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line)
    })
}

/// A text that does not even begin as a record file does.
fn no_record(text: &str) -> Option<Finding> {
    let mut words = words(text);
    let first = words.next()?;
    let is_tag = first.kind == Kind::Word
        && words.next().is_some_and(|token| matches!(token.kind, Kind::Open | Kind::Stray))
        && !text[first.range.end..].starts_with(['。', '、']);
    (!is_tag).then(|| Finding {
        range: first.range,
        what: "記録のファイルの形ではありません。".to_owned(),
        remedy: format!(
            "記録であれば `Programs(source: …, entries: […])` のように種類の名前で始めます（{}）。\
             記録でなければ、名前の終わりの `.ron` を取ってください。",
            tags().join("、")
        ),
    })
}

/// Whether a line begins an item: a name, even a mistyped one, and a bracket, even a wrong one.
fn begins_item(content: &str, shape: Shape) -> bool {
    let name = content.split(['(', '（', '[', '{', '\n']).next().unwrap_or_default();
    let has_bracket = name.len() < content.trim_end().len();
    let is_name = name.chars().count() <= 24 && !name.contains(['"', ':', ',', ')', ']', '/']);
    is_name && (has_bracket || name.trim() == shape.item)
}
