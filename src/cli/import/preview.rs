//! What is shown of a report before anything is written.

use std::collections::HashSet;

use serde::Serialize;

use super::refused;
use crate::{
    analysis::Council,
    cli::args::ReportAsked,
    domain::{Area, Entry, Session, Succession, SuccessionKind, ThousandYen},
    import::report::{Fate, Reading, Report, Sums},
    problem::Problem,
};

/// How many lines of one kind are shown.
const MOST: usize = 40;

/// A report as it was read, and what it meets.
pub(super) struct Preview<'a> {
    pub(super) asked: &'a ReportAsked,
    pub(super) council: &'a Council,
    pub(super) text: &'a str,
    pub(super) encoding: &'static str,
    pub(super) sums: Sums,
    pub(super) reading: Reading,
}

/// The same for other programs.
#[derive(Serialize)]
pub(super) struct Told<'a> {
    source: &'a str,
    areas: usize,
    programs: usize,
    measures: usize,
    tables: usize,
    sessions: usize,
    opinions: usize,
    successions: usize,
    lines: usize,
    unread: Vec<Remark<'a>>,
    notes: Vec<Remark<'a>>,
    totals: usize,
    wrong_totals: &'a [String],
}

#[derive(Serialize)]
pub(super) struct Remark<'a> {
    line: usize,
    text: &'a str,
    what: &'a str,
}

