//! What was entered here and has been written into record files since: what is said of it now has no
//! effect.

use super::Council;
use crate::{
    domain::{EventId, Opinion, Session},
    journal::{New, NewOpinion, NewSession},
    problem::{Place, Problem, Severity},
    records::Locus,
};

impl Council {
    /// What was said about entered things after they were written into files, where it no longer
    /// has any effect.
    pub(super) fn said_too_late(&self) -> Vec<Problem> {
        let records = &self.records;
        let sessions = records.sessions.iter().zip(0..).filter(|(it, _)| !it.is_unfiled());
        let sessions = sessions.filter_map(|(it, row)| {
            let id = it.entered.as_ref()?;
            let same = |new: &New| matches!(new, New::Session(new) if reads_as_session(new, it));
            Some((id, &it.title, self.too_late(id, same)?, Locus::Session(row)))
        });
        let opinions = records.opinions.iter().zip(0..).filter(|(it, _)| !it.is_unfiled());
        let opinions = opinions.filter_map(|(it, row)| {
            let id = it.entered.as_ref()?;
            let same = |new: &New| matches!(new, New::Opinion(new) if reads_as_opinion(new, it));
            Some((id, &it.label, self.too_late(id, same)?, Locus::Opinion(row)))
        });
        let late = sessions.chain(opinions);
        let late = late.map(|(_, name, (what, remedy), locus)| {
            let problem = Problem::new(
                Severity::Warning,
                format!("「{name}」は{what}"),
                "画面と集計には、ファイルの文言が使われます。日誌の言葉も残っています。",
                remedy,
            );
            problem.at(records.place(locus, "").unwrap_or_else(|| Place::file("records")))
        });
        late.collect()
    }

    /// What was said of an event whose record stands in a file, and what to do about it.
    fn too_late(
        &self,
        id: &EventId,
        same: impl Fn(&New) -> bool,
    ) -> Option<(String, &'static str)> {
        if let Some(amended) = self.ledger.amendment(id).and_then(|register| register.now()) {
            let by = self.records.name_of(&amended.by);
            return (!same(&amended.what.to)).then(|| {
                let what =
                    format!("記録のファイルに書かれていますが、{by} さんの訂正と文言が違います。");
                (what, "訂正が正しければ、ここを訂正のとおりに直してください。ファイルが正しければ、訂正した人が「元に戻す」で訂正を取り消してください。")
            });
        }
        let known = self.journal.events.iter().any(|event| event.id == *id);
        (known && !self.ledger.is_live(id)).then(|| {
            let what = "記録のファイルに書かれていますが、入力は取り消されています。".to_owned();
            (what, "要らなければ、ここをファイルから消してください。要るなら、入力した人が「やり直す」で取り消しを戻してください。")
        })
    }
}

fn reads_as_session(new: &NewSession, filed: &Session) -> bool {
    new.fiscal_year == filed.fiscal_year
        && new.number == filed.number
        && new.title == filed.title
        && (new.date, new.start, new.end) == (filed.date, filed.start, filed.end)
        && new.place == filed.place
        && new.agenda == filed.agenda
        && new.members == filed.members
}

fn reads_as_opinion(new: &NewOpinion, filed: &Opinion) -> bool {
    new.fiscal_year == filed.fiscal_year
        && new.label == filed.label
        && new.heading == filed.heading
        && new.area == filed.area
        && new.text == filed.text
        && new.sessions == filed.sessions
}
