//! Words that begin with a dash. In a search they leave something out; to clap they are options.

use std::ffi::OsString;

/// The commands behind which such a word is one of a search.
const SEARCHING: [&str; 2] = ["search", "views"];
/// The one option there with a single dash.
const HELP: &str = "-h";
/// The one that takes a number.
const LIMIT: &str = "--limit";

/// A command line in which a word to be left out has the wide dash of the Japanese keyboard, which
/// clap takes for a letter and the search for a dash.
pub fn with_dashes(words: impl IntoIterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let mut searching = false;
    let mut literal = false;
    let mut limit = false;
    words.into_iter().map(move |word| {
        let Some(text) = word.to_str() else { return word };
        if std::mem::replace(&mut limit, text == LIMIT) {
            return word;
        }
        searching |= SEARCHING.contains(&text);
        literal |= text == "--";
        match text.strip_prefix('-') {
            Some(left_out)
                if searching
                    && !literal
                    && text != HELP
                    && !left_out.is_empty()
                    && !left_out.starts_with('-') =>
            {
                format!("－{left_out}").into()
            }
            _ => word,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_search_may_begin_with_a_dash_and_options_stay_options() {
        for (typed, meant) in [
            ("shingi search 創業 -融資", "shingi search 創業 －融資"),
            ("shingi search -dx --limit 3 創業", "shingi search －dx --limit 3 創業"),
            ("shingi search -種別:事業 --limt", "shingi search －種別:事業 --limt"),
            ("shingi search -h", "shingi search -h"),
            ("shingi search -", "shingi search -"),
            ("shingi search 創業 --limit -1 -県", "shingi search 創業 --limit -1 －県"),
            ("shingi search -- -融資", "shingi search -- -融資"),
            ("shingi views --keep 他 融資 -県", "shingi views --keep 他 融資 －県"),
            ("shingi list -x", "shingi list -x"),
        ] {
            let words = typed.split(' ').map(OsString::from);
            let read: Vec<_> = with_dashes(words).collect();
            let meant: Vec<_> = meant.split(' ').map(OsString::from).collect();
            assert_eq!(read, meant, "{typed}");
        }
    }
}
