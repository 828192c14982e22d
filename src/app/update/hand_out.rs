//! 書き出し: what the view shows, as a file.

use crate::app::{
    Effect, Model, Overlay, View,
    filter::Filter,
    list::List,
    overlay::{Extract, HandOut},
};

/// Opens the popup over what is shown: opinions and programs as they are filtered; in any other view
/// the whole record.
pub fn open(model: &mut Model) {
    let records = &model.council.records;
    let (shown, filter, what) = match model.view {
        View::Opinions => {
            let list = &model.opinions.list;
            let ids = list.rows().iter().map(|row| records.opinions[*row].id.clone());
            let filter = filter(list, &model.opinions.filter, records.opinions.len());
            let whole = list.rows().len() == records.opinions.len();
            let shown = if whole { Extract::All } else { Extract::Opinions(ids.collect()) };
            (shown, filter, format!("意見 {}件", list.rows().len()))
        }
        View::Programs => {
            let list = &model.programs.list;
            let ids = list.rows().iter().map(|row| records.programs[*row].id.clone());
            let filter = filter(list, &model.programs.filter, records.programs.len());
            (Extract::Programs(ids.collect()), filter, format!("事業 {}件", list.rows().len()))
        }
        _ => (Extract::All, Vec::new(), "記録の全部".to_owned()),
    };
    let hand_out = HandOut::new(&model.council, what, &shown, &filter);
    model.lay(Overlay::HandOut(hand_out));
}

/// What hides rows of a list, in words.
fn filter(list: &List, filter: &Filter, all: usize) -> Vec<String> {
    if list.rows().len() == all {
        return Vec::new();
    }
    let query = list.query.value().trim();
    let query = if query.is_empty() { String::new() } else { format!("検索「{query}」") };
    [filter.words(), query].into_iter().filter(|words| !words.is_empty()).collect()
}

/// Writes the file that is selected.
pub fn choose(model: &mut Model) -> Option<Effect> {
    let Some(Overlay::HandOut(hand_out)) = &model.overlay else { return None };
    let order = hand_out.selected()?.clone();
    model.lift();
    Some(Effect::HandOut(order))
}
