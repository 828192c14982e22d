//! Readings: words found by how they are said, in romaji or in kana that nobody converted.
//!
//! A dictionary of readings ([`readings.tsv`], from NAIST-jdic, with its notice beside it) gives the
//! edges of a lattice over a text. It is not built over the texts: a term has a dozen letters, so it is
//! spelt out over the dictionary once ([`Said`]), and a text is then only asked, at each of its
//! characters, whether one of the words that may begin there does.
//!
//! [`readings.tsv`]: https://osdn.net/projects/naist-jdic/

mod said;

pub(super) use said::{Said, Spoken};

use std::sync::LazyLock;

use super::{
    fold::fold_key,
    romaji::{of_kana, plain},
};

const PAIRS: &str = include_str!("readings/readings.tsv");

static READINGS: LazyLock<Readings> = LazyLock::new(Readings::read);

/// Reads the dictionary, if nobody has yet: some ten milliseconds that a start can spend on a thread
/// of its own. Without this the first search that needs it does.
pub fn load_readings() {
    LazyLock::force(&READINGS);
}

/// Every word of the dictionary by its reading.
struct Readings {
    /// Words and readings, one behind the other.
    text: String,
    /// In the order of their readings in the plain form.
    pairs: Vec<Pair>,
}

/// A word and one of its readings, as lengths from a place in the text: word, full, plain.
struct Pair {
    at: u32,
    word: u8,
    full: u8,
    plain: u8,
}

impl Readings {
    fn read() -> Self {
        let mut readings = Self { text: String::with_capacity(PAIRS.len() * 2), pairs: Vec::new() };
        for (word, spoken) in PAIRS.lines().filter_map(|line| line.split_once('\t')) {
            let word = fold_key(word);
            for full in spoken.split(' ').filter_map(of_kana) {
                readings.add(&word, &full);
            }
        }
        for word in KANA.chars().map(String::from).chain(syllables()) {
            if let Some(full) = of_kana(&word) {
                readings.add(&word, &full);
            }
        }
        let Self { text, mut pairs } = readings;
        pairs.sort_by(|a, b| a.plain(&text).cmp(b.plain(&text)));
        Self { text, pairs }
    }

    fn add(&mut self, word: &str, full: &str) {
        let short = plain(full);
        let length = |part: &str| u8::try_from(part.len());
        if let (Ok(at), Ok(word_length), Ok(full_length), Ok(plain_length)) =
            (u32::try_from(self.text.len()), length(word), length(full), length(&short))
        {
            self.text.push_str(word);
            self.text.push_str(full);
            self.text.push_str(&short);
            let pair = Pair { at, word: word_length, full: full_length, plain: plain_length };
            self.pairs.push(pair);
        }
    }

    /// The words that are read so.
    fn read_as(&self, plain: &str) -> &[Pair] {
        self.between(|pair| pair < plain, |pair| pair == plain)
    }

    /// The words whose reading goes on from so, or ends there.
    fn begun_with(&self, plain: &str) -> &[Pair] {
        self.between(|pair| pair < plain, |pair| pair.starts_with(plain))
    }

    fn between(&self, before: impl Fn(&str) -> bool, among: impl Fn(&str) -> bool) -> &[Pair] {
        let from = self.pairs.partition_point(|pair| before(pair.plain(&self.text)));
        let rest = &self.pairs[from..];
        &rest[..rest.partition_point(|pair| among(pair.plain(&self.text)))]
    }
}

impl Pair {
    fn word<'a>(&self, text: &'a str) -> &'a str {
        let at = self.at as usize;
        &text[at..at + usize::from(self.word)]
    }

    fn full<'a>(&self, text: &'a str) -> &'a str {
        let at = self.at as usize + usize::from(self.word);
        &text[at..at + usize::from(self.full)]
    }

    fn plain<'a>(&self, text: &'a str) -> &'a str {
        let at = self.at as usize + usize::from(self.word) + usize::from(self.full);
        &text[at..at + usize::from(self.plain)]
    }
}

/// Kana read as they are written.
const KANA: &str = "あいうえおかきくけこがぎぐげごさしすせそざじずぜぞたちつてとだぢづでどなにぬねの\
                    はひふへほばびぶべぼぱぴぷぺぽまみむめもやゆよらりるれろわをんゔ";

/// Two kana that are one syllable.
fn syllables() -> impl Iterator<Item = String> {
    let with = |firsts: &'static str, smalls: &'static str| {
        firsts
            .chars()
            .flat_map(move |first| smalls.chars().map(move |small| format!("{first}{small}")))
    };
    with("きぎしじちぢにひびぴみりふて", "ゃゅょ")
        .chain(with("ふつゔうしじちてでとど", "ぁぃぅぇぉ"))
}
