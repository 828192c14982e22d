//! What a person typed into the search over everything: words, and conditions such as `年度:R7`.
//!
//! Anything is a search: what is no condition is a word. A condition whose word is still missing
//! asks for nothing yet, so that the list does not empty while it is typed.

use std::ops::Range;

use crate::{
    app::filter::{OPINIONS, PROGRAMS},
    domain::words,
    search::fold_key,
};

words! {
    /// 条件の名. By what everything that can be found is narrowed down.
    Head {
        /// 種別: opinions, programs, sessions, answers, notes, indicators.
        Kind = "種別",
        /// 方向性.
        Area = "方向性",
        /// 年度.
        Year = "年度",
        /// 担当課.
        Department = "課",
        /// 状態: how it is answered, how far that has got, how links stand.
        Status = "状態",
    }
}

impl Head {
    /// How it is written in letters.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Area => "area",
            Self::Year => "year",
            Self::Department => "dept",
            Self::Status => "status",
        }
    }

    fn spellings(self) -> [&'static str; 2] {
        [self.key(), self.word()]
    }
}

/// 条件の観点. A head, or one facet of a list, as the filter of the list names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// One of the heads.
    Head(Head),
    /// 回答, 段階, 進捗, 実施主体.
    Facet(&'static str),
}

impl By {
    fn of(typed: &str) -> Option<Self> {
        let typed = fold_key(typed);
        let is = |name: &str| fold_key(name) == typed;
        if let Some(head) = Head::ALL.iter().find(|head| head.spellings().into_iter().any(is)) {
            return Some(Self::Head(*head));
        }
        let facets = OPINIONS.iter().chain(PROGRAMS).map(|facet| facet.name);
        facets.into_iter().find(|name| is(name)).map(Self::Facet)
    }

    /// Its name, as it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Head(head) => head.word(),
            Self::Facet(name) => name,
        }
    }
}

/// 条件. `年度:R7`, or `-種別:会議` for everything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// 観点.
    pub by: By,
    /// The word asked for.
    pub word: String,
    /// 除く: whether what has the word is left out.
    pub without: bool,
}

/// 検索. What was typed, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// The words, with those to leave out, as they were typed.
    pub words: String,
    /// 条件. Of those by one thing any will do; all the others must hold.
    pub conditions: Vec<Condition>,
}

impl Ask {
    /// Reads what was typed.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let mut ask = Self::default();
        for token in tokens(typed) {
            match token.condition {
                None => {
                    let between = if ask.words.is_empty() { "" } else { " " };
                    ask.words = format!("{}{between}{}", ask.words, &typed[token.range]);
                }
                Some((by, word)) => {
                    let word = typed[word].trim();
                    if !word.is_empty() {
                        let (word, without) = (word.to_owned(), token.without);
                        ask.conditions.push(Condition { by, word, without });
                    }
                }
            }
        }
        ask
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.conditions.is_empty()
    }
}

/// A condition as it is typed.
#[must_use]
pub fn written(name: &str, word: &str) -> String {
    let parts = word.chars().any(char::is_whitespace) || word.starts_with(OPEN);
    if parts { format!("{name}:\"{}\"", word.replace('"', "")) } else { format!("{name}:{word}") }
}

/// What a word begins with that has blanks in it.
const OPEN: [char; 4] = ['"', '“', '”', '「'];
/// What it ends with, unless it begins with a bracket: an IME gives either of the round ones.
const QUOTES: [char; 3] = ['"', '“', '”'];

/// What leaves a word out. The dash key gives `ー` while the IME is on.
const DASHES: [char; 5] = ['-', '－', '−', 'ー', '‐'];

/// One piece of what was typed.
struct Token {
    range: Range<usize>,
    without: bool,
    /// What it is a condition by, and the bytes of its word.
    condition: Option<(By, Range<usize>)>,
}

