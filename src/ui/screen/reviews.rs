//! 委員の受け止め, under the opinion they are about.

use crate::{analysis::Council, domain::Opinion, ui::sheet::Sheet};

/// What every member said last, and whether it was said of the answer that stands.
pub fn show(sheet: &mut Sheet, council: &Council, opinion: &Opinion) {
    let reviews = council.reviews(&opinion.id);
    if reviews.is_empty() {
        return;
    }
    sheet.blank();
    sheet.heading("委員の受け止め");
    for said in reviews {
        let name = council.records.name_of(&said.by);
        let past =
            if council.is_of_now(&said.what) { "" } else { "（前の回答について）" };
        let lead = format!("{name}  {}{past} ", said.what.verdict);
        sheet.labelled(&lead, &said.what.text);
    }
}
