//! Text as a reader sees it: what the layout of a page spaced out is closed up, digits and Latin
//! letters are half width. Wording is never touched.

use unicode_normalization::UnicodeNormalization;

/// The text with layout taken away: `1 5， 2 3 2 千円` is `15,232千円`, `D Xを` is `DXを`.
pub(super) fn tidy(text: &str) -> String {
    let letters: Vec<char> = spaced(text);
    let mut tidy: Vec<char> = Vec::with_capacity(letters.len());
    let singles = singles(&letters);
    for (at, &c) in letters.iter().enumerate() {
        if c == ' ' && (singles[at] || closes(&letters, at)) {
            continue;
        }
        tidy.push(c);
    }
    commas(&mut tidy);
    tidy.into_iter().collect()
}

/// Everything but white space, digits and Latin letters half width: for comparing with a label.
pub(super) fn squeezed(text: &str) -> String {
    let mut letters: Vec<char> =
        without_markup(text).nfc().map(half).filter(|c| !c.is_whitespace()).collect();
    commas(&mut letters);
    letters.into_iter().collect()
}

/// The characters with one space between words and none at the ends.
fn spaced(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = Vec::new();
    for c in without_markup(text).nfc() {
        if !c.is_whitespace() {
            letters.push(half(c));
        } else if letters.last().is_some_and(|last| *last != ' ') {
            letters.push(' ');
        }
    }
    if letters.last() == Some(&' ') {
        letters.pop();
    }
    letters
}

/// Marks that the extraction of a text puts around a list, or around letters.
fn without_markup(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::with_capacity(text.len());
    while let Some(at) = rest.find('<') {
        let tag = &rest[at..];
        let end = tag.find('>').filter(|end| is_tag(&tag[1..*end]));
        let Some(end) = end else {
            plain.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        plain.push_str(&rest[..at]);
        plain.push(' ');
        rest = &tag[end + 1..];
    }
    plain.push_str(rest);
    plain.replace("**", "")
}

fn is_tag(inside: &str) -> bool {
    let name = inside.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
    matches!(name, "ul" | "li" | "ol" | "br" | "b" | "p")
}

fn half(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        // Radicals that a PDF gives in the place of letters.
        '\u{2f00}'..='\u{2fd5}' => std::iter::once(c).nfkc().next().unwrap_or(c),
        c => c,
    }
}

/// A full-width comma between digits is half width; elsewhere it is a Japanese one.
fn commas(letters: &mut [char]) {
    for at in 1..letters.len().saturating_sub(1) {
        let between = letters[at - 1].is_ascii_digit() && letters[at + 1].is_ascii_digit();
        if letters[at] == '，' && between {
            letters[at] = ',';
        }
    }
}

/// The spaces in a name that is spaced out letter by letter: `大 西 一 史`, or a cell `工 事`.
fn singles(letters: &[char]) -> Vec<bool> {
    let mut closed = vec![false; letters.len()];
    let bounds: Vec<usize> = std::iter::once(usize::MAX)
        .chain(letters.iter().enumerate().filter(|(_, c)| **c == ' ').map(|(at, _)| at))
        .chain([letters.len()])
        .collect();
    // A word is what stands between two bounds.
    let single: Vec<bool> = bounds
        .windows(2)
        .map(|pair| {
            let start = pair[0].wrapping_add(1);
            pair[1] == start + 1 && !letters[start].is_ascii_alphanumeric()
        })
        .collect();
    let mut from = 0;
    while from < single.len() {
        let length = single[from..].iter().take_while(|is| **is).count();
        if length >= 3 || length == 2 && single.len() == 2 {
            for bound in &bounds[from + 1..from + length] {
                closed[*bound] = true;
            }
        }
        from += length.max(1);
    }
    closed
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '，')
}

/// Whether the space at a place is the layout's.
fn closes(letters: &[char], at: usize) -> bool {
    let (Some(&before), Some(&after)) =
        (at.checked_sub(1).and_then(|at| letters.get(at)), letters.get(at + 1))
    else {
        return true;
    };
    let opens = |c| matches!(c, '（' | '(' | '「' | '『' | '【');
    let ends = |c| matches!(c, '）' | ')' | '」' | '』' | '】' | '、' | '。');
    if opens(before) || matches!(after, '）' | ')' | '」' | '』' | '】' | '、' | '。' | '，')
    {
        return true;
    }
    match (before, after) {
        ('△' | '▲' | '，' | ',', c) if c.is_ascii_digit() => true,
        (b, a) if is_figure(b) && is_figure(a) => {
            figures_before(letters, at) == 1 || figures_behind(letters, at) == 1
        }
        (b, a) if b.is_ascii_alphabetic() && a.is_ascii_alphanumeric() => {
            latin_before(letters, at) == 1 && (a.is_ascii_digit() || latin_behind(letters, at) == 1)
        }
        (b, a) if b.is_ascii_digit() && a.is_ascii_alphabetic() => latin_behind(letters, at) == 1,
        (b, a) if b.is_ascii_digit() && !a.is_ascii() => !is_head(letters, at),
        (b, a) if a.is_ascii_digit() && !b.is_ascii() => {
            matches!(b, '：' | '・' | '～' | '〜' | '、' | '約' | '計')
                || !ends(b) && !is_unit(letters, at) && stands_apart(letters, at)
        }
        (b, a) if b.is_ascii_alphabetic() && !a.is_ascii() => {
            latin_before(letters, at) == 1 && before_is_spaced(letters, at)
        }
        (b, a) if a.is_ascii_alphabetic() && !b.is_ascii() => {
            latin_behind(letters, at) == 1
                && letters.get(at + 2) == Some(&' ')
                && letters.get(at + 3).is_some_and(char::is_ascii_alphabetic)
        }
        // A particle begins no word.
        ('）' | '」', 'ぁ'..='ゖ') => true,
        _ => false,
    }
}