fn tokens(typed: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = typed[at..].find(|c: char| !c.is_whitespace()).map(|by| at + by) {
        let end = end_of(typed, start, char::is_whitespace);
        let bare = typed[start..end].trim_start_matches(DASHES);
        let name = end - bare.len();
        let condition = bare.find([':', '：']).and_then(|colon| {
            let by = By::of(&bare[..colon])?;
            Some((by, name + colon + first(&bare[colon..])))
        });
        let (end, condition) = match condition {
            None => (end, None),
            Some((by, word)) if typed[word..].starts_with(OPEN) => {
                let bracket = typed[word..].starts_with('「');
                let word = word + first(&typed[word..]);
                let close =
                    end_of(typed, word, |c| if bracket { c == '」' } else { QUOTES.contains(&c) });
                (close + first(&typed[close..]), Some((by, word..close)))
            }
            Some((by, word)) => (end, Some((by, word..end))),
        };
        tokens.push(Token { range: start..end, without: name > start, condition });
        at = end;
    }
    tokens
}

/// Where the first such character from a place on stands, or the end.
fn end_of(typed: &str, from: usize, is: impl Fn(char) -> bool) -> usize {
    typed[from..].find(is).map_or(typed.len(), |by| from + by)
}

/// How long the first character is.
fn first(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// 補完. What could stand where the cursor is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The bytes that it would take the place of.
    pub range: Range<usize>,
    /// What it could be, the likeliest first: the words to show, and what to put there.
    pub choices: Vec<(String, String)>,
}

/// What could stand where the cursor is, a byte of what was typed: the name of a condition, or a word
/// for one. `words` tells which there are.
#[must_use]
pub fn completion(
    typed: &str,
    cursor: usize,
    words: impl FnOnce(By) -> Vec<String>,
) -> Option<Completion> {
    let token = tokens(typed)
        .into_iter()
        .find(|token| token.range.start < cursor && cursor <= token.range.end)?;
    let range = token.range.clone();
    let choices = match token.condition {
        Some((by, word)) => completed(&typed[range.start..word.start], &typed[word], words(by)),
        None => begun(&typed[range.clone()]),
    };
    (!choices.is_empty()).then_some(Completion { range, choices })
}

/// The words that fit behind the name of a condition, those that begin so first.
fn completed(name: &str, typed: &str, words: Vec<String>) -> Vec<(String, String)> {
    let name = name.trim_end_matches(OPEN).trim_end_matches([':', '：']);
    let wanted = fold_key(typed.trim());
    let mut fit: Vec<_> =
        words.into_iter().filter_map(|word| Some((fold_key(&word).find(&wanted)?, word))).collect();
    fit.sort_by_key(|(at, _)| *at > 0);
    let whole = |(_, word): (usize, String)| {
        let whole = format!("{} ", written(name, &word));
        (word, whole)
    };
    fit.into_iter().map(whole).collect()
}

