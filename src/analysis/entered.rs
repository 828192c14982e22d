//! What was entered in the program, as records: sessions and opinions that no source prints yet.

use crate::{
    domain::{Opinion, Session, SourceId, japanese_date},
    journal::{Ledger, New, NewOpinion, NewSession, Said},
};

/// The sessions and opinions that the journal enters, as they read now: the year's order, then the
/// order in which they were entered.
pub fn of(ledger: &Ledger) -> (Vec<Session>, Vec<Opinion>) {
    let mut sessions: Vec<_> = ledger.sessions.iter().map(|said| session(ledger, said)).collect();
    let mut opinions: Vec<_> = ledger.opinions.iter().map(|said| opinion(ledger, said)).collect();
    sessions.sort_by_key(|session| (session.fiscal_year, session.date));
    opinions.sort_by_key(|opinion| opinion.fiscal_year);
    (sessions, opinions)
}

fn session(ledger: &Ledger, said: &Said<NewSession>) -> Session {
    let amended = ledger.amendment(&said.id).and_then(|register| register.now());
    let now = match amended.map(|amend| &amend.what.to) {
        Some(New::Session(session)) => session,
        _ => &said.what,
    };
    Session {
        id: said.id.as_str().into(),
        source: SourceId::default(),
        fiscal_year: now.fiscal_year,
        number: now.number,
        title: now.title.clone(),
        held: held(now),
        date: now.date,
        start: now.start,
        end: now.end,
        place: now.place.clone(),
        agenda: now.agenda.clone(),
        members: now.members,
        entered: Some(said.id.clone()),
        source_note: None,
    }
}

/// `令和8年7月2日 10時00分～12時00分`, as far as it was entered.
fn held(session: &NewSession) -> String {
    let time = |time: jiff::civil::Time| format!("{}時{:02}分", time.hour(), time.minute());
    let day = japanese_date(session.date);
    match (session.start, session.end) {
        (Some(start), Some(end)) => format!("{day} {}～{}", time(start), time(end)),
        (Some(start), None) => format!("{day} {}～", time(start)),
        (None, Some(end)) => format!("{day} ～{}", time(end)),
        (None, None) => day,
    }
}

fn opinion(ledger: &Ledger, said: &Said<NewOpinion>) -> Opinion {
    let amended = ledger.amendment(&said.id).and_then(|register| register.now());
    let now = match amended.map(|amend| &amend.what.to) {
        Some(New::Opinion(opinion)) => opinion,
        _ => &said.what,
    };
    Opinion {
        id: said.id.as_str().into(),
        source: SourceId::default(),
        fiscal_year: now.fiscal_year,
        label: now.label.clone(),
        heading: now.heading.clone(),
        area: now.area.clone(),
        text: now.text.clone(),
        sessions: now.sessions.clone(),
        entered: Some(said.id.clone()),
        source_note: None,
    }
}
