//! The text of one record file, read: its records, where they stand, and what is wrong with it.

use std::collections::HashSet;

use super::{
    explain::Finding,
    place::Outline,
    salvage::{Broken, Cost, Salvaged, salvage},
    schema::{File, Shape, parse},
    token::{Kind, tokens, words},
};
use crate::{
    problem::{Lines, Place, Problem, Severity},
    shown::{escaped, hidden, hidden_words},
};

/// What one file held.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) file: Option<File>,
    /// Where the items of its list stand.
    pub(super) outline: Outline,
    pub(super) problems: Vec<Problem>,
}

/// Reads the text of one file. `name` is the file as the user would write it.
pub(super) fn read(name: &str, text: &str) -> Reading {
    let mut problems = dangers(name, text);
    if words(text).next().is_none() {
        problems.push(nothing(name));
        return Reading { file: None, outline: Outline::Kept(Vec::new()), problems };
    }
    match parse::<File>(text) {
        Ok(file) => Reading { file: Some(file), outline: Outline::Told, problems },
        Err(error) => {
            let salvaged = salvage(text, &error);
            let errors = salvaged.findings.iter();
            let lines = Lines::new(text);
            let errors = errors.map(|broken| problem(name, &lines, broken, &salvaged));
            let errors: Vec<Problem> = errors.collect();
            // One message about one character is enough.
            let places: HashSet<_> = errors.iter().map(|error| &error.place).collect();
            problems.retain(|danger| !places.contains(&danger.place));
            problems.extend(errors);
            Reading { file: salvaged.file, outline: Outline::Kept(salvaged.items), problems }
        }
    }
}

fn nothing(name: &str) -> Problem {
    Problem::new(
        Severity::Warning,
        "記録が0件のファイルです。",
        "このファイルから読み込んだものはありません。",
        "書きかけであれば続きを書き、要らなければ消してください。",
    )
    .at(Place::file(name))
}

fn problem(name: &str, lines: &Lines, broken: &Broken, salvaged: &Salvaged) -> Problem {
    let Finding { range, what, remedy } = &broken.finding;
    Problem::new(Severity::Error, what, meaning(broken.cost, salvaged), remedy)
        .at(lines.place(name, range.clone()))
}

/// What became of the records of a broken file.
fn meaning(cost: Cost, salvaged: &Salvaged) -> String {
    let Some(Shape { word, list, .. }) = salvaged.shape else {
        return "このファイルの記録は読み込んでいません。ほかのファイルの記録は使えます。"
            .to_owned();
    };
    if salvaged.file.is_none() {
        let lost = salvaged.items.len() + salvaged.lost;
        return if list.is_empty() || lost == 0 {
            format!("この{word}は読み込んでいません。ほかのファイルの記録は使えます。")
        } else {
            format!(
                "このファイルの{word}{lost}件はどれも使えません。ほかのファイルの記録は使えます。"
            )
        };
    }
    let read = salvaged.items.len();
    match (cost, salvaged.lost) {
        (Cost::Itself, 0) => format!(
            "印で囲まれた所は読み込んでいません。このファイルのほかの{word}{read}件は読み込みました。"
        ),
        (Cost::Item, 1) => format!(
            "この{word}1件は読み込んでいません。このファイルのほかの{word}{read}件は読み込みました。"
        ),
        (_, 0) => format!("このファイルの{word}{read}件はすべて読み込みました。"),
        (Cost::Item, lost) => format!(
            "この{word}は読み込んでいません。このファイルでは{read}件を読み込み、{lost}件は\
             読み込んでいません。"
        ),
        (_, lost) => {
            format!("このファイルの{word}のうち{read}件を読み込み、{lost}件は読み込んでいません。")
        }
    }
}

/// Characters that a terminal would obey or an eye would miss, one warning a string or comment.
fn dangers(name: &str, text: &str) -> Vec<Problem> {
    // Nearly every file is free of them; then its tokens need not be looked at.
    if !text.contains('\\') && hidden(text).next().is_none() {
        return Vec::new();
    }
    let lines = Lines::new(text);
    tokens(text)
        .filter_map(|token| {
            let inside = &text[token.range.clone()];
            let raw = hidden(inside).next().map(|(at, c)| (at..at + c.len_utf8(), c));
            // What stands raw in the file is not seen at all; an escape is.
            let is_plain_text = token.kind == Kind::Text && !inside.starts_with(['r', 'b']);
            let (range, c) = raw.or_else(|| is_plain_text.then(|| escaped(inside)).flatten())?;
            let start = token.range.start;
            let place = lines.place(name, start + range.start..start + range.end);
            Some(danger(c).at(place))
        })
        .collect()
}

