//! Characters of ambiguous width, and what is drawn in their place where they would take two cells.
//!
//! Unicode leaves it to the surroundings whether `①`, `○` or `─` takes one cell or two, and
//! terminals set up for Japanese take two. Whatever is drawn there then stands one cell further to
//! the right than was counted. So on such a terminal none of them is drawn at all.

use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// What stands for a character that has no other form: a printer's 下駄, for type that is missing.
const MISSING: char = '〓';

/// Every character of East Asian Width A (Unicode 14), but for those that take no cell at all:
/// marks, variation selectors and the soft hyphen.
#[rustfmt::skip]
const RANGES: &[(u32, u32)] = &[
    (0xa1, 0xa1), (0xa4, 0xa4), (0xa7, 0xa8), (0xaa, 0xaa), (0xae, 0xae), (0xb0, 0xb4),
    (0xb6, 0xba), (0xbc, 0xbf), (0xc6, 0xc6), (0xd0, 0xd0), (0xd7, 0xd8), (0xde, 0xe1),
    (0xe6, 0xe6), (0xe8, 0xea), (0xec, 0xed), (0xf0, 0xf0), (0xf2, 0xf3), (0xf7, 0xfa),
    (0xfc, 0xfc), (0xfe, 0xfe), (0x101, 0x101), (0x111, 0x111), (0x113, 0x113), (0x11b, 0x11b),
    (0x126, 0x127), (0x12b, 0x12b), (0x131, 0x133), (0x138, 0x138), (0x13f, 0x142), (0x144, 0x144),
    (0x148, 0x14b), (0x14d, 0x14d), (0x152, 0x153), (0x166, 0x167), (0x16b, 0x16b), (0x1ce, 0x1ce),
    (0x1d0, 0x1d0), (0x1d2, 0x1d2), (0x1d4, 0x1d4), (0x1d6, 0x1d6), (0x1d8, 0x1d8), (0x1da, 0x1da),
    (0x1dc, 0x1dc), (0x251, 0x251), (0x261, 0x261), (0x2c4, 0x2c4), (0x2c7, 0x2c7), (0x2c9, 0x2cb),
    (0x2cd, 0x2cd), (0x2d0, 0x2d0), (0x2d8, 0x2db), (0x2dd, 0x2dd), (0x2df, 0x2df), (0x391, 0x3a1),
    (0x3a3, 0x3a9), (0x3b1, 0x3c1), (0x3c3, 0x3c9), (0x401, 0x401), (0x410, 0x44f), (0x451, 0x451),
    (0x2010, 0x2010), (0x2013, 0x2016), (0x2018, 0x2019), (0x201c, 0x201d), (0x2020, 0x2022),
    (0x2024, 0x2027), (0x2030, 0x2030), (0x2032, 0x2033), (0x2035, 0x2035), (0x203b, 0x203b),
    (0x203e, 0x203e), (0x2074, 0x2074), (0x207f, 0x207f), (0x2081, 0x2084), (0x20ac, 0x20ac),
    (0x2103, 0x2103), (0x2105, 0x2105), (0x2109, 0x2109), (0x2113, 0x2113), (0x2116, 0x2116),
    (0x2121, 0x2122), (0x2126, 0x2126), (0x212b, 0x212b), (0x2153, 0x2154), (0x215b, 0x215e),
    (0x2160, 0x216b), (0x2170, 0x2179), (0x2189, 0x2189), (0x2190, 0x2199), (0x21b8, 0x21b9),
    (0x21d2, 0x21d2), (0x21d4, 0x21d4), (0x21e7, 0x21e7), (0x2200, 0x2200), (0x2202, 0x2203),
    (0x2207, 0x2208), (0x220b, 0x220b), (0x220f, 0x220f), (0x2211, 0x2211), (0x2215, 0x2215),
    (0x221a, 0x221a), (0x221d, 0x2220), (0x2223, 0x2223), (0x2225, 0x2225), (0x2227, 0x222c),
    (0x222e, 0x222e), (0x2234, 0x2237), (0x223c, 0x223d), (0x2248, 0x2248), (0x224c, 0x224c),
    (0x2252, 0x2252), (0x2260, 0x2261), (0x2264, 0x2267), (0x226a, 0x226b), (0x226e, 0x226f),
    (0x2282, 0x2283), (0x2286, 0x2287), (0x2295, 0x2295), (0x2299, 0x2299), (0x22a5, 0x22a5),
    (0x22bf, 0x22bf), (0x2312, 0x2312), (0x2460, 0x24e9), (0x24eb, 0x254b), (0x2550, 0x2573),
    (0x2580, 0x258f), (0x2592, 0x2595), (0x25a0, 0x25a1), (0x25a3, 0x25a9), (0x25b2, 0x25b3),
    (0x25b6, 0x25b7), (0x25bc, 0x25bd), (0x25c0, 0x25c1), (0x25c6, 0x25c8), (0x25cb, 0x25cb),
    (0x25ce, 0x25d1), (0x25e2, 0x25e5), (0x25ef, 0x25ef), (0x2605, 0x2606), (0x2609, 0x2609),
    (0x260e, 0x260f), (0x261c, 0x261c), (0x261e, 0x261e), (0x2640, 0x2640), (0x2642, 0x2642),
    (0x2660, 0x2661), (0x2663, 0x2665), (0x2667, 0x266a), (0x266c, 0x266d), (0x266f, 0x266f),
    (0x269e, 0x269f), (0x26bf, 0x26bf), (0x26c6, 0x26cd), (0x26cf, 0x26d3), (0x26d5, 0x26e1),
    (0x26e3, 0x26e3), (0x26e8, 0x26e9), (0x26eb, 0x26f1), (0x26f4, 0x26f4), (0x26f6, 0x26f9),
    (0x26fb, 0x26fc), (0x26fe, 0x26ff), (0x273d, 0x273d), (0x2776, 0x277f), (0x2b56, 0x2b59),
    (0x3248, 0x324f), (0xe000, 0xf8ff), (0xfffd, 0xfffd), (0x1f100, 0x1f10a), (0x1f110, 0x1f12d),
    (0x1f130, 0x1f169), (0x1f170, 0x1f18d), (0x1f18f, 0x1f190), (0x1f19b, 0x1f1ac),
    (0xf0000, 0xffffd), (0x10_0000, 0x10_fffd),
];

