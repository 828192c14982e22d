//! A term as it is said, and where a text reads so.

use std::{
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use super::{Pair, READINGS};
use crate::search::{
    romaji::{is_vowel, of_kana, of_latin, plain, syllable},
    script::Script,
};

/// The most letters a term can have and still be looked for by its reading.
const LONGEST: usize = 48;
/// What a word that is only begun counts for.
const BEGUN: usize = 3;
/// How many edges are followed from one character of a text at most: the bound on a text that can be
/// read in a thousand ways.
const STEPS: usize = 400;

/// A term as it is said: for each of its letters the words that may stand there.
#[derive(Debug)]
pub(in crate::search) struct Said {
    term: String,
    full: String,
    /// Typed in romaji, not in kana.
    latin: bool,
    /// By the letter they begin at; each in the order of its first characters.
    edges: Vec<Vec<Edge>>,
    /// Which characters a hit can begin with.
    starts: Vec<u64>,
}

/// A word that may stand at a letter of a term.
#[derive(Debug)]
struct Edge {
    first: char,
    /// The rest of the word, by its place in the dictionary's text.
    rest: Range<u32>,
    /// The letter behind it.
    to: usize,
    /// Read letter by letter as typed, long vowels and all.
    exact: bool,
    /// The term goes no further than into the word.
    begun: bool,
}

/// A place in a key that is read as a term is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) struct Spoken {
    /// Long vowels are as typed.
    pub exact: bool,
    /// Of how many words it consists; one that is only begun counts for [`BEGUN`].
    pub words: usize,
    /// Whether it begins where a run of kanji or a text does.
    pub head: bool,
    /// The bytes of the key.
    pub from: usize,
    pub to: usize,
}

impl Spoken {
    /// The greater the better: exact, of few words, short, at a head.
    pub fn worth(self) -> i32 {
        let clipped = |count: usize, most: i32| i32::try_from(count).unwrap_or(most).min(most);
        i32::from(self.exact) * 1_000_000
            - clipped(self.words, 90) * 10_000
            - clipped(self.to - self.from, 900) * 10
            + i32::from(self.head)
    }
}

/// The terms said last: what is drawn asks again and again for the one that is typed.
static LAST: Mutex<Vec<Arc<Said>>> = Mutex::new(Vec::new());
const KEPT: usize = 8;

impl Said {
    /// A folded term, where it can be said at all: at least two letters of romaji, or two kana.
    pub fn of(term: &str) -> Option<Arc<Self>> {
        let full = letters(term)?;
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(said) = last.iter().find(|said| said.term == term) {
            return Some(Arc::clone(said));
        }
        let said = Arc::new(Self::new(term.to_owned(), full));
        if last.len() >= KEPT {
            last.remove(0);
        }
        last.push(Arc::clone(&said));
        Some(said)
    }

    fn new(term: String, full: String) -> Self {
        let dictionary = &*READINGS;
        let length = full.len();
        let mut edges: Vec<Vec<Edge>> = (0..length).map(|_| Vec::new()).collect();
        let mut reached = vec![false; length + 1];
        reached[0] = true;
        for at in 0..length {
            if !reached[at] {
                continue;
            }
            let mut add = |pairs: &[Pair], to: usize, begun: bool| {
                reached[to] |= !pairs.is_empty();
                let text = &dictionary.text;
                edges[at].extend(pairs.iter().filter_map(|pair| {
                    let first = pair.word(text).chars().next()?;
                    let from = pair.at + u32::try_from(first.len_utf8()).ok()?;
                    let rest = from..pair.at + u32::from(pair.word);
                    let exact = pair.full(text) == &full[at..to];
                    Some(Edge { first, rest, to, exact, begun })
                }));
            };
            for to in at + 1..=length {
                add(dictionary.read_as(&plain(&full[at..to])), to, false);
            }
            // The last word may be only begun; one letter begins too many.
            let short = plain(&full[at..]);
            if short.len() >= 2 && full.len() > 2 {
                let begun = dictionary.begun_with(&short);
                // Those that end there are read whole, and stand in front.
                let whole = begun.partition_point(|pair| *pair.plain(&dictionary.text) == *short);
                add(&begun[whole..], length, true);
            }
            edges[at].sort_by_key(|edge| edge.first);
        }
        let mut starts = vec![0; 1 << 10];
        for edge in &edges[0] {
            if let Some(bits) = starts.get_mut(edge.first as usize / 64) {
                *bits |= 1 << (edge.first as usize % 64);
            }
        }
        Self { latin: term.is_ascii(), term, full, edges, starts }
    }

