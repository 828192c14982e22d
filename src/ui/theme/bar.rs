//! A bar of two parts in a whole.

use super::Borders;

/// A bar of `room` cells: full, then partial, then the rest of `whole`.
///
/// The three differ in their characters, not in colour. A part that is not zero has a cell
/// wherever the room allows it: a bar looks complete, or empty, only if it is.
#[must_use]
pub fn bar(full: usize, partial: usize, whole: usize, room: usize, borders: Borders) -> String {
    let full = full.min(whole);
    let partial = partial.min(whole - full);
    let parts = [full, partial, whole - full - partial];
    borders
        .bar()
        .into_iter()
        .zip(shares(parts, room))
        .flat_map(|(symbol, count)| std::iter::repeat_n(symbol, count))
        .collect()
}

/// Divides the room as the parts divide the whole.
fn shares(parts: [usize; 3], room: usize) -> [usize; 3] {
    let whole: usize = parts.iter().sum();
    if whole == 0 {
        return [0, 0, room];
    }
    let exact = |part: usize| part as u128 * room as u128;
    let whole = whole as u128;
    let mut shares = parts.map(|part| {
        usize::try_from(exact(part) / whole).unwrap_or(room).max(usize::from(part > 0))
    });
    // What rounding took away goes to the part that lacks most.
    while shares.iter().sum::<usize>() < room {
        let lacking =
            (0..3).max_by_key(|&i| exact(parts[i]).saturating_sub(shares[i] as u128 * whole));
        shares[lacking.unwrap_or(2)] += 1;
    }
    // What the least of one cell added comes from the part that has most; without room for all
    // three, that something is missing stays on the screen longest.
    while shares.iter().sum::<usize>() > room {
        let most = (0..3).max_by_key(|&i| (shares[i], [1, 2, 0][i]));
        shares[most.unwrap_or(2)] -= 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_bar_shows_full_partial_and_missing() {
        for (full, partial, whole, line, ascii) in [
            (5, 3, 10, "█████▒▒▒░░", "#####===.."),
            (10, 0, 10, "██████████", "##########"),
            (0, 0, 10, "░░░░░░░░░░", ".........."),
            (0, 0, 0, "░░░░░░░░░░", ".........."),
            (1, 0, 1_000, "█░░░░░░░░░", "#........."),
            (999, 0, 1_000, "█████████░", "#########."),
            (998, 1, 1_000, "████████▒░", "########=."),
            (7, 99, 10, "███████▒▒▒", "#######==="),
        ] {
            assert_eq!(bar(full, partial, whole, 10, Borders::Line), line);
            assert_eq!(bar(full, partial, whole, 10, Borders::Ascii), ascii);
        }
    }

    #[test]
    fn a_bar_without_room_is_short_but_not_false() {
        assert_eq!(bar(5, 3, 10, 0, Borders::Ascii), "");
        assert_eq!(bar(5, 3, 10, 2, Borders::Ascii), "#.");
        assert_eq!(bar(5, 3, 10, 1, Borders::Ascii), ".");
        assert_eq!(bar(5, 3, 10, 3, Borders::Ascii), "#=.");
    }

    proptest! {
        #[test]
        fn a_bar_fills_its_room_and_is_complete_only_if_all_is(
            full in any::<usize>(), partial in any::<usize>(), whole in any::<usize>(), room in 3_usize..60,
        ) {
            let drawn = bar(full, partial, whole, room, Borders::Ascii);
            prop_assert_eq!(drawn.len(), room);
            prop_assert_eq!(drawn.starts_with('#'), full.min(whole) > 0);
            prop_assert_eq!(!drawn.contains(['=', '.']), whole > 0 && full >= whole);
        }
    }
}
