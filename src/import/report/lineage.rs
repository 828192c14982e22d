//! 系譜 that the remarks of a report state: 新規, 終了, 分割.

use super::{Report, lines::Ledger};
use crate::{
    domain::{Area, Basis, Entry, FiscalYear, ProgramId, Succession, SuccessionKind},
    import::tidy::squeezed,
};

/// Words in a remark that tell of a change.
const CHANGES: [&str; 8] = ["新規", "終了", "分割", "統合", "改称", "名称変更", "移管", "廃止"];

/// What the remarks state, each kind in printed order; remarks that tell of a change nobody could
/// read are noted.
pub(super) fn stated(report: &Report, ledger: &mut Ledger) -> Vec<Succession> {
    let teller = Teller { report };
    let mut successions = Vec::new();
    let rows = || report.programs.iter().filter(|entry| !entry.listed.relisted);
    let remarked = || rows().filter_map(|entry| Some((entry, entry.remark.as_deref()?)));
    for (entry, remark) in remarked() {
        let before = successions.len();
        if let Some(year) = year_before(remark, "新規事業") {
            let to = vec![entry.program.clone()];
            successions.push(teller.tell(SuccessionKind::New, year, vec![], to, entry));
        }
        let split = match teller.split(entry, remark) {
            Some(Ok(split)) => {
                successions.push(split);
                true
            }
            Some(Err(why)) => {
                ledger.note_on(
                    &entry.listed,
                    format!("「{}」の備考: {why}。系譜は作っていません。", entry.name()),
                );
                true
            }
            None => remark.contains("から一部の事業を分割"),
        };
        if let Some(year) = year_before(remark, "限りで終了") {
            let from = vec![entry.program.clone()];
            let next = FiscalYear::from_western(western(year).saturating_add(1));
            successions.push(teller.tell(SuccessionKind::Ended, next, from, vec![], entry));
        }
        let told = successions.len() > before || split;
        if let Some(word) = CHANGES.iter().find(|word| !told && remark.contains(*word)) {
            ledger.note_on(
                &entry.listed,
                format!(
                    "「{}」の備考に「{word}」とありますが、系譜は作っていません: {remark}",
                    entry.name()
                ),
            );
        }
        if remark.contains("から一部の事業を分割") && !teller.is_told_by_giver(entry) {
            ledger.note_on(&entry.listed, format!("「{}」の備考に分割とありますが、元の事業の備考にはありません。系譜は作っていません: {remark}", entry.name()));
        }
    }
    successions
}

struct Teller<'a> {
    report: &'a Report,
}

impl Teller<'_> {
    /// `N年度から15の「…」及び17の「…」へ事業を分割`: the program is split into those named.
    fn split(&self, entry: &Entry, remark: &str) -> Option<Result<Succession, String>> {
        let (before, _) = remark.split_once("へ事業を分割")?;
        let Some(year) = year_before(remark, "から") else {
            return Some(Err("分割の年度が読めません".to_owned()));
        };
        let mut to = Vec::new();
        for name in quoted(before) {
            match self.named(&name) {
                Some(found) => to.push(found.program.clone()),
                None => return Some(Err(format!("分割先の「{name}」が報告書にありません"))),
            }
        }
        if to.is_empty() {
            return Some(Err("分割先の事業の名が読めません".to_owned()));
        }
        let from = vec![entry.program.clone()];
        let mut split = self.tell(SuccessionKind::Split, year, from, to, entry);
        let givers = self.takers(entry);
        if let (Basis::Stated { place, .. }, false) = (&mut split.basis, givers.is_empty()) {
            let numbers: Vec<_> = givers.iter().map(|taker| taker.listed.mark()).collect();
            *place = format!("{place}（{}の備考も同じ分割を記す）", numbers.join("と"));
        }
        Some(Ok(split))
    }

    /// The rows whose remarks say that they were split off a program.
    fn takers(&self, giver: &Entry) -> Vec<&Entry> {
        let says_so = |entry: &&Entry| {
            entry.remark.as_deref().is_some_and(|remark| {
                let named =
                    quoted(remark).iter().any(|name| squeezed(name) == squeezed(giver.name()));
                remark.contains("から一部の事業を分割") && named
            })
        };
        self.report.programs.iter().filter(|it| !it.listed.relisted).filter(says_so).collect()
    }

    /// Whether the program that a row was split off says so as well.
    fn is_told_by_giver(&self, taker: &Entry) -> bool {
        let remark = taker.remark.as_deref().unwrap_or_default();
        quoted(remark).iter().filter_map(|name| self.named(name)).any(|giver| {
            let remark = giver.remark.as_deref().unwrap_or_default();
            remark.contains("へ事業を分割")
                && quoted(remark).iter().any(|name| squeezed(name) == squeezed(taker.name()))
        })
    }

    fn named(&self, name: &str) -> Option<&Entry> {
        let key = squeezed(name);
        self.report.programs.iter().find(|entry| squeezed(entry.name()) == key)
    }

    fn tell(
        &self,
        kind: SuccessionKind,
        year: FiscalYear,
        from: Vec<ProgramId>,
        to: Vec<ProgramId>,
        entry: &Entry,
    ) -> Succession {
        let area = self.report.plan.areas.iter().find(|area| area.id == entry.listed.area);
        let area = area.map(Area::short).unwrap_or_default();
        let basis = Basis::Stated {
            source: self.report.source.id.clone(),
            place: format!("{area} {} {} 備考", entry.listed.mark(), entry.name()),
            text: entry.remark.clone().unwrap_or_default(),
        };
        Succession { kind, year, from, to, basis }
    }
}

/// What stands between the brackets `「」`.
fn quoted(text: &str) -> Vec<String> {
    let pieces = text.split('「').skip(1);
    pieces.filter_map(|piece| Some(piece.split_once('」')?.0.to_owned())).collect()
}

/// The fiscal year that stands right before some words.
fn year_before(text: &str, words: &str) -> Option<FiscalYear> {
    text.match_indices(words).find_map(|(at, _)| {
        let before = text[..at].strip_suffix("年度")?;
        let start = before.rfind(['和', '成']).map(|at| at.saturating_sub("令".len()))?;
        format!("{}年度", before.get(start..)?).parse().ok()
    })
}

/// The western year a fiscal year begins in.
fn western(year: FiscalYear) -> i16 {
    (1868..=2999).find(|western| FiscalYear::from_western(*western) == year).unwrap_or_default()
}