    /// The places in a key that are read so, those that lie in one another left out.
    pub fn places(&self, key: &str) -> Vec<Spoken> {
        let mut places: Vec<Spoken> = Vec::new();
        let mut before = '\0';
        for (at, c) in key.char_indices() {
            let begins = self
                .starts
                .get(c as usize / 64)
                .is_some_and(|bits| bits & (1 << (c as usize % 64)) != 0);
            if begins && let Some(found) = self.at(key, at, before) {
                match places.last_mut() {
                    Some(last) if found.from < last.to => {
                        if found.worth() > last.worth() {
                            *last = found;
                        }
                    }
                    _ => places.push(found),
                }
            }
            before = c;
        }
        places
    }

    /// The best place in a key.
    pub fn best(&self, key: &str) -> Option<Spoken> {
        self.places(key)
            .into_iter()
            .max_by_key(|place| (place.worth(), std::cmp::Reverse(place.from)))
    }

    fn at(&self, key: &str, from: usize, before: char) -> Option<Spoken> {
        let mut walk = Walk { said: self, key, from, steps: 0, best: None };
        walk.on(from, 0, 0, true);
        let (exact, words, to) = walk.best?;
        let to = to + self.okurigana(&key[from..to], &key[to..]);
        let script = Script::of(key[from..].chars().next()?);
        let kanji = key[from..to].chars().any(|c| Script::of(c) == Script::Kanji);
        let head = before == '\0' || Script::of(before) != script;
        // Okurigana and particles before a kanji begin no word. Kana alone are found by romaji of some
        // length; what is typed in kana would have been found as it is.
        let begins_word = head || script == Script::Kanji;
        let alone = !kanji && self.latin && (head || key[from..to].chars().count() >= 3);
        (alone || (kanji && begins_word)).then_some(Spoken { exact, words, head, from, to })
    }

    /// The length of what the dictionary reads with the kanji before it: 引継 is ひきつぎ, as 引継ぎ is.
    fn okurigana(&self, read: &str, behind: &str) -> usize {
        let by_kanji = read.chars().next_back().is_some_and(|c| Script::of(c) == Script::Kanji);
        // A particle is none.
        let next =
            behind.chars().next().filter(|c| by_kanji && !"のにとはをがでもへやか".contains(*c));
        let again = next.filter(|c| syllable(*c).is_some_and(|kana| self.full.ends_with(kana)));
        again.map_or(0, char::len_utf8)
    }
}

/// Whether a term may end behind a letter, and whether that is the whole of it.
fn ends(full: &str, letter: usize) -> Option<bool> {
    let length = full.len();
    if letter == length {
        return Some(true);
    }
    // The n of a syllable that is still being typed.
    (letter + 1 == length && letter >= 3 && full.ends_with('n')).then_some(false)
}

/// Whether a character may stand between two words and says nothing: a long vowel, and what separates
/// the parts of one name.
fn is_silent(c: char, full: &str, letter: usize) -> bool {
    letter < full.len()
        && match c {
            'ー' | 'っ' | '/' | '(' | ')' => true,
            'う' => full[..letter].ends_with(['o', 'u']),
            _ => false,
        }
}

/// Romaji in the full form, a consonant that is still without its vowel left out.
fn letters(term: &str) -> Option<String> {
    let count = term.chars().count();
    if !(2..=LONGEST).contains(&count) {
        return None;
    }
    // A bar is written in words of katakana, and those are written as they are said.
    let kana = || if term.contains('ー') { None } else { of_kana(term) };
    let mut full = of_latin(term).or_else(kana)?;
    while full.ends_with(|c: char| !is_vowel(c) && c != 'n') {
        full.pop();
    }
    (full.len() >= 2 && full.contains(is_vowel)).then_some(full)
}

/// The way through the lattice from one character of a key.
struct Walk<'a> {
    said: &'a Said,
    key: &'a str,
    from: usize,
    steps: usize,
    best: Option<(bool, usize, usize)>,
}

