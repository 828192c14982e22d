//! A session or an opinion as an item of a record file.

use std::fmt::Write;

use jiff::civil::Time;

use crate::domain::{Opinion, Session};
pub(super) use crate::records::written::quoted;

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
        let indent = " ".repeat(16);
        let lines = sessions.join(&format!(",\n{indent}"));
        item.plain("sessions", &format!("[\n{indent}{lines},\n            ]"));
    }
    opinion.entered.iter().for_each(|id| item.text("entered", id.as_str()));
    item.end()
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