/// The names of conditions that begin as what was typed.
fn begun(typed: &str) -> Vec<(String, String)> {
    let bare = typed.trim_start_matches(DASHES);
    let dash = &typed[..typed.len() - bare.len()];
    let begun = fold_key(bare);
    let spelt = |head: &Head| {
        let mut names = head.spellings().into_iter();
        let name = names.find(|name| !begun.is_empty() && fold_key(name).starts_with(&begun));
        name.map(|name| (format!("{name}:"), format!("{dash}{name}:")))
    };
    Head::ALL.iter().filter_map(spelt).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> (String, Vec<String>) {
        let Ask { words, conditions } = Ask::read(typed);
        let told = |it: &Condition| {
            let without = if it.without { "-" } else { "" };
            format!("{without}{}:{}", it.by.name(), it.word)
        };
        (words, conditions.iter().map(told).collect())
    }

    #[test]
    fn what_is_typed_is_words_and_conditions() {
        for (typed, words, conditions) in [
            ("創業 支援", "創業 支援", &[][..]),
            ("創業 kind:意見", "創業", &["種別:意見"]),
            ("種別:意見　創業", "創業", &["種別:意見"]),
            ("方向性：創業", "", &["方向性:創業"]),
            ("ＫＩＮＤ：事業 Year:R7", "", &["種別:事業", "年度:R7"]),
            ("課:商業金融課 状態:未回答", "", &["課:商業金融課", "状態:未回答"]),
            ("dept:経済 area:1(2)", "", &["課:経済", "方向性:1(2)"]),
            ("創業 -種別:会議 -融資", "創業 -融資", &["-種別:会議"]),
            ("－kind:会議", "", &["-種別:会議"]),
            ("kind:意見 kind:事業", "", &["種別:意見", "種別:事業"]),
            // What a filter of a list says, blanks and all.
            ("回答:\"2 既実施\" 創業", "創業", &["回答:2 既実施"]),
            ("回答:「2 既実施」創業", "創業", &["回答:2 既実施"]),
            ("資料:\"R7 熊本市", "", &["資料:R7 熊本市"]),
            // Still being typed.
            ("創業 年度:", "創業", &[]),
            ("年度:\"", "", &[]),
            // No condition.
            ("http://a:b", "http://a:b", &[]),
            ("10:00 会議：場所", "10:00 会議：場所", &[]),
            (":", ":", &[]),
            ("-", "-", &[]),
            ("", "", &[]),
            ("\u{3000} ", "", &[]),
        ] {
            let conditions: Vec<_> = conditions.iter().map(|it| (*it).to_owned()).collect();
            assert_eq!(read(typed), (words.to_owned(), conditions), "{typed}");
        }
    }

    #[test]
    fn a_condition_reads_back_as_it_is_written() {
        for word in ["R7", "2 既実施", "「一」", "対応事業なし"] {
            let ask = Ask::read(&format!("創業 {} 支援", written("状態", word)));
            assert_eq!(ask.conditions[0].word, word);
            assert_eq!(ask.words, "創業 支援");
        }
    }

    #[test]
    fn what_could_stand_at_the_cursor_is_offered() {
        let words = |by: By| match by {
            By::Head(Head::Kind) => ["意見", "事業", "会議"].map(str::to_owned).to_vec(),
            _ => ["1 反映", "2 既実施", "未回答"].map(str::to_owned).to_vec(),
        };
        for (typed, offered) in [
            ("創業 ki", &[(7, "kind:")][..]),
            ("創業 種", &[(7, "種別:")]),
            ("-st", &[(0, "-status:")]),
            ("創業", &[]),
            ("創業 ", &[]),
            ("kind:", &[(0, "kind:意見 "), (0, "kind:事業 "), (0, "kind:会議 ")]),
            ("kind:業", &[(0, "kind:事業 ")]),
            ("種別：意", &[(0, "種別:意見 ")]),
            ("-状態:既", &[(0, "-状態:\"2 既実施\" ")]),
            ("状態:\"2 既", &[(0, "状態:\"2 既実施\" ")]),
            ("kind:なし", &[]),
        ] {
            let found = completion(typed, typed.len(), words);
            let found: Vec<_> = found
                .iter()
                .flat_map(|it| it.choices.iter().map(|(_, whole)| (it.range.start, whole.as_str())))
                .collect();
            assert_eq!(found, offered, "{typed}");
        }
        // Only what stands at the cursor is completed.
        assert_eq!(completion("kind:意 創業", "kind:意".len(), words).unwrap().range, 0..8);
        assert_eq!(completion("kind:意 創業", "kind:意 創".len(), words), None);
    }

    proptest::proptest! {
        #[test]
        fn nothing_typed_is_too_much(typed in "[a-z:：\"「」“創業年度課 -]{0,24}|.{0,12}", cut in 0usize..40) {
            let _ = Ask::read(&typed);
            let cursor = (0..=typed.len()).filter(|at| typed.is_char_boundary(*at)).nth(cut);
            let _ = completion(&typed, cursor.unwrap_or(typed.len()), |_| vec!["一 二".to_owned()]);
        }
    }
}
