//! What a line of a numbered list begins with.

use unicode_normalization::UnicodeNormalization;

/// 番号の形, the widest first: the order in which an office nests them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Form {
    /// `【創業】`, `■ 創業`: a heading without a number.
    Head,
    /// `1 …`.
    Number,
    /// `(1) …`.
    Bracketed,
    /// `① …`.
    Circled,
    /// `ア …`.
    Kana,
    /// `(ア) …`.
    BracketedKana,
    /// `ア(ア) …`, both numbers at once.
    Both,
    /// `・…`, which has no number.
    Bullet,
}

impl Form {
    pub(super) const ALL: [Self; 8] = [
        Self::Head,
        Self::Number,
        Self::Bracketed,
        Self::Circled,
        Self::Kana,
        Self::BracketedKana,
        Self::Both,
        Self::Bullet,
    ];

    /// Whether it says which one of several it is.
    pub(super) fn counts(self) -> bool {
        !matches!(self, Self::Head | Self::Bullet)
    }
}

/// 番号. What stands before the words of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) form: Form,
    /// As it is written in a label: `ア`, `(ア)`, `(1)`, `①`; empty where there is none.
    pub(super) label: String,
    /// Its place among its like, from 1; 0 where there is none.
    pub(super) nth: usize,
}

/// ア to ン, in the order in which an office counts.
const KANA: &str =
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";

/// What stands behind a number that counts something and is no number of a list: `8 月`.
const COUNTED: &str = "年月日時分人名社件回割円万億歳つ者個％%";

/// The kana that counts this far; a number beyond ン.
pub(super) fn kana(nth: usize) -> String {
    let found = nth.checked_sub(1).and_then(|at| KANA.chars().nth(at));
    found.map_or_else(|| nth.to_string(), String::from)
}

fn place_of(kana: char) -> Option<usize> {
    KANA.chars().position(|other| other == kana).map(|at| at + 1)
}

/// The sign that counts one further.
pub(super) fn next(sign: char) -> Option<char> {
    match sign {
        '①'..'⑳' | '㉑'..'㉟' => char::from_u32(u32::from(sign) + 1),
        _ => KANA.chars().nth(place_of(sign)?),
    }
}

/// The mark a line begins with, and the rest of the line.
pub(super) fn mark(line: &str) -> Option<(Mark, &str)> {
    let line = line.trim_start();
    // A text taken from a web page or a converted document has its items behind hyphens.
    let bare = line.strip_prefix("- ").map_or(line, str::trim_start);
    unnumbered_head(bare).or_else(|| circled(bare)).or_else(|| numbered(bare)).or_else(|| {
        let rest = line.trim_start_matches(['・', '･', '•', '●', '○', '‣', '*']);
        let rest = if rest.len() < line.len() { rest } else { line.strip_prefix("- ")? };
        let found = Mark { form: Form::Bullet, label: String::new(), nth: 0 };
        Some((found, rest.trim_start())).filter(|(_, rest)| !rest.is_empty())
    })
}

fn unnumbered_head(line: &str) -> Option<(Mark, &str)> {
    let rest = match line.strip_prefix('【') {
        Some(rest) => rest.trim_end().strip_suffix('】')?,
        None => line.strip_prefix(['■', '◆', '◎', '□', '◇', '▼'])?,
    };
    Some((Mark { form: Form::Head, label: String::new(), nth: 0 }, rest.trim()))
}

/// NFKC would turn `①` into `1`.
fn circled(line: &str) -> Option<(Mark, &str)> {
    let first = line.chars().next()?;
    let nth = match first {
        '①'..='⑳' => u32::from(first) - u32::from('①') + 1,
        '㉑'..='㉟' => u32::from(first) - u32::from('㉑') + 21,
        _ => return None,
    };
    let rest = line[first.len_utf8()..].trim_start();
    let nth = usize::try_from(nth).unwrap_or_default();
    Some((Mark { form: Form::Circled, label: first.to_string(), nth }, rest))
}

fn numbered(line: &str) -> Option<(Mark, &str)> {
    let mut head = Head::of(line);
    let outer = head.sign();
    if let Some(outer) = outer {
        let before = head.at;
        if let Some(inner) = head.bracketed()
            && let (Sign::Kana(one, _), Sign::Kana(other, nth)) = (outer, inner)
        {
            let label = format!("{one}({other})");
            return Some((Mark { form: Form::Both, label, nth }, head.rest()));
        }
        head.at = before;
        let rest = head.parted(outer)?;
        let (form, label, nth) = match outer {
            Sign::Kana(c, nth) => (Form::Kana, c.to_string(), nth),
            Sign::Number(nth) => (Form::Number, nth.to_string(), nth),
        };
        return Some((Mark { form, label, nth }, rest));
    }
    let (form, label, nth) = match head.bracketed()? {
        Sign::Kana(c, nth) => (Form::BracketedKana, format!("({c})"), nth),
        Sign::Number(nth) => (Form::Bracketed, format!("({nth})"), nth),
    };
    Some((Mark { form, label, nth }, head.rest()))
}

#[derive(Debug, Clone, Copy)]
enum Sign {
    Kana(char, usize),
    Number(usize),
}

/// The beginning of a line, every character folded to its plain form beside where it ends.
struct Head<'a> {
    line: &'a str,
    folded: Vec<(char, usize)>,
    at: usize,
}

