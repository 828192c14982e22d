//! One event as one line, and back.
//!
//! A line is a RON value, then a RON comment with the CRC-32 of the bytes before it:
//! `(v:1,id:"…",n:42,at:"…",by:"sato",do:Link(…)) //#9f3a21c4`. The checksum is against accidents,
//! not against fraud. What a later version of the program says is kept and counted, never dropped.

use std::ops::Range;

use ron::{
    Error, Options,
    error::{Position, SpannedError, SpannedResult},
    extensions::Extensions,
    value::RawValue,
};
use serde::{Deserialize, Serialize};

use super::{Act, Event, Moment, Saying};
use crate::domain::{EventId, Person};

/// The version of the format this program writes.
const VERSION: u64 = 1;

/// What stands between an event and its checksum.
const MARK: &str = " //#";

/// The longest line that is written or read, without its end, in bytes.
pub(super) const LIMIT: usize = 64 * 1024;

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Parsed {
    /// Nothing, or a comment.
    Blank,
    /// An event.
    Event(Event, Stamp),
    /// Something only a newer version of the program understands.
    Newer(Newer),
    /// What git writes between two versions it could not merge.
    Marker,
    /// What an interrupted save left behind.
    Torn,
    /// Nothing that can be used.
    Refused(Fault),
}

/// Whether a line carries its checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stamp {
    Checked,
    /// Typed by hand.
    Missing,
}

/// What can be known of an event of a newer version.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Newer {
    pub id: Option<EventId>,
    pub n: Option<u64>,
    pub at: Option<Moment>,
    pub by: Option<Person>,
    pub act: Option<Act>,
}

/// Why a line cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub what: String,
    pub remedy: &'static str,
    /// The bytes of the line that are meant.
    pub range: Range<usize>,
    /// The writer's count, where it can be read: the line is damaged, not missing.
    pub n: Option<u64>,
}

#[derive(Serialize)]
struct Written<'a> {
    v: u64,
    id: &'a EventId,
    n: u64,
    at: &'a Moment,
    by: &'a Person,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: &'a Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    act: &'a Option<Act>,
    #[serde(rename = "do")]
    saying: &'a Saying,
}

/// A line, read without minding unknown fields: a newer version may have added some. What is said is
/// read at once, or left as it is written.
#[derive(Deserialize)]
struct Read<S> {
    v: u64,
    id: EventId,
    n: u64,
    at: Moment,
    by: Person,
    #[serde(default)]
    uid: Option<u32>,
    #[serde(default)]
    act: Option<Act>,
    #[serde(rename = "do")]
    saying: S,
}

/// The least a line of any version says.
#[derive(Deserialize)]
struct Version {
    v: u64,
}

fn options() -> Options {
    Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES)
}

/// The line of an event, without its end.
pub(super) fn write(event: &Event) -> Result<String, Error> {
    let Event { id, n, at, by, uid, act, saying } = event;
    let body = options().to_string(&Written { v: VERSION, id, n: *n, at, by, uid, act, saying })?;
    let sum = crc32fast::hash(body.as_bytes());
    Ok(format!("{body}{MARK}{sum:08x}"))
}

/// Reads one line, given without its end.
pub(super) fn parse(line: &str) -> Parsed {
    let text = line.trim_end();
    if text.is_empty() || text.starts_with("//") {
        return Parsed::Blank;
    }
    if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| text.starts_with(mark)) {
        return Parsed::Marker;
    }
    match unstamp(text) {
        Ok((body, stamp)) => read(body, stamp),
        Err(body) => Parsed::Refused(Fault {
            what: "行末の検査記号（//#…）が、行の内容と合いません。".to_owned(),
            remedy: "内容を確かめてください。正しければ、行末の「//#」から後ろを消すと、\
                     手で書いた行として読みます。",
            range: body.len() + 1..text.len(),
            n: options().from_str::<Read<&RawValue>>(body).ok().map(|head| head.n),
        }),
    }
}

/// The writer's count and moment, as far as a line tells them.
pub(super) fn number(line: &str) -> (Option<u64>, Option<Moment>) {
    if let Some((n, at)) = number_at_sight(line) {
        return (Some(n), Some(at));
    }
    match parse(line) {
        Parsed::Event(event, _) => (Some(event.n), Some(event.at)),
        Parsed::Newer(newer) => (newer.n, newer.at),
        Parsed::Refused(fault) => (fault.n, None),
        Parsed::Blank | Parsed::Marker | Parsed::Torn => (None, None),
    }
}

/// The same of a whole line as this program writes it: every append looks at all lines of a file.
fn number_at_sight(line: &str) -> Option<(u64, Moment)> {
    let (body, Stamp::Checked) = unstamp(line).ok()? else { return None };
    let (_, rest) = body.strip_prefix("(v:1,id:\"")?.split_once("\",n:")?;
    let (n, rest) = rest.split_once(",at:\"")?;
    let (at, _) = rest.split_once('"')?;
    Some((n.parse().ok()?, at.parse().ok()?))
}

