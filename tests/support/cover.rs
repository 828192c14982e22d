//! Proves that a transcription covers the text it was made from: every piece of it has a place of
//! its own in the text, and what is left of the text is listed.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// What stands between a character and the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    /// The end of a line or of a cell.
    Break,
}

/// One character of a normalised text, and how it was printed.
#[derive(Clone, Copy)]
struct Letter {
    folded: char,
    printed: char,
    gap: Gap,
}

impl Letter {
    /// The character a transcription writes for this one: digits and Latin letters half width,
    /// everything else as printed.
    fn transcribed(self) -> char {
        match self.printed {
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '，' => self.folded,
            printed => printed,
        }
    }
}

/// NFKC without white space.
fn letters(text: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut gap = Gap::None;
    for printed in text.nfc() {
        if printed.is_whitespace() {
            let wide = matches!(printed, '\n' | '\r' | '\t') || gap == Gap::Break;
            gap = if wide { Gap::Break } else { Gap::Space };
            continue;
        }
        for folded in std::iter::once(printed).nfkc() {
            letters.push(Letter { folded, printed, gap });
            gap = Gap::None;
        }
    }
    letters
}

/// Where the search for the next piece of one kind of record begins.
#[derive(Clone, Copy, Default)]
pub struct Cursor(usize);

/// Something the text prints that the record does not hold: the words, how often they stand in
/// what is left, and why they are left out.
pub type LeftOut = (&'static str, usize, &'static str);

/// A text, and which of its characters a record has claimed.
pub struct Cover {
    text: Vec<Letter>,
    taken: Vec<bool>,
    /// Words the layout spaced out (`合 計`): the spaces in them may be closed up.
    spaced_out: &'static [&'static str],
    problems: Vec<String>,
}

impl Cover {
    /// `layout`: what the extraction of the text put into it, dropped before anything else.
    pub fn new(text: &str, layout: &[&str], spaced_out: &'static [&'static str]) -> Self {
        let plain = layout.iter().fold(text.to_owned(), |text, mark| text.replace(mark, " "));
        let text = letters(&plain);
        let taken = vec![false; text.len()];
        Self { text, taken, spaced_out, problems: Vec::new() }
    }

    /// Claims a piece at its first place behind the cursor that nobody has claimed.
    pub fn claim(&mut self, cursor: &mut Cursor, piece: &str) {
        self.claim_between(cursor, "", piece, "");
    }

    /// Claims a piece that stands right between two others, which are not claimed by this.
    ///
    /// Short pieces need it: a `1` stands everywhere, a `1` before 事業名 in few places.
    pub fn claim_between(&mut self, cursor: &mut Cursor, before: &str, piece: &str, after: &str) {
        let (lead, wanted, tail) = (letters(before), letters(piece), letters(after));
        let whole: Vec<char> =
            [&lead, &wanted, &tail].into_iter().flatten().map(|letter| letter.folded).collect();
        // The words before a piece may have been claimed already.
        let first = cursor.0.saturating_sub(lead.len());
        let last = self.text.len().saturating_sub(whole.len());
        let found = (first..=last).map(|at| at + lead.len()).find(|&start| {
            let at = start - lead.len();
            start >= cursor.0
                && self.text[at..].iter().zip(&whole).all(|(letter, c)| letter.folded == *c)
                && !self.taken[start..start + wanted.len()].contains(&true)
        });
        match found {
            Some(start) if !wanted.is_empty() => {
                self.compare(piece, &wanted, start);
                self.taken[start..start + wanted.len()].fill(true);
                cursor.0 = start + wanted.len();
            }
            _ => {
                let here = self.excerpt(cursor.0, 40);
                self.problems
                    .push(format!("not found: {before}[{piece}]{after}\n    behind: {here}"));
            }
        }
    }

    /// Says whether the words stand behind the cursor, in characters that are claimed already: a
    /// statement repeated from another record.
    pub fn repeats(&mut self, cursor: &mut Cursor, piece: &str) {
        let wanted = letters(piece);
        let found = (cursor.0..=self.text.len().saturating_sub(wanted.len())).find(|&start| {
            let there = &self.text[start..start + wanted.len()];
            there.iter().zip(&wanted).all(|(a, b)| a.folded == b.folded)
        });
        match found {
            Some(start) if !self.taken[start..start + wanted.len()].contains(&false) => {
                self.compare(piece, &wanted, start);
                cursor.0 = start + wanted.len();
            }
            Some(_) => self.problems.push(format!("only a claim holds it: {piece}")),
            None => self.problems.push(format!("not found: {piece}")),
        }
    }

    /// Adds what was found wrong elsewhere.
    pub fn fail(&mut self, problem: String) {
        self.problems.push(problem);
    }

    /// Width of characters and spaces, which the search does not see.
    fn compare(&mut self, piece: &str, wanted: &[Letter], start: usize) {
        if piece.trim() != piece || piece.contains("  ") {
            self.problems.push(format!("needless spaces: [{piece}]"));
        }
        let closed_up = self.closed_up(wanted);
        for (index, letter) in wanted.iter().enumerate() {
            let there = self.text[start + index];
            if letter.printed != there.transcribed() {
                self.problems.push(format!(
                    "`{}` is written `{}`: {piece}",
                    there.transcribed(),
                    letter.printed
                ));
            }
            if index == 0 {
                continue;
            }
            let foreign = |letter: &Letter| letter.folded.is_ascii_alphanumeric();
            let spaced = !foreign(letter) && !foreign(&wanted[index - 1]);
            match (letter.gap, there.gap) {
                (Gap::Space | Gap::Break, Gap::None) => {
                    self.problems.push(format!("no space before `{}`: {piece}", letter.printed));
                }
                (Gap::None, Gap::Space)
                    if self.between_words(start + index) || spaced && !closed_up[index] =>
                {
                    self.problems.push(format!("a space before `{}`: {piece}", letter.printed));
                }
                _ => {}
            }
        }
    }

    /// Whether a Latin word of several letters ends here and another letter follows: its letters
    /// are not spaced out, so neither is the space.
    fn between_words(&self, at: usize) -> bool {
        let latin = |at: usize| self.text[at].folded.is_ascii_alphabetic();
        at >= 2 && latin(at) && latin(at - 1) && latin(at - 2) && self.text[at - 1].gap == Gap::None
    }

    /// The characters of a piece before which a space may be closed up.
    fn closed_up(&self, wanted: &[Letter]) -> Vec<bool> {
        let folded = |letters: &[Letter]| letters.iter().map(|l| l.folded).collect::<Vec<_>>();
        let wanted = folded(wanted);
        let mut closed_up = vec![false; wanted.len()];
        for word in self.spaced_out.iter().map(|word| folded(&letters(word))) {
            for start in (0..wanted.len()).filter(|&start| wanted[start..].starts_with(&word)) {
                closed_up[start + 1..start + word.len()].fill(true);
            }
        }
        closed_up
    }

    /// Everything that is wrong, and everything that is left and not listed as often as it stands.
    pub fn problems(mut self, left_out: &[LeftOut]) -> Vec<String> {
        let mut words: Vec<(Vec<char>, &str)> = left_out
            .iter()
            .map(|(word, ..)| (letters(word).iter().map(|letter| letter.folded).collect(), *word))
            .collect();
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut at = 0;
        let mut unknown = None;
        while at < self.text.len() {
            if self.taken[at] {
                at += 1;
                continue;
            }
            let stands = |word: &[char]| {
                at + word.len() <= self.text.len()
                    && word.iter().enumerate().all(|(index, c)| {
                        self.text[at + index].folded == *c && !self.taken[at + index]
                    })
            };
            if let Some((word, name)) = words.iter().find(|(word, _)| stands(word)) {
                *counts.entry(name).or_default() += 1;
                at += word.len();
            } else {
                if unknown != Some(at) {
                    let before = self.excerpt(at.saturating_sub(10), 10.min(at));
                    let here = self.excerpt(at, 20);
                    self.problems.push(format!("not covered: {before} >> {here}"));
                }
                at += 1;
                unknown = Some(at);
            }
        }
        for (word, expected, _) in left_out {
            let count = counts.get(word).copied().unwrap_or_default();
            if count != *expected {
                self.problems.push(format!("`{word}` is left {count} times, not {expected}"));
            }
        }
        self.problems
    }

    fn excerpt(&self, at: usize, length: usize) -> String {
        self.text.iter().skip(at).take(length).map(|letter| letter.printed).collect()
    }
}