impl<'a> Head<'a> {
    fn of(line: &'a str) -> Self {
        let mut folded = Vec::new();
        for (start, c) in line.char_indices().take(12) {
            folded.extend(c.nfkc().map(|plain| (plain, start + c.len_utf8())));
        }
        Self { line, folded, at: 0 }
    }

    fn peek(&self) -> Option<char> {
        self.folded.get(self.at).map(|(c, _)| *c)
    }

    /// What is behind everything that was taken.
    fn behind(&self) -> &'a str {
        let end = self.at.checked_sub(1).and_then(|at| self.folded.get(at));
        &self.line[end.map_or(0, |(_, end)| *end)..]
    }

    fn rest(&self) -> &'a str {
        self.behind().trim_start().trim_start_matches(['．', '、', '：']).trim_start()
    }

    fn sign(&mut self) -> Option<Sign> {
        let first = self.peek()?;
        if let Some(nth) = place_of(first) {
            self.at += 1;
            return Some(Sign::Kana(first, nth));
        }
        let digits: String = (self.folded[self.at..].iter().map(|(c, _)| *c))
            .take_while(char::is_ascii_digit)
            .collect();
        let nth = digits.parse().ok().filter(|nth| (1..1000).contains(nth))?;
        self.at += digits.len();
        Some(Sign::Number(nth))
    }

    fn bracketed(&mut self) -> Option<Sign> {
        self.space();
        if !matches!(self.peek()?, '(' | '〔' | '[') {
            return None;
        }
        self.at += 1;
        self.space();
        let sign = self.sign()?;
        self.space();
        matches!(self.peek()?, ')' | '〕' | ']').then(|| self.at += 1)?;
        Some(sign)
    }

    fn space(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    /// What follows a number without brackets: something must part them, or it may be a word.
    fn parted(&mut self, sign: Sign) -> Option<&'a str> {
        let parts = matches!(self.peek()?, ' ' | '.' | '、' | ')' | ':' | '\t');
        let rest = parts.then(|| {
            self.at += 1;
            self.rest()
        })?;
        let counts = matches!(sign, Sign::Number(_)) && rest.starts_with(|c| COUNTED.contains(c));
        let decimal = rest.starts_with(|c: char| c.is_numeric());
        (!rest.is_empty() && !counts && !decimal).then_some(rest)
    }
}

/// A page number and nothing else: `12`, `- 12 -`, `12/30`, `P.12`, `12ページ`.
pub(super) fn is_page_number(line: &str) -> bool {
    let plain: String = line.nfkc().filter(|c| !c.is_whitespace()).collect();
    let lower = plain.to_lowercase();
    let core = lower.trim_matches(|c: char| "-‐‑–—―ー−~〜～.".contains(c));
    let core = core.trim_start_matches("page").trim_start_matches('p').trim_start_matches('.');
    let core = core.trim_end_matches("ページ").trim_end_matches('頁');
    !core.is_empty()
        && core.chars().all(|c| c.is_ascii_digit() || c == '/')
        && core.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_however_it_is_written() {
        for (line, form, label, nth, rest) in [
            ("ア 創業について", Form::Kana, "ア", 1, "創業について"),
            ("ｲ　創業", Form::Kana, "イ", 2, "創業"),
            ("ウ．創業", Form::Kana, "ウ", 3, "創業"),
            ("(ア) 支援", Form::BracketedKana, "(ア)", 1, "支援"),
            ("（ｱ）支援", Form::BracketedKana, "(ア)", 1, "支援"),
            ("- (キ) 支援", Form::BracketedKana, "(キ)", 7, "支援"),
            ("　(ガ) 支援", Form::Bullet, "", 0, ""),
            ("ア(イ) 支援", Form::Both, "ア(イ)", 2, "支援"),
            ("ア（ｳ）支援", Form::Both, "ア(ウ)", 3, "支援"),
            ("1 支援", Form::Number, "1", 1, "支援"),
            ("１．支援", Form::Number, "1", 1, "支援"),
            ("12) 支援", Form::Number, "12", 12, "支援"),
            ("（1）支援", Form::Bracketed, "(1)", 1, "支援"),
            ("⑴ 支援", Form::Bracketed, "(1)", 1, "支援"),
            ("③支援", Form::Circled, "③", 3, "支援"),
            ("・支援", Form::Bullet, "", 0, "支援"),
            ("- 支援", Form::Bullet, "", 0, "支援"),
            ("【創業】", Form::Head, "", 0, "創業"),
            ("■ 創業", Form::Head, "", 0, "創業"),
        ] {
            let found = mark(line);
            if rest.is_empty() {
                assert_eq!(found, None, "{line}");
                continue;
            }
            let mark = Mark { form, label: label.to_owned(), nth };
            assert_eq!(found, Some((mark, rest)), "{line}");
        }
    }

    #[test]
    fn words_and_figures_are_no_numbers_of_a_list() {
        for line in [
            "アジア全体から",
            "8 月の大雨",
            "1.5倍にする",
            "2025年",
            "ア",
            "",
            "支援が必要",
            "10 人",
        ] {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    #[test]
    fn a_page_number_is_known() {
        for line in ["12", "- 12 -", "－ １２ －", "3/10", "P.4", "p4", "5ページ", "― 6 ―"]
        {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["", "-", "12 支援", "第1回", "R7", "ページ"] {
            assert!(!is_page_number(line), "{line}");
        }
    }
}
