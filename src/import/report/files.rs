//! A report as record files.

use super::Report;
use crate::records::written;

/// The record files of a report: what each is about, and its text. A kind of which nothing was read
/// has no file.
#[must_use]
pub fn record_files(report: &Report) -> Vec<(&'static str, String)> {
    let source = &report.source.id;
    let mut files =
        vec![("source", written::source(&report.source)), ("plan", written::plan(&report.plan))];
    let mut add = |kind, is_empty: bool, text: String| {
        if !is_empty {
            files.push((kind, text));
        }
    };
    add("sessions", report.sessions.is_empty(), written::sessions(source, &report.sessions));
    add("opinions", report.opinions.is_empty(), written::opinions(source, &report.opinions));
    add("programs", report.programs.is_empty(), written::programs(source, &report.programs));
    add("measures", report.measures.is_empty(), written::measures(source, &report.measures));
    if let Some(procurement) = &report.procurement {
        add("procurement", false, written::procurement(procurement));
    }
    add("lineage", report.successions.is_empty(), written::lineage(&report.successions));
    files
}
