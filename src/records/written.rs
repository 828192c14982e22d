//! Records as the text of a record file, in the layout every record file has.
//!
//! What is absent is not written, as in the files people write.

use jiff::civil::Time;

use super::fmt::formatted;
use crate::{
    domain::{
        Amount, Area, AreaId, Basis, Contracts, Entry, EventId, Listing, NamedAmount, Opinion,
        Percent, Plan, Procurement, ProgramId, Row, SavedView, Session, SessionId, Source,
        SourceId, Succession, Table, Total,
    },
    shown::is_dangerous,
};

/// One record in the making: its name, and its fields.
struct Record {
    name: &'static str,
    fields: Vec<String>,
}

impl Record {
    fn new(name: &'static str) -> Self {
        Self { name, fields: Vec::new() }
    }

    fn plain(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.fields.push(format!("{name}: {value}"));
        self
    }

    fn text(self, name: &str, text: impl AsRef<str>) -> Self {
        self.plain(name, quoted(text.as_ref()))
    }

    fn maybe(self, name: &str, text: Option<impl AsRef<str>>) -> Self {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }

    fn records(self, name: &str, items: impl IntoIterator<Item = String>) -> Self {
        let items = list(items);
        if items == "[]" { self } else { self.plain(name, items) }
    }

    fn texts<'a>(self, name: &str, texts: impl IntoIterator<Item = &'a String>) -> Self {
        self.records(name, texts.into_iter().map(|text| quoted(text)))
    }

    /// One field a line.
    fn block(&self) -> String {
        format!("{}({},)", self.name, self.fields.join(","))
    }

    /// All on one line.
    fn line(&self) -> String {
        format!("{}({})", self.name, self.fields.join(","))
    }

    /// As a file of its own.
    fn file(&self) -> String {
        formatted(&self.block())
    }
}

/// One item a line.
fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item + ",").collect();
    format!("[{}]", items.concat())
}