impl Preview<'_> {
    pub(super) fn report(&self) -> &Report {
        &self.reading.report
    }

    pub(super) fn is_nothing(&self) -> bool {
        let report = self.report();
        report.programs.is_empty() && report.measures.is_empty() && report.opinions.is_empty()
    }

    pub(super) fn is_whole(&self) -> bool {
        self.unread().next().is_none() && self.sums.wrong.is_empty()
    }

    fn unread(&self) -> impl Iterator<Item = Remark<'_>> {
        let lines = self.text.split('\n').zip(&self.reading.fates).zip(1..);
        lines.filter_map(|((text, fate), line)| match fate {
            Fate::Unread(what) => Some(Remark { line, text: text.trim(), what }),
            _ => None,
        })
    }

    fn notes(&self) -> impl Iterator<Item = Remark<'_>> {
        let lines: Vec<&str> = self.text.split('\n').collect();
        self.reading.notes.iter().map(move |note| Remark {
            line: note.line,
            text: lines.get(note.line - 1).map_or("", |line| line.trim()),
            what: &note.what,
        })
    }

    /// What is not in the records is named in the note of the source, so that nobody takes it for
    /// the whole text.
    pub(super) fn with_unread_in_the_note(mut self) -> Self {
        let lines: Vec<usize> = self.unread().map(|remark| remark.line).collect();
        if !lines.is_empty() {
            let note = format!("取り込みで読めなかった行: {}（原文の行）。", ranges(&lines));
            self.reading.report.source.source_note = Some(note);
        }
        self
    }

    /// Whether it may be written.
    pub(super) fn check_writable(&self) -> Result<(), Box<Problem>> {
        let (file, report, records) = (&self.asked.file, self.report(), &self.council.records);
        let source = &report.source;
        if records.source(&source.id).is_some() {
            let what = format!("出典 `{}` は、すでに記録にあります。", source.id);
            return Err(refused(
                file,
                &what,
                "取り込み直すときは、前に取り込んだファイルを先に別の場所へ移してください。",
            ));
        }
        let twice = report.plan.areas.iter().map(|it| &it.id).find(|id| records.area(id).is_some());
        let twice = twice.map(ToString::to_string);
        let twice = twice.or_else(|| {
            let mut sessions = report.sessions.iter().map(|it| &it.id);
            let held = sessions.find(|id| records.sessions.iter().any(|it| it.id == **id));
            held.map(ToString::to_string)
        });
        let twice = twice.or_else(|| {
            let mut opinions = report.opinions.iter().map(|it| &it.id);
            opinions.find(|id| records.opinion(id).is_some()).map(ToString::to_string)
        });
        if let Some(id) = twice {
            let what = format!("識別子 `{id}` は、すでに記録にあります。");
            return Err(refused(
                file,
                &what,
                "同じ年度の報告書を取り込んでいないか確かめてください。",
            ));
        }
        if source.title.is_empty() || source.issuer.is_empty() {
            return Err(refused(
                file,
                "報告書の標題か発行者が読めません。",
                "本文の初めに、「（報告）」で終わる標題の行と、発行者（熊本市）だけの行を補ってください。",
            ));
        }
        let unread = self.unread().count();
        if unread > 0 && !self.asked.with_unread {
            let what = format!("読めなかった行が {unread}行あるので、書き込みません。");
            return Err(refused(
                file,
                &what,
                "本文を直すか、そのまま書き込むなら --with-unread を付けてください（その行は出典の注に残ります）。",
            ));
        }
        Ok(())
    }

    pub(super) fn told(&self) -> Told<'_> {
        let report = self.report();
        Told {
            source: report.source.id.as_str(),
            areas: report.plan.areas.len(),
            programs: report.programs.len(),
            measures: report.measures.len(),
            tables: report.procurement.iter().map(|it| it.tables.len()).sum(),
            sessions: report.sessions.len(),
            opinions: report.opinions.len(),
            successions: report.successions.len(),
            lines: self.reading.fates.len(),
            unread: self.unread().collect(),
            notes: self.notes().collect(),
            totals: self.sums.totals,
            wrong_totals: &self.sums.wrong,
        }
    }

    pub(super) fn lines(&self, files: &[(String, String)]) -> String {
        let mut lines = self.understood();
        if self.asked.all {
            lines.extend(self.items());
        }
        lines.extend(self.added_up());
        lines.extend(listed("読めなかった行", self.unread(), |it| {
            vec![format!("{}行目: {}", it.line, it.what), format!("    {}", cut(it.text))]
        }));
        lines.extend(listed("確かめてください", self.notes(), |it| {
            vec![format!("{}行目: {}", it.line, it.what)]
        }));
        lines.extend(self.doubles());
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        lines.push(format!("書き込み先のファイル: {}", names.join("、")));
        lines.join("\n")
    }

    fn understood(&self) -> Vec<String> {
        let report = self.report();
        let programs: HashSet<_> = report.programs.iter().map(|entry| &entry.program).collect();
        let records = &self.council.records;
        let new = programs.iter().filter(|id| records.program(id).is_none()).count();
        let relisted = report.programs.iter().filter(|entry| entry.listed.relisted).count();
        let count = |wanted: fn(&Fate) -> bool| {
            self.reading.fates.iter().filter(|fate| wanted(fate)).count()
        };
        let told = self.told();
        vec![
            format!(
                "{} {}（{}、{}）",
                report.source.issuer,
                report.source.title,
                self.asked.year.japanese(),
                self.encoding
            ),
            format!("  施策 {}件、取組 {}件", told.areas, told.measures),
            format!(
                "  事業 {}行（{}事業。再掲 {relisted}行、記録に初めての事業 {new}件）",
                told.programs,
                programs.len()
            ),
            format!(
                "  会議 {}件、意見 {}件、官公需の表 {}表",
                told.sessions, told.opinions, told.tables
            ),
            format!("  系譜 {}件{}", told.successions, kinds(&report.successions)),
            format!(
                "  本文 {}行: 読めた行 {}、ページの行 {}、空行 {}、読めなかった行 {}",
                told.lines,
                count(|fate| matches!(fate, Fate::Understood)),
                count(|fate| matches!(fate, Fate::Layout(_))),
                count(|fate| matches!(fate, Fate::Blank)),
                told.unread.len()
            ),
        ]
    }

    fn items(&self) -> Vec<String> {
        let report = self.report();
        let mut lines = Vec::new();
        let amount = |amount: Option<ThousandYen>| ThousandYen::or_dash(amount);
        for area in &report.plan.areas {
            lines.push(format!("{} {}", Area::short(area), area.title));
            let of_area = |entry: &&Entry| entry.listed.area == area.id;
            for entry in report.programs.iter().chain(&report.measures).filter(of_area) {
                let [settled, budget] = [&entry.settled, &entry.budget]
                    .map(|held| amount(held.as_ref().map(|held| held.thousand_yen)));
                let relisted = if entry.listed.relisted { "（再掲）" } else { "" };
                let mark = entry.listed.mark();
                lines.push(format!(
                    "  {mark} {}{relisted}  決算 {settled}  予算 {budget}",
                    entry.name()
                ));
            }
        }
        lines.extend(report.sessions.iter().map(|it| format!("{}  {}", it.title, it.held)));
        lines.extend(report.opinions.iter().map(|it| format!("{} {}", it.label, it.text)));
        lines
    }

    fn added_up(&self) -> Vec<String> {
        let Sums { totals, rows, wrong } = &self.sums;
        let what = format!("施策の合計 {totals}件と官公需の表 {rows}行");
        if wrong.is_empty() {
            return vec![format!("数字の確かめ: {what}は、すべて合います。")];
        }
        let mut lines =
            vec![format!("数字の確かめ: {what}のうち、合わないものが {}件あります。", wrong.len())];
        lines.extend(wrong.iter().take(MOST).map(|wrong| format!("  {wrong}")));
        lines.extend(more(wrong.len()));
        lines
    }

    /// Sessions and opinions that the record holds already, because somebody entered them.
    fn doubles(&self) -> Option<String> {
        let (report, records) = (self.report(), &self.council.records);
        let sessions = report.sessions.iter().filter(|it| {
            let same = |other: &&Session| {
                other.fiscal_year == it.fiscal_year
                    && other.number == it.number
                    && other.id != it.id
            };
            records.sessions.iter().any(|other| same(&other))
        });
        let opinions = records
            .opinions
            .iter()
            .filter(|it| it.fiscal_year == self.asked.year && it.entered.is_some());
        let (sessions, opinions) = (sessions.count(), opinions.count());
        (sessions + opinions > 0).then(|| {
            format!(
                "注意: この年度の会議 {sessions}件と意見 {opinions}件が、すでに入力されています。\
                 取り込むと二重になります。"
            )
        })
    }
}