impl Walk<'_> {
    /// Goes on from a byte of the key and a letter of the term.
    fn on(&mut self, at: usize, letter: usize, words: usize, exact: bool) {
        if let Some(whole) = ends(&self.said.full, letter) {
            let found = (exact && whole, words, at);
            let rank = |(exact, words, to): (bool, usize, usize)| (!exact, words, to);
            if self.best.is_none_or(|best| rank(found) < rank(best)) {
                self.best = Some(found);
            }
        }
        let Some(c) = self.key[at..].chars().next() else { return };
        let edges = self.said.edges.get(letter).map_or(&[][..], Vec::as_slice);
        let first = edges.partition_point(|edge| edge.first < c);
        let behind = at + c.len_utf8();
        for edge in edges[first..].iter().take_while(|edge| edge.first == c) {
            if self.steps >= STEPS {
                return;
            }
            self.steps += 1;
            let rest = &READINGS.text[edge.rest.start as usize..edge.rest.end as usize];
            if self.key[behind..].starts_with(rest) {
                let words = words + if edge.begun { BEGUN } else { 1 };
                self.on(behind + rest.len(), edge.to, words, exact && edge.exact);
            }
        }
        let silent = at > self.from && is_silent(c, &self.said.full, letter);
        if silent && self.steps < STEPS {
            self.steps += 1;
            self.on(behind, letter, words, exact && c != 'う');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::fold_key;

    fn read<'a>(typed: &str, text: &'a str) -> Option<&'a str> {
        let found = Said::of(&fold_key(typed))?.best(text)?;
        Some(&text[found.from..found.to])
    }

    #[test]
    fn words_are_found_by_how_they_are_said() {
        for (typed, text, found) in [
            ("sougyou", "創業者支援", "創業"),
            ("sogyo", "創業者支援", "創業"),
            ("soogyoo", "創業者支援", "創業"),
            ("そうぎょう", "創業者支援", "創業"),
            ("ソウギョウ", "創業者支援", "創業"),
            ("jigyoushoukei", "円滑な事業承継を図る", "事業承継"),
            ("jigyosyokei", "円滑な事業承継を図る", "事業承継"),
            ("hanro", "海外への販路開拓", "販路"),
            ("はんろ", "海外への販路開拓", "販路"),
            ("shoutengai", "商店街魅力向上", "商店街"),
            ("shotengai", "商店街魅力向上", "商店街"),
            ("syoutenga", "商店街魅力向上", "商店街"),
            ("kakakutenka", "適切な価格転嫁", "価格転嫁"),
            ("suta-toappu", "地域すたーとあっぷ等", "すたーとあっぷ"),
            ("sutatoappu", "地域すたーとあっぷ等", "すたーとあっぷ"),
            ("iju", "移住支援", "移住"),
            ("ijuu", "移住支援", "移住"),
            ("hikitsugi", "引継ぎ支援", "引継ぎ"),
            ("hikitugi", "引き継ぎ支援", "引き継ぎ"),
            ("ひきつぎ", "引継ぎ支援", "引継ぎ"),
            ("kumamoto", "熊本県", "熊本"),
            ("kumamoto", "くまもと森都心", "くまもと"),
            ("くまもと", "熊本県", "熊本"),
            ("chuushoukigyou", "中小企業等", "中小企業"),
            ("jinzaikakuho", "人材確保対策", "人材確保"),
            ("じんざいかくほ", "人材確保対策", "人材確保"),
            ("koyou", "雇用対策", "雇用"),
            ("yuushi", "融資制度", "融資"),
            ("kankou", "観光誘致", "観光"),
            ("handoutai", "半導体関連", "半導体"),
            ("dejitaruka", "でじたる化", "でじたる化"),
            ("kigyouyuuchi", "企業誘致", "企業誘致"),
            ("chingin", "賃金の引上げ", "賃金"),
            ("hikiage", "賃金の引上げ", "引上げ"),
            ("seisansei", "生産性向上", "生産性"),
            ("wakamono", "若者の就職", "若者"),
            ("koukeisha", "後継者不足", "後継者"),
            ("kenshuu", "研修会", "研修"),
            ("setsubitoushi", "設備投資", "設備投資"),
            ("hojokin", "補助金", "補助金"),
            ("kyoudou", "協働して", "協働"),
        ] {
            assert_eq!(read(typed, text), Some(found), "{typed} {text}");
        }
    }

    #[test]
    fn what_is_not_said_so_is_not_found() {
        for (typed, text) in [
            ("sougyou", "操縦する業者"),
            ("hanro", "販売の経路"),
            ("dx", "中小企業"),
            ("s", "創業"),
            ("sg", "創業"),
            ("r7", "令和七"),
            ("ii", "支援したいいう"),
            ("そ", "創"),
            ("創業", "そうぎょう"),
            ("", "創業"),
        ] {
            assert_eq!(read(typed, text), None, "{typed} {text}");
        }
    }

    #[test]
    fn every_key_on_the_way_to_a_word_finds_it() {
        for (typed, text) in [
            ("sougyou", "創業者"),
            ("shoutengai", "商店街"),
            ("jigyoushoukei", "事業承継"),
            ("kumamoto", "熊本"),
            ("kaigaitenkai", "海外展開"),
        ] {
            for length in 4..=typed.len() {
                let found = read(&typed[..length], text);
                assert!(found.is_some_and(|found| text.starts_with(found)), "{}", &typed[..length]);
            }
        }
    }

    #[test]
    fn a_text_that_reads_in_a_thousand_ways_ends() {
        let text = "ああああ".repeat(500);
        assert!(read("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", &text).is_some());
    }
}
