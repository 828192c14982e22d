//! Text as rules compare it: full or half width, spaced or not, it is the same.

use unicode_normalization::UnicodeNormalization;

/// The text in its compatible form, without white space.
pub(super) fn plain(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// What stands between 「 and its 」, with the bytes where it begins and where the text goes on.
pub(super) fn quotations(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    text.match_indices('「').filter_map(|(at, open)| {
        let inside = &text[at + open.len()..];
        let end = inside.find('」')?;
        Some((at, &inside[..end], &inside[end + '」'.len_utf8()..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_with_what_follows() {
        let text = plain("１８の「食の 販路」から");
        let found: Vec<_> = quotations(&text).collect();
        assert_eq!(found, [("18の".len(), "食の販路", "から")]);
        assert_eq!(quotations("「閉じない").count(), 0);
    }
}