fn latin_before(letters: &[char], at: usize) -> usize {
    letters[..at].iter().rev().take_while(|c| c.is_ascii_alphabetic()).count()
}

fn latin_behind(letters: &[char], at: usize) -> usize {
    letters[at + 1..].iter().take_while(|c| c.is_ascii_alphabetic()).count()
}

fn figures_before(letters: &[char], at: usize) -> usize {
    letters[..at].iter().rev().take_while(|c| c.is_ascii_digit()).count()
}

fn figures_behind(letters: &[char], at: usize) -> usize {
    letters[at + 1..].iter().take_while(|c| c.is_ascii_digit()).count()
}

/// Whether the single letter before a space follows another spaced-out letter.
fn before_is_spaced(letters: &[char], at: usize) -> bool {
    at >= 3 && letters[at - 2] == ' ' && letters[at - 3].is_ascii_alphabetic()
}

/// Where the number before a space begins.
fn number_start(letters: &[char], at: usize) -> usize {
    let mut start = at;
    while start > 0 {
        let c = letters[start - 1];
        let spaced = c == ' ' && start >= 2 && is_figure(letters[start - 2]);
        if !is_figure(c) && !spaced {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether the number before a space heads a title: `「2 新たな事業活動の促進」`.
fn is_head(letters: &[char], at: usize) -> bool {
    let start = number_start(letters, at);
    start > 0 && matches!(letters[start - 1], '「' | '『')
}

/// Whether the number behind a space is followed by a space as well, as `5` in `最長 5 年`.
fn stands_apart(letters: &[char], at: usize) -> bool {
    let behind = letters[at + 1..].iter().position(|c| !is_figure(*c) && *c != ' ');
    behind.is_some_and(|length| length > 0 && letters[at + length] == ' ')
}

/// Whether a counted figure ends before a space: `17社 2回目` are two things.
fn is_unit(letters: &[char], at: usize) -> bool {
    let word: Vec<char> = letters[..at].iter().rev().take(4).copied().collect();
    let digit = word.iter().position(|c| c.is_ascii_digit() || *c == ' ');
    digit.is_some_and(|found| {
        (1..=2).contains(&found) && word[found].is_ascii_digit()
            || word[found] == ' ' && word.get(found + 1).is_some_and(char::is_ascii_digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_layout_spaced_out_is_closed_up() {
        for (printed, read) in [
            ("1 7 2， 6 2 7 千円", "172,627千円"),
            ("２５，７０６千円", "25,706千円"),
            ("令和 7 年度", "令和7年度"),
            (
                "助成件数：4 件（うち 1 件は小規模企業重点枠）",
                "助成件数：4件（うち1件は小規模企業重点枠）",
            ),
            ("補助件数： 1 3 件（ 1 3 社）", "補助件数：13件（13社）"),
            ("最長 5 年の賃料", "最長5年の賃料"),
            ("者のD Xを推進する", "者のDXを推進する"),
            ("I n t e r B E E ２０２４への出展", "InterBEE2024への出展"),
            ("整えたU I J ターンサポート", "整えたUIJターンサポート"),
            ("U I J ターン移住", "UIJターン移住"),
            ("E C サイト", "ECサイト"),
            ("J L P T対策講座 受講者", "JLPT対策講座 受講者"),
            ("熊本市長 大 西 一 史", "熊本市長 大西一史"),
            ("熊 本 県 内 企 業 （ 熊 本 市 を 除 く ）", "熊本県内企業（熊本市を除く）"),
            ("工 事", "工事"),
            ("【official】） を活用した", "【official】）を活用した"),
            ("△ 0.3", "△0.3"),
            ("⼤会", "大会"),
        ] {
            assert_eq!(tidy(printed), read);
        }
    }

    #[test]
    fn what_was_printed_apart_stays_apart() {
        for text in [
            "「2 新たな事業活動の促進」、「3 経営基盤の強化の促進」で再掲",
            "自治体探求ブック作成 2,000部",
            "参加企業数：17社 2回目（2月5日、12日） 参加企業数：4社",
            "創業者チャレンジ支援補助 補助件数：15件",
            "リスキリング支援 eラーニング受講者：200人",
            "「XOSS POINT.（クロスポイント）」",
            "助成を行う。 また、県内の",
            "熊本市議会棟2階 予算決算委員会室",
            "国，県及び市，3者",
            "1 < 2 > 1",
        ] {
            assert_eq!(tidy(text), text);
            assert_eq!(tidy(&tidy(text)), tidy(text));
        }
    }
}
