//! `shingi read`, `review`: what a committee member says, a line at a time.

use super::{act, name};
use crate::{
    analysis::{Council, seen, unsayable},
    domain::{Role, Verdict},
    journal::Review,
    shell::office::Office,
    shown::shown,
};

/// Says that the person has read an opinion and what stands to it.
pub fn read(office: &mut Office, council: &Council, name: &str) -> u8 {
    if let Some(why) = office.access.why_not(Role::Member) {
        return act::refuse(why);
    }
    let opinion = match name::opinion(council, name) {
        Ok(opinion) => opinion,
        Err(why) => return act::refuse(&why),
    };
    let label = council.records.label(&opinion.id);
    let sayings = council.mark_read(&office.person, &opinion.id);
    let said = format!("保存しました: {} を既読に", shown(&label));
    act::say(office, &sayings, &said, "すでに既読です。")
}

/// Says what the person makes of the answer to an opinion.
pub fn review(
    office: &mut Office,
    council: &Council,
    name: &str,
    verdict: Verdict,
    text: &str,
) -> u8 {
    if let Some(why) = office.access.why_not(Role::Member) {
        return act::refuse(why);
    }
    let opinion = match name::opinion(council, name) {
        Ok(opinion) => &opinion.id,
        Err(why) => return act::refuse(&why),
    };
    let review = Review {
        opinion: opinion.clone(),
        verdict,
        text: text.trim().to_owned(),
        of: seen(council.ledger.answer(opinion)),
    };
    if let Some((_, why)) = unsayable(&review) {
        return act::refuse(why);
    }
    let label = council.records.label(opinion);
    let sayings = council.review(&office.person, review, &council.stands(opinion));
    let said = format!("保存しました: {} への受け止め（{verdict}）", shown(&label));
    act::say(office, &sayings, &said, "すでに同じ内容で保存してあります。")
}