/// Whether terminals do not agree if a character takes one cell or two.
#[must_use]
pub fn is_ambiguous(c: char) -> bool {
    let code = u32::from(c);
    let at = RANGES.partition_point(|(_, last)| *last < code);
    let named = RANGES.get(at).is_some_and(|(first, _)| *first <= code);
    // The same characters by another code (the Greek ·), and what a later Unicode adds.
    named || (c != '\u{ad}' && c.width() != c.width_cjk())
}

/// Writes what stands for such a character: always of the same width, and read the same way.
pub(super) fn stand_in(c: char, text: &mut String) {
    if let Some(like) = like(c) {
        text.push_str(like);
        return;
    }
    // ① and Ⓐ lose their ring when taken apart; ⑴, Ⅱ, ⅱ, ℡, ½ and ₂ lose nothing.
    let mut apart: String = c.nfkc().map(|c| if c == '\u{2044}' { '/' } else { c }).collect();
    let ringed = matches!(c, '①'..='⑳' | 'Ⓐ'..='ⓩ');
    if let Some(number) = white_on_black(c) {
        apart = number.to_string();
    }
    if !apart.chars().all(|c| c.is_ascii_graphic()) {
        text.push(MISSING);
    } else if ringed || white_on_black(c).is_some() {
        text.push('(');
        text.push_str(&apart);
        text.push(')');
    } else {
        text.push_str(&apart);
    }
}