fn kinds(successions: &[Succession]) -> String {
    let count = |kind| successions.iter().filter(|it| it.kind == kind).count();
    let kinds = [SuccessionKind::New, SuccessionKind::Split, SuccessionKind::Ended];
    let told: Vec<_> = kinds
        .into_iter()
        .filter(|kind| count(*kind) > 0)
        .map(|kind| format!("{kind} {}", count(kind)))
        .collect();
    if told.is_empty() { String::new() } else { format!("（{}）", told.join("、")) }
}

fn listed<'a>(
    head: &str,
    remarks: impl Iterator<Item = Remark<'a>>,
    how: impl Fn(&Remark) -> Vec<String>,
) -> Vec<String> {
    let remarks: Vec<_> = remarks.collect();
    if remarks.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("{head}: {}件", remarks.len())];
    for remark in remarks.iter().take(MOST) {
        lines.extend(how(remark).into_iter().map(|line| format!("  {line}")));
    }
    lines.extend(more(remarks.len()));
    lines
}

/// What is not shown is said; `--format json` has it all.
fn more(count: usize) -> Option<String> {
    (count > MOST).then(|| format!("  ほか {}件（--format json で全部を出せます）", count - MOST))
}

fn cut(text: &str) -> String {
    let mut cut: String = text.chars().take(36).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut.replace('\t', " | ")
}

/// `12、40～43`.
fn ranges(lines: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for &line in lines {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == line => *last = line,
            _ => ranges.push((line, line)),
        }
    }
    let told = ranges.into_iter().map(|(first, last)| {
        if first == last { first.to_string() } else { format!("{first}～{last}") }
    });
    told.collect::<Vec<_>>().join("、")
}
