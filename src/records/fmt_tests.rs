//! What a layout may change, and what it may not.

use proptest::prelude::*;

use super::{
    super::{load_texts, record_files},
    *,
};

/// The text with other white space between its tokens. Comments keep the side of the line they are
/// on: that is what they belong to.
fn shuffled(text: &str, spaces: &[&str]) -> String {
    let mut shuffled = String::new();
    let mut spaces = spaces.iter().cycle();
    let tokens: Vec<Token> = tokens(text).collect();
    for (index, token) in tokens.iter().enumerate() {
        let word = &text[token.range.clone()];
        let kinds = |index: usize| tokens.get(index).map(|token| token.kind);
        let comment = |kind: Option<Kind>| kind == Some(Kind::Comment);
        let beside = comment(kinds(index + 1)) || index > 0 && comment(kinds(index - 1));
        match token.kind {
            Kind::Space if beside => shuffled.push_str(word),
            // Between two names or numbers something must stand.
            Kind::Space => shuffled.push_str(spaces.next().unwrap_or(&" ")),
            Kind::Open | Kind::Comma | Kind::Colon if kinds(index + 1) != Some(Kind::Space) => {
                shuffled.push_str(word);
                shuffled.push_str(spaces.next().unwrap_or(&" "));
            }
            _ => shuffled.push_str(word),
        }
    }
    shuffled
}

#[test]
fn the_shipped_files_are_laid_out() {
    for (name, text) in record_files() {
        let place = difference(name, text, &formatted(text));
        assert!(formatted(text) == text, "{place}: {}", place.excerpt);
    }
}

#[test]
fn the_layout_is_one_record_a_block_and_one_field_a_line() {
    let text = r#"// 事業
Programs(source:"s",entries:[Entry(program:"city/甲",listed:Listing(area:"a/1",
number:1,),departments:["商業金融課",
    "産支"],results:["一",],marks:[],amounts:[NamedAmount(label:"当初",year:"R7",thousand_yen:-1)]),
    // 次の事業

    Entry(program:"city/乙" , // 改称
      listed : Listing(area:"a/1"  /* 番号なし */ ,
        relisted:true))]) // 終わり
/* 控え */"#;
    let expected = r#"// 事業
Programs(
    source: "s",
    entries: [
        Entry(
            program: "city/甲",
            listed: Listing(
                area: "a/1",
                number: 1,
            ),
            departments: ["商業金融課", "産支"],
            results: [
                "一",
            ],
            marks: [],
            amounts: [
                NamedAmount(label: "当初", year: "R7", thousand_yen: -1)
            ]
        ),
        // 次の事業
        Entry(
            program: "city/乙", // 改称
            listed: Listing(
                area: "a/1" /* 番号なし */,
                relisted: true
            )
        )
    ]
) // 終わり
/* 控え */
"#;
    assert_eq!(formatted(text), expected);
    assert_eq!(formatted(expected), expected);
}

#[test]
fn what_a_layout_would_change_is_left_as_it_is() {
    for text in ["", "(a: \"閉じない", "/* 閉じない", "' , '", "/ /"] {
        let after = formatted(text);
        assert!(told(text).eq(told(&after)), "{text}");
        assert_eq!(formatted(&after), after);
    }
}

#[test]
fn a_million_brackets_are_laid_out_calmly() {
    let text = "[".repeat(1_000_000);
    assert!(told(&text).eq(told(&formatted(&text))));
}

#[test]
fn a_file_that_is_not_laid_out_is_named_with_its_first_line() {
    let text = "Sessions(\n    source: \"s\",\n  sessions: [],\n)\n";
    let tidy = "Source(\n    id: \"s\",\n    title: \"t\",\n    issuer: \"市\",\n    \
                fiscal_year: \"R7\",\n    file: \"f\",\n    purpose: \"p\",\n)\n";
    let records = load_texts(&[("a.ron", text), ("b.ron", tidy), ("c.ron", "Sessions(")]).records;
    let found: Vec<_> = untidy(&records).iter().map(|p| p.place.clone().unwrap()).collect();
    assert_eq!(found.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a.ron:3:3"]);
}

proptest! {
    // Whole files: enough of them in a second.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn shuffled_white_space_comes_back(
        spaces in prop::collection::vec(
            prop::sample::select(&[" ", "\n", "\t", "\r\n", "  \n\n   ", "\u{2028}"][..]), 1..40
        ),
        file in 0..record_files().len(),
    ) {
        let (name, text) = record_files()[file];
        let shuffled = shuffled(text, &spaces);
        prop_assert!(told(text).eq(told(&shuffled)), "{}", name);
        prop_assert!(formatted(&shuffled) == text, "{}", name);
    }
}

proptest! {
    #[test]
    fn any_soup_of_tokens_stays_what_it_is(
        soup in prop::collection::vec(prop::sample::select(&[
            "(", ")", "[", "]", "{", "}", ",", ":", "Entry", "Sum", "Listing", "marks", "r", "b",
            "12", "-1.5", "\"あ\"", "\"a\nb\"", "r#\"x\"#", "'x'", "'", "/", "#", "（", "\\", "\"",
            "// 注\n", "// 注", "/* 注 */", "/* 一\n二 */", "/*", "*/", " ", "\n", "\r\n", "\t\n ",
            "\u{3000}", "\u{feff}",
        ][..]), 0..40),
    ) {
        let text = soup.concat();
        let after = formatted(&text);
        prop_assert!(told(&text).eq(told(&after)), "{:?} became {:?}", text, after);
        prop_assert_eq!(formatted(&after), after);
    }
}
