//! Readings: words found by how they are said, in romaji or in kana that nobody converted.
//!
//! A dictionary of readings ([`readings.tsv`], from NAIST-jdic, with its notice beside it) gives the
//! edges of a lattice over a text. It is not built over the texts: a term has a dozen letters, so it is
//! spelt out over the dictionary once ([`Said::new`]), and a text is then only asked, at each of its
//! characters, whether one of the words that may begin there does.
//!
//! [`readings.tsv`]: https://osdn.net/projects/naist-jdic/

use std::{
    ops::Range,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use super::{
    fold::fold_key,
    romaji::{is_vowel, of_kana, of_latin, plain, syllable},
    script::Script,
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

/// The most letters a term can have and still be looked for by its reading.
const LONGEST: usize = 48;
/// What a word that is only begun counts for.
const BEGUN: usize = 3;
/// How many edges are followed from one character of a text at most: the bound on a text that can be
/// read in a thousand ways.
const STEPS: usize = 400;

/// A term as it is said: for each of its letters the words that may stand there.
#[derive(Debug)]
pub(super) struct Said {
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
pub(super) struct Spoken {
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

    fn ends(&self, letter: usize) -> Option<bool> {
        let length = self.full.len();
        if letter == length {
            return Some(true);
        }
        // The n of a syllable that is still being typed.
        (letter + 1 == length && letter >= 3 && self.full.ends_with('n')).then_some(false)
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
        if let Some(whole) = self.said.ends(letter) {
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
        // Between words: a long vowel, and what separates the parts of one name.
        let silent = at > self.from
            && letter < self.said.full.len()
            && match c {
                'ー' | 'っ' | '/' | '(' | ')' => true,
                'う' => self.said.full[..letter].ends_with(['o', 'u']),
                _ => false,
            };
        if silent && self.steps < STEPS {
            self.steps += 1;
            self.on(behind, letter, words, exact && c != 'う');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