/// Takes the checksum off, or gives the bare line back where the checksum is wrong.
///
/// A save may have been interrupted within the checksum: its beginning is as good as none.
fn unstamp(text: &str) -> Result<(&str, Stamp), &str> {
    match text.rsplit_once(MARK) {
        // `//#` within a note: text follows that closes the note and the line.
        Some((_, rest)) if rest.contains(['"', ')']) => Ok((text, Stamp::Missing)),
        Some((body, sum)) => {
            let right = format!("{:08x}", crc32fast::hash(body.as_bytes()));
            match right.strip_prefix(sum) {
                Some("") => Ok((body, Stamp::Checked)),
                Some(_) => Ok((body, Stamp::Missing)),
                None => Err(body),
            }
        }
        None => {
            let body = text.strip_suffix(" //").or_else(|| text.strip_suffix(" /"));
            Ok((body.unwrap_or(text), Stamp::Missing))
        }
    }
}

fn read(body: &str, stamp: Stamp) -> Parsed {
    match options().from_str::<Read<Saying>>(body) {
        Ok(Read { v: VERSION, id, n, at, by, uid, act, saying }) => {
            Parsed::Event(Event { id, n, at, by, uid, act, saying }, stamp)
        }
        _ => read_in_parts(body, stamp),
    }
}

/// What can be made of a line that is of another version, or has a mistake.
fn read_in_parts(body: &str, stamp: Stamp) -> Parsed {
    let head = match options().from_str::<Read<&RawValue>>(body) {
        Ok(head) => head,
        Err(_) if version(body).is_some_and(|v| v > VERSION) => {
            return Parsed::Newer(Newer::default());
        }
        Err(_) if stamp == Stamp::Missing && is_torn(body) => return Parsed::Torn,
        Err(error) => return Parsed::Refused(fault(body, 0, &error, None)),
    };
    let said = head.saying.get_ron();
    match (head.v, options().from_str::<Saying>(said)) {
        (VERSION, Ok(saying)) => {
            let Read { id, n, at, by, uid, act, .. } = head;
            Parsed::Event(Event { id, n, at, by, uid, act, saying }, stamp)
        }
        (VERSION, Err(error)) if !is_unknown_saying(&error) => {
            let start = said.as_ptr() as usize - body.as_ptr() as usize;
            Parsed::Refused(fault(body, start, &error, Some(head.n)))
        }
        (0, _) => Parsed::Refused(Fault {
            what: "版の番号 `v` は 1 から始まります。".to_owned(),
            remedy: REMEDY,
            range: 0..body.len(),
            n: Some(head.n),
        }),
        _ => Parsed::Newer(Newer {
            id: Some(head.id),
            n: Some(head.n),
            at: Some(head.at),
            by: Some(head.by),
            act: head.act,
        }),
    }
}

fn version(body: &str) -> Option<u64> {
    let version: SpannedResult<Version> = options().from_str(body);
    version.ok().map(|version| version.v)
}

fn is_unknown_saying(error: &SpannedError) -> bool {
    matches!(&error.code, Error::NoSuchEnumVariant { outer, .. } if outer.as_deref() == Some("Saying"))
}

/// Whether a line breaks off: within a text, or before its last parenthesis.
fn is_torn(body: &str) -> bool {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for c in body.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    body.starts_with('(') && (quoted || depth > 0)
}

const REMEDY: &str = "この行を、前後の行と同じ書き方に直してください。";

fn fault(body: &str, start: usize, error: &SpannedError, n: Option<u64>) -> Fault {
    let byte = |position: Position| {
        let within = &body[start..];
        let before = within.chars().take(position.col.saturating_sub(1)).map(char::len_utf8);
        start + before.sum::<usize>()
    };
    Fault {
        what: wording(&error.code),
        remedy: REMEDY,
        range: byte(error.span.start)..byte(error.span.end),
        n,
    }
}

fn wording(error: &Error) -> String {
    let choice = |words: &[&str]| words.join("・");
    match error {
        // Written by the type that refused the text.
        Error::Message(text) => text.clone(),
        Error::NoSuchStructField { found, expected, .. } => {
            format!("`{found}` という項目はありません。書けるのは {} です。", choice(expected))
        }
        Error::NoSuchEnumVariant { found, expected, .. } => {
            format!("`{found}` ではなく、{} のどれかを書きます。", choice(expected))
        }
        Error::MissingStructField { field, .. } => format!("`{field}` がありません。"),
        Error::DuplicateStructField { field, .. } => format!("`{field}` が二度書かれています。"),
        Error::InvalidValueForType { found, .. } => format!("値の形が違います（{found}）。"),
        Error::ExpectedString => "文字は引用符 \" で囲みます。".to_owned(),
        Error::ExpectedInteger => "ここには数字を書きます。".to_owned(),
        Error::ExceededRecursionLimit => "かっこの入れ子が深すぎます。".to_owned(),
        _ => "一件の記録として読めません。かっこ・引用符・カンマのどれかが欠けているか、余分です。"
            .to_owned(),
    }
}

#[cfg(test)]
#[path = "line_tests.rs"]
mod tests;