/// A few names on one line.
fn names<'a>(items: impl IntoIterator<Item = &'a str>) -> String {
    format!("[{}]", items.into_iter().map(quoted).collect::<Vec<_>>().join(","))
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
            c if is_dangerous(c) => quoted.extend(c.escape_unicode()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The text of a file with a source.
#[must_use]
pub fn source(source: &Source) -> String {
    Record::new("Source")
        .text("id", source.id.as_str())
        .text("title", &source.title)
        .text("issuer", &source.issuer)
        .text("fiscal_year", source.fiscal_year.to_string())
        .maybe("as_of", source.as_of.map(|day| day.to_string()))
        .text("file", &source.file)
        .text("purpose", &source.purpose)
        .texts("prose", &source.prose)
        .maybe("source_note", source.source_note.as_ref())
        .file()
}

/// The text of a file with a plan.
#[must_use]
pub fn plan(plan: &Plan) -> String {
    Record::new("Plan")
        .text("id", &plan.id)
        .text("source", plan.source.as_str())
        .maybe("label", plan.label.as_ref())
        .text("title", &plan.title)
        .records("amounts", plan.amounts.iter().map(named_amount))
        .plain("areas", list(plan.areas.iter().map(area)))
        .file()
}

fn area(area: &Area) -> String {
    let record = Record::new("Area")
        .text("id", area.id.as_str())
        .text("label", &area.label)
        .text("title", &area.title)
        .maybe("parent", area.parent.as_ref().map(AreaId::as_str));
    amounts(record, area.settled.as_ref(), area.budget.as_ref(), &area.amounts)
        .texts("prose", &area.prose)
        .maybe("source_note", area.source_note.as_ref())
        .block()
}

fn amounts(
    mut record: Record,
    settled: Option<&Amount>,
    budget: Option<&Amount>,
    named: &[NamedAmount],
) -> Record {
    for (name, amount) in [("settled", settled), ("budget", budget)] {
        if let Some(Amount { year, thousand_yen, printed }) = amount {
            let amount = Record::new("Amount")
                .text("year", year.to_string())
                .plain("thousand_yen", thousand_yen.0)
                .maybe("printed", printed.as_ref());
            record = record.plain(name, amount.line());
        }
    }
    record.records("amounts", named.iter().map(named_amount))
}

fn named_amount(amount: &NamedAmount) -> String {
    Record::new("NamedAmount")
        .text("label", &amount.label)
        .text("year", amount.year.to_string())
        .plain("thousand_yen", amount.thousand_yen.0)
        .maybe("printed", amount.printed.as_ref())
        .line()
}

/// The text of a file with sessions.
#[must_use]
pub fn sessions(source: &SourceId, sessions: &[Session]) -> String {
    Record::new("Sessions")
        .text("source", source.as_str())
        .plain("sessions", list(sessions.iter().map(session)))
        .file()
}

fn session(session: &Session) -> String {
    let hours = |time: Time| time.strftime("%H:%M").to_string();
    let record = Record::new("Session")
        .text("id", session.id.as_str())
        .text("fiscal_year", session.fiscal_year.to_string())
        .plain("number", session.number)
        .text("title", &session.title)
        .text("held", &session.held)
        .text("date", session.date.to_string())
        .maybe("start", session.start.map(hours))
        .maybe("end", session.end.map(hours))
        .text("place", &session.place)
        .text("agenda", &session.agenda);
    let record = match session.members {
        Some(members) => record.plain("members", members),
        None => record,
    };
    record
        .maybe("entered", session.entered.as_ref().map(EventId::as_str))
        .maybe("source_note", session.source_note.as_ref())
        .block()
}

/// The text of a file with opinions, all of one year. Where they are of the same sessions, the head
/// of the file names them.
#[must_use]
pub fn opinions(source: &SourceId, opinions: &[Opinion]) -> String {
    let first = opinions.first();
    let year = first.map_or_else(String::new, |opinion| opinion.fiscal_year.to_string());
    let same = |it: &&Opinion| opinions.iter().all(|other| other.sessions == it.sessions);
    let sessions = first.filter(same).map_or(&[][..], |opinion| &opinion.sessions);
    let of_each = |it: &Opinion| opinion(it, if sessions.is_empty() { &it.sessions } else { &[] });
    Record::new("Opinions")
        .text("source", source.as_str())
        .text("fiscal_year", year)
        .plain("sessions", list(sessions.iter().map(|id| quoted(id.as_str()))))
        .plain("opinions", list(opinions.iter().map(of_each)))
        .file()
}

fn opinion(opinion: &Opinion, sessions: &[SessionId]) -> String {
    Record::new("Opinion")
        .text("id", opinion.id.as_str())
        .text("label", &opinion.label)
        .text("heading", &opinion.heading)
        .maybe("area", opinion.area.as_ref().map(AreaId::as_str))
        .text("text", &opinion.text)
        .records("sessions", sessions.iter().map(|id| quoted(id.as_str())))
        .maybe("entered", opinion.entered.as_ref().map(EventId::as_str))
        .maybe("source_note", opinion.source_note.as_ref())
        .block()
}

/// The text of a file with programs.
#[must_use]
pub fn programs(source: &SourceId, entries: &[Entry]) -> String {
    entries_of("Programs", source, entries)
}

/// The text of a file with measures.
#[must_use]
pub fn measures(source: &SourceId, entries: &[Entry]) -> String {
    entries_of("Measures", source, entries)
}

fn entries_of(kind: &'static str, source: &SourceId, entries: &[Entry]) -> String {
    Record::new(kind)
        .text("source", source.as_str())
        .plain("entries", list(entries.iter().map(entry)))
        .file()
}

fn entry(entry: &Entry) -> String {
    let mut record = Record::new("Entry")
        .text("program", entry.program.as_str())
        .maybe("name", entry.printed_name.as_ref())
        .plain("listed", listing(&entry.listed));
    for (name, words) in [("departments", &entry.departments), ("marks", &entry.marks)] {
        if !words.is_empty() {
            record = record.plain(name, names(words.iter().map(String::as_str)));
        }
    }
    let items = entry.items.iter().map(|item| {
        Record::new("Item").text("label", &item.label).text("text", &item.text).block()
    });
    amounts(record, entry.settled.as_ref(), entry.budget.as_ref(), &entry.amounts)
        .maybe("content", entry.content.as_ref())
        .records("items", items)
        .texts("results", &entry.results)
        .maybe("remark", entry.remark.as_ref())
        .maybe("source_note", entry.source_note.as_ref())
        .block()
}

fn listing(listing: &Listing) -> String {
    let mut record = Record::new("Listing").text("area", listing.area.as_str());
    if let Some(number) = listing.number {
        record = record.plain("number", number);
    }
    record = record.maybe("label", listing.label.as_ref());
    if listing.relisted {
        record = record.plain("relisted", true);
    }
    record.line()
}

/// The text of a file with tables of contracts.
#[must_use]
pub fn procurement(procurement: &Procurement) -> String {
    Record::new("Procurement")
        .text("source", procurement.source.as_str())
        .text("place", &procurement.place)
        .text("title", &procurement.title)
        .texts("notes", &procurement.notes)
        .plain("tables", list(procurement.tables.iter().map(table)))
        .file()
}

fn table(table: &Table) -> String {
    Record::new("Table")
        .text("scope", &table.scope)
        .text("heading", &table.heading)
        .text("side", &table.side)
        .texts("heads", &table.heads)
        .plain("rows", list(table.rows.iter().map(row)))
        .block()
}

fn row(row: &Row) -> String {
    let contracts = |contracts: &Contracts| {
        Record::new("Contracts")
            .text("year", contracts.year.to_string())
            .plain("total", total(&contracts.total, "%"))
            .plain("small", total(&contracts.small, "%"))
            .block()
    };
    let change = Record::new("Change")
        .plain("total", total(&row.change.total, ""))
        .plain("small", total(&row.change.small, ""));
    Record::new("Row")
        .text("kind", &row.kind)
        .plain("years", list(row.years.iter().map(contracts)))
        .plain("change", change.block())
        .block()
}

fn total(total: &Total, unit: &str) -> String {
    let share = |share: Option<Percent>| share.map(|share| format!("{share}{unit}"));
    Record::new("Total")
        .plain("count", total.count)
        .maybe("count_share", share(total.count_share))
        .plain("amount", total.amount.0)
        .maybe("amount_share", share(total.amount_share))
        .line()
}

/// The text of a file with 系譜.
#[must_use]
pub fn lineage(successions: &[Succession]) -> String {
    let successions = successions.iter().map(|succession| {
        let mut record = Record::new("Succession")
            .plain("kind", succession.kind)
            .text("year", succession.year.to_string());
        for (name, programs) in [("from", &succession.from), ("to", &succession.to)] {
            if !programs.is_empty() {
                record = record.plain(name, names(programs.iter().map(ProgramId::as_str)));
            }
        }
        record.plain("basis", basis(&succession.basis)).block()
    });
    Record::new("Lineage").plain("successions", list(successions)).file()
}

/// The text of a file with searches that have a name.
#[must_use]
pub fn views(views: &[SavedView]) -> String {
    let views = views.iter().map(|view| {
        Record::new("SavedView").text("name", &view.name).text("query", &view.query).block()
    });
    Record::new("Views").plain("views", list(views)).file()
}

fn basis(basis: &Basis) -> String {
    match basis {
        Basis::Stated { source, place, text } => Record::new("Stated")
            .text("source", source.as_str())
            .text("place", place)
            .text("text", text)
            .block(),
        Basis::Inferred { reason, certainty } => {
            Record::new("Inferred").text("reason", reason).plain("certainty", certainty).block()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::{SHIPPED, load_texts, record_files};

    #[test]
    fn the_record_that_comes_with_the_program_reads_back_as_it_is_written() {
        let loaded = load_texts(SHIPPED).records;
        let named = |ends: &str| {
            let files = record_files().into_iter();
            files.filter(|(path, _)| path.ends_with(ends)).map(|(_, text)| text).collect::<Vec<_>>()
        };
        let sources: Vec<_> = loaded.sources.iter().map(source).collect();
        let plans: Vec<_> = loaded.plans.iter().map(plan).collect();
        for (kind, written) in [
            ("-source.ron", sources),
            ("-plan.ron", plans),
            ("-procurement.ron", loaded.procurement.iter().map(procurement).collect()),
        ] {
            let kept = named(kind);
            assert_eq!(written.len(), kept.len(), "{kind}");
            for text in &written {
                assert!(kept.iter().any(|kept| kept == text), "{kind}: {text}");
            }
        }
        let city = SourceId::from("city-report-r7");
        let kept = named("000-sessions.ron");
        assert_eq!(sessions(&city, &loaded.sessions), kept[0]);
        let kept = named("000-opinions.ron");
        assert_eq!(opinions(&city, &loaded.opinions), kept[0]);
        // The order is the loader's, so each entry is looked for by itself.
        let kept = named("000-programs.ron")[0].to_owned() + named("000-measures.ron")[0];
        for program in &loaded.programs {
            for entry in program.entries.iter().filter(|entry| entry.source == city) {
                let file = programs(&city, std::slice::from_ref(entry));
                let inner: Vec<_> = file.lines().skip(3).collect();
                let inner = inner[..inner.len() - 2].join("\n");
                assert!(kept.contains(&inner), "{inner}");
            }
        }
        let text = lineage(&loaded.successions);
        let read = crate::records::load_texts(&[("lineage.ron", Box::leak(text.into_boxed_str()))]);
        assert_eq!(read.records.successions, loaded.successions);
    }
}
