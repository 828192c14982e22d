//! The areas that the cells of a table name.

use crate::{
    domain::{Area, AreaId},
    import::tidy::squeezed,
};

/// The area a cell names by title, by number, by both or by its id; `None` where there is none or
/// more than one.
pub(super) fn named<'a>(areas: &[&'a Area], cell: &str) -> Option<&'a AreaId> {
    let key = squeezed(cell);
    let mut found = areas.iter().filter(|area| {
        let names = [
            area.title.clone(),
            area.short(),
            format!("{}{}", area.label, area.title),
            format!("{}{}", area.short(), area.title),
            area.id.to_string(),
        ];
        names.iter().any(|name| squeezed(name) == key)
    });
    match (found.next(), found.next()) {
        (Some(area), None) => Some(&area.id),
        _ => None,
    }
}

/// Whether a cell says that something belongs to no area.
pub(super) fn is_other(cell: &str) -> bool {
    let key = squeezed(cell);
    key.is_empty() || key.starts_with("その他") || matches!(key.as_str(), "-" | "－" | "なし")
}
