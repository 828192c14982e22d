//! The words a link is made against: what bears the meaning of an opinion or a program.

use std::fmt::Write;

use crate::domain::{Entry, Opinion, Program};

/// The meaning-bearing words of an opinion: its text.
#[must_use]
pub fn opinion_words(opinion: &Opinion) -> String {
    opinion.text.clone()
}

/// The meaning-bearing words of a program: name, content, items, amounts and remark of its latest
/// entry, a line each. Results are left out: they change every year without changing what the
/// program is.
#[must_use]
pub fn program_words(program: &Program) -> String {
    let Entry { content, items, settled, budget, amounts: named, remark, .. } = program.latest();
    let mut lines = vec![program.name().to_owned()];
    lines.extend(content.clone());
    lines.extend(items.iter().map(|item| format!("{}{}", item.label, item.text)));
    let mut amounts = String::new();
    for (what, amount) in [("決算額", settled), ("予算額", budget)] {
        if let Some(amount) = amount {
            // Writing to a String cannot fail.
            let _ = write!(amounts, "{what} {} {}千円 ", amount.year, amount.thousand_yen);
        }
    }
    for amount in named {
        let _ = write!(amounts, "{} {} {}千円 ", amount.label, amount.year, amount.thousand_yen);
    }
    lines.push(amounts.trim_end().to_owned());
    lines.extend(remark.clone());
    lines.join("\n")
}