#[test]
fn what_the_text_prints_is_claimed_once_and_as_printed() {
    let text = "１， ２ ３ ４ 千円\n東 京 都（参考） 会場\n甲\n甲\nP R館 SUN HALL";
    for (pieces, problem) in [
        ("1,234千円|東京都（参考） 会場|甲|甲|PR館 SUN HALL", ""),
        ("1,234 千円|東京都（参考） 会場|甲|甲|P R館 SUN HALL", ""),
        ("1,234千円|東京都(参考) 会場|甲|甲|PR館 SUN HALL", "`（` is written `(`"),
        ("１,234千円|東京都（参考） 会場|甲|甲|PR館 SUN HALL", "`1` is written `１`"),
        ("1,234千円|東京都（参考）会場|甲|甲|PR館 SUN HALL", "a space before `会`"),
        ("1,234千円|東京都（参考） 会場|甲|甲|PR館 SUNHALL", "a space before `H`"),
        ("1,234千円|東京都（参 考） 会場|甲|甲|PR館 SUN HALL", "no space before `考`"),
        ("1,234千円|東京都（参考）  会場|甲|甲|PR館 SUN HALL", "needless spaces"),
        ("1,234千円|東京都（参考） 会場|甲|PR館 SUN HALL", "（参考）会場甲 >> 甲PR館"),
        ("1,234千円|東京都（参考） 会場|甲|甲|甲|PR館 SUN HALL", "not found: [甲]"),
        ("東京都（参考） 会場|1,234千円|甲|甲|PR館 SUN HALL", "not found: [1,234千円]"),
    ] {
        let mut cover = Cover::new(text, &[], &["東京都"]);
        let cursor = &mut Cursor::default();
        for piece in pieces.split('|') {
            cover.claim(cursor, piece);
        }
        let problems = cover.problems(&[]);
        assert_eq!(problems.is_empty(), problem.is_empty(), "{pieces}: {problems:?}");
        let told = problem.is_empty() || problems.iter().any(|p| p.contains(problem));
        assert!(told, "{pieces}: {problems:?}");
    }
}
