//! A session, an opinion or a succession as an item of a record file.

use std::fmt::Write;

use jiff::civil::Time;

use crate::domain::{Basis, Opinion, Session, Succession};

/// A session as it stands in its list.
pub(super) fn session(session: &Session) -> String {
    let mut item = Item::new("Session");
    item.text("id", session.id.as_str());
    item.text("fiscal_year", &session.fiscal_year.to_string());
    item.plain("number", &session.number.to_string());
    item.text("title", &session.title);
    item.text("held", &session.held);
    item.text("date", &session.date.to_string());
    for (name, time) in [("start", session.start), ("end", session.end)] {
        time.map(hours).iter().for_each(|time| item.text(name, time));
    }
    item.text("place", &session.place);
    item.text("agenda", &session.agenda);
    session.members.iter().for_each(|members| item.plain("members", &members.to_string()));
    session.entered.iter().for_each(|id| item.text("entered", id.as_str()));
    item.end()
}

/// An opinion as it stands in its list.
pub(super) fn opinion(opinion: &Opinion) -> String {
    let mut item = Item::new("Opinion");
    item.text("id", opinion.id.as_str());
    item.text("label", &opinion.label);
    item.text("heading", &opinion.heading);
    opinion.area.iter().for_each(|area| item.text("area", area.as_str()));
    item.text("text", &opinion.text);
    if !opinion.sessions.is_empty() {
        let sessions: Vec<_> = opinion.sessions.iter().map(|id| quoted(id.as_str())).collect();
        item.plain("sessions", &list(&sessions));
    }
    opinion.entered.iter().for_each(|id| item.text("entered", id.as_str()));
    item.end()
}

/// A succession as it stands in its list.
pub(super) fn succession(succession: &Succession) -> String {
    let Succession { kind, year, from, to, basis } = succession;
    let mut item = Item::new("Succession");
    item.plain("kind", kind.word());
    item.text("year", &year.to_string());
    for (name, ids) in [("from", from), ("to", to)].into_iter().filter(|(_, ids)| !ids.is_empty()) {
        let ids: Vec<_> = ids.iter().map(|id| quoted(id.as_str())).collect();
        item.plain(name, &list(&ids));
    }
    let (name, parts) = match basis {
        Basis::Stated { source, place, text } => (
            "Stated",
            vec![
                ("source", quoted(source.as_str())),
                ("place", quoted(place)),
                ("text", quoted(text)),
            ],
        ),
        Basis::Inferred { reason, certainty } => {
            let certainty = certainty.word().to_owned();
            ("Inferred", vec![("reason", quoted(reason)), ("certainty", certainty)])
        }
    };
    let lines = parts.iter().map(|(name, value)| format!("                {name}: {value},\n"));
    item.plain("basis", &format!("{name}(\n{}            )", lines.collect::<String>()));
    item.end()
}

/// Values in a list, a line each.
fn list(values: &[String]) -> String {
    let indent = " ".repeat(16);
    let lines = values.join(&format!(",\n{indent}"));
    format!("[\n{indent}{lines},\n            ]")
}

fn hours(time: Time) -> String {
    match time.second() {
        0 => format!("{:02}:{:02}", time.hour(), time.minute()),
        _ => time.to_string(),
    }
}

/// A record in the layout of every record file.
struct Item(String);

impl Item {
    fn new(name: &str) -> Self {
        Self(format!("        {name}(\n"))
    }

    fn text(&mut self, name: &str, text: &str) {
        self.plain(name, &quoted(text));
    }

    fn plain(&mut self, name: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "            {name}: {value},");
    }

    fn end(mut self) -> String {
        self.0.push_str("        ),\n");
        self.0
    }
}

/// A text between quotation marks, on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if crate::shown::is_dangerous(c) => {
                let _ = write!(quoted, "\\u{{{:x}}}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