fn danger(c: char) -> Problem {
    Problem::new(
        Severity::Warning,
        hidden_words(c),
        "記録には書かれているとおりに残し、画面では印に置き換えるか、省いて示します。",
        "必要がなければ、この文字を消してください。",
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = r#"Opinions(
    source: "report", // 報告
    fiscal_year: "R7",
    sessions: ["第1回"],
    opinions: [
        Opinion(
            id: "ア(ア)",
            label: "ア(ア)",
            heading: "創業",
            text: "支援が\n必要である。",
        ),
        Opinion(id: "ア(イ)", label: "ア(イ)", heading: "創業", area: "1", text: "…"),
    ],
)
"#;

    proptest! {
        #[test]
        fn a_text_with_any_mistakes_is_read_without_panic_and_everything_has_a_place(
            mistakes in prop::collection::vec((0..TEXT.len(), 0..40_usize, r#"([()\[\]{},:"'\\/*#<>= \n（：”\u{3000}\u{200b}a1]|\PC){0,3}"#), 1..4)
        ) {
            let mut text = TEXT.to_owned();
            for (at, cut, put) in mistakes {
                let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
                let range = boundary(at)..boundary(at + cut);
                text.replace_range(range, &put);
            }
            let reading = read("f", &text);
            let items = reading.outline.items(&text);
            prop_assert!(items.iter().all(|item| text.get(item.clone()).is_some()));
            match reading.file {
                Some(file) => prop_assert_eq!(items.len(), file.len()),
                None => prop_assert!(!reading.problems.is_empty()),
            }
            for problem in reading.problems {
                prop_assert!(problem.place.is_some() && !problem.to_string().is_empty());
            }
        }
    }

    #[test]
    fn a_mistake_in_one_record_never_costs_the_next() {
        // Whatever is cut out of the first opinion, the second is read.
        let (from, to) = (TEXT.find("id:").unwrap(), TEXT.find("        Opinion(id").unwrap());
        let places = (from..to).filter(|at| TEXT.is_char_boundary(*at));
        for at in places {
            let end = (at + 1..=to).find(|end| TEXT.is_char_boundary(*end)).unwrap();
            let text = format!("{}{}", &TEXT[..at], &TEXT[end..]);
            let read = read("f", &text);
            let mut labels = match &read.file {
                Some(File::Opinions { opinions, .. }) => opinions.iter().map(|o| o.label.as_str()),
                _ => panic!("{text}"),
            };
            // The line feed before it gone, the second is one piece with the first.
            let joined = !text.contains("\n        Opinion(id");
            assert!(joined || labels.next_back() == Some("ア(イ)"), "{text}\n{:?}", read.problems);
        }
    }

    #[test]
    fn a_dangerous_character_is_found_raw_and_as_an_escape() {
        for (text, column) in [
            ("(a: \"あ\u{202e}い\")", Some(7)),
            (r#"(a: "あ\u{202e}い")"#, Some(7)),
            (r#"(a: "\\x1b")"#, None),
            (r#"(a: "\x1b[31m")"#, Some(6)),
            (r#"(a: "a\r")"#, Some(7)),
            (r#"(a: "a\n\t\"", b: r"\x1b")"#, None),
            ("(a: 1) // \u{200b}", Some(11)),
            ("\u{200e}(a: 1)", Some(1)),
            ("(a: \"\t葛\u{e0100}\")", None),
            ("(a: \"a\u{e0100}\")", Some(6 + 1)),
            ("(a: \"e\u{301}\u{301}\u{301}\u{301}\u{301}\")", Some(7 + 4)),
        ] {
            let found = dangers("f", text).first().map(|p| p.place.as_ref().unwrap().column);
            assert_eq!(found, column, "{text:?}");
        }
    }
}