/// The number in `❶`, `⓫` or `㉈`, which Unicode does not take apart.
fn white_on_black(c: char) -> Option<u32> {
    let above = |first: char| u32::from(c) - u32::from(first);
    Some(match c {
        '❶'..='❿' => 1 + above('❶'),
        '⓫'..='⓴' => 11 + above('⓫'),
        '㉈'..='㉏' => 10 * (1 + above('㉈')),
        _ => return None,
    })
}

/// Characters that stand for another by their look or their meaning.
///
/// `◎○△×` are marks people give, so each keeps a form of its own; `△` and `▲` are minus signs too.
fn like(c: char) -> Option<&'static str> {
    Some(match c {
        '○' | '◯' => "〇",
        '◎' => "(〇)",
        '●' => "＠",
        '△' | '▲' | '―' | '—' | '−' => "－",
        '×' => "x",
        '■' => "＃",
        '□' => "[ ]",
        '★' => "(*)",
        '☆' => "( )",
        '※' => "＊",
        '•' | '·' => "・",
        '…' | '‥' => "..",
        '→' => "->",
        '←' => "<-",
        '↑' => "上",
        '↓' => "下",
        '⇒' => "=>",
        '⇔' => "<=>",
        '–' | '‐' | '─' | '━' => "-",
        '│' | '┃' => "|",
        '\u{2502}'..='\u{254b}' => "+",
        '█' | '▒' | '▓' => "#",
        '‘' | '’' | '′' => "'",
        '“' | '”' | '″' => "\"",
        '±' => "+-",
        '÷' => "/",
        '≦' | '≤' => "<=",
        '≧' | '≥' => ">=",
        '≠' => "!=",
        '°' => "゜",
        '℃' => "゜C",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn stands_for(c: char) -> String {
        let mut text = String::new();
        stand_in(c, &mut text);
        text
    }

    #[test]
    fn the_table_is_in_order_and_holds_every_character_the_width_of_which_depends_on_the_place() {
        assert!(RANGES.windows(2).all(|pair| pair[0].1 < pair[1].0), "in order, apart");
        let count: u32 = RANGES.iter().map(|(first, last)| last - first + 1).sum();
        assert_eq!(count, 138_370);
        for c in "①○△※■★→…─│█▁×°αЖ\u{e000}\u{fffd}\u{387}".chars() {
            assert!(is_ambiguous(c), "{c}");
        }
        for c in "ア一、（1a －＊〇〓゜⟨⟩␛".chars() {
            assert!(!is_ambiguous(c), "{c}");
        }
    }

    #[test]
    fn whatever_stands_for_one_is_certain_and_as_wide_everywhere() {
        for c in ('\0'..=char::MAX).filter(|c| is_ambiguous(*c)) {
            let text = stands_for(c);
            assert!(!text.is_empty() && !text.contains(is_ambiguous), "{c}: {text}");
            assert_eq!(text.width(), text.width_cjk(), "{c}: {text}");
            assert!(text.width() <= 4, "{c}: {text}");
        }
    }

    #[test]
    fn the_characters_of_the_documents_are_read_as_they_were() {
        for (printed, drawn) in [
            ("○◯◎●△▲×", ["〇", "〇", "(〇)", "＠", "－", "－", "x"].concat()),
            ("①②③④⑤⑥⑦⑧⑨⑩", "(1)(2)(3)(4)(5)(6)(7)(8)(9)(10)".to_owned()),
            ("ⅠⅡⅢⅣⅰⅱⅲⅳ", "IIIIIIIViiiiiiiv".to_owned()),
            ("※■★•→⇒℡₂", "＊＃(*)・->=>TEL2".to_owned()),
            ("…“創業”½℃㉈", "..\"創業\"1/2゜C(10)".to_owned()),
            ("αЖ\u{e000}", "〓〓〓".to_owned()),
        ] {
            let shown: String = printed
                .chars()
                .map(|c| if is_ambiguous(c) { stands_for(c) } else { c.to_string() })
                .collect();
            assert_eq!(shown, drawn);
        }
    }
}
