//! Lists as offices write them, and what they come to.

use proptest::prelude::*;

use super::*;
use crate::records::{SHIPPED, load_texts};

fn labels(split: &Split) -> Vec<(&str, &str, &str)> {
    split.opinions.iter().map(|o| (&*o.label, &*o.heading, &*o.text)).collect()
}

/// What the report prints, from a line on.
fn printed(from: &str) -> &'static str {
    let (_, text) =
        SHIPPED.iter().find(|(name, _)| name.ends_with("000-city-report-r7.txt")).unwrap();
    &text[text.find(from).unwrap()..]
}

#[test]
fn the_printed_list_of_the_city_comes_to_the_opinions_of_the_record() {
    let records = load_texts(SHIPPED).records;
    let expected: Vec<_> = (records.opinions.iter())
        .map(|o| Draft { label: o.label.clone(), heading: o.heading.clone(), text: o.text.clone() })
        .collect();
    let list = split(printed("ア 創業・事業承継の促進について"));
    assert_eq!(list.opinions, expected);
    assert_eq!((list.strays, list.findings), (vec![], vec![]));
    let section = split(printed("2 会議の結果"));
    assert_eq!(section.opinions, expected);
    let strays: Vec<_> = section.strays.iter().map(|stray| &*stray.text).collect();
    assert_eq!(strays.len(), 3, "{strays:?}");
    assert!(strays[0] == "2 会議の結果" && strays[2].starts_with("会議において"), "{strays:?}");
    assert_eq!(section.findings, [""; 0]);
}

#[test]
fn every_usual_kind_of_list_is_taken_apart() {
    for (text, expected) in [
        ("1 甲が必要。\n2 乙が必要。", vec![("1", "", "甲が必要。"), ("2", "", "乙が必要。")]),
        ("（1）甲。\n（2）乙。", vec![("(1)", "", "甲。"), ("(2)", "", "乙。")]),
        ("①甲。\r\n②乙。", vec![("①", "", "甲。"), ("②", "", "乙。")]),
        ("・甲。\n・乙。", vec![("1", "", "甲。"), ("2", "", "乙。")]),
        ("甲の\n支援。\n\n乙。", vec![("1", "", "甲の支援。"), ("2", "", "乙。")]),
        ("甲。\n乙。", vec![("1", "", "甲。"), ("2", "", "乙。")]),
        (
            "ア(ア) 甲。\nア(イ) 乙。\nイ(ア) 丙。",
            vec![("ア(ア)", "", "甲。"), ("ア(イ)", "", "乙。"), ("イ(ア)", "", "丙。")],
        ),
        (
            "ｱ　見出し\n（ｱ）甲。\n（ｲ）乙。",
            vec![("ア(ア)", "見出し", "甲。"), ("ア(イ)", "見出し", "乙。")],
        ),
        (
            "ア 見出し\n・甲。\n・乙。\nイ 次\n・丙。",
            vec![
                ("ア(ア)", "見出し", "甲。"),
                ("ア(イ)", "見出し", "乙。"),
                ("イ(ア)", "次", "丙。"),
            ],
        ),
        (
            "1 見出し\n(1) 甲。\n2 次\n(1) 乙。",
            vec![("1(1)", "見出し", "甲。"), ("2(1)", "次", "乙。")],
        ),
        (
            "【創業】\n・甲。\n【販路】\n・乙。",
            vec![("ア(ア)", "創業", "甲。"), ("イ(ア)", "販路", "乙。")],
        ),
        ("(ア) 甲の支援\n(イ) 乙の支援", vec![("(ア)", "", "甲の支援"), ("(イ)", "", "乙の支援")]),
        (
            "(ア) use of\nAI を。\n(イ) 令和7年\n8 月の雨。",
            vec![("(ア)", "", "use of AI を。"), ("(イ)", "", "令和7年8 月の雨。")],
        ),
        (
            "(ア) 次が必要。\n・甲\n・乙\n(イ) 丙。\n(ウ) 丁。",
            vec![
                ("(ア)", "", "次が必要。\n・甲\n・乙"),
                ("(イ)", "", "丙。"),
                ("(ウ)", "", "丁。"),
            ],
        ),
        ("", vec![]),
    ] {
        assert_eq!(labels(&split(text)), expected, "{text}");
    }
}

#[test]
fn a_page_number_in_the_middle_of_an_opinion_is_named_and_the_opinion_goes_on() {
    let list = split("(ア) 甲の\n- 12 -\n\n支援。\n(イ) 乙。\n以上");
    assert_eq!(labels(&list)[0], ("(ア)", "", "甲の支援。"));
    let list = split("(ア) 甲。\n(イ) 乙。\n\n以上\n\n3");
    let strays: Vec<_> = list.strays.iter().map(|s| (s.line, &*s.text, s.why)).collect();
    assert_eq!(strays, [(4, "以上", NOWHERE), (6, "3", PAGE)]);
}

#[test]
fn every_character_of_a_text_is_in_an_opinion_or_named() {
    let text =
        "資料1\n\n第2 結果\nア 創業\n(ア) 甲。\n\n欄外\n(ウ) 乙が\n\nつづく。\nイ 空の見出し\n7";
    let list = split(text);
    let mut kept: String = list.opinions.iter().flat_map(|o| [&*o.heading, &*o.text]).collect();
    kept.extend(list.strays.iter().map(|s| s.text.clone()));
    kept.extend(list.findings.iter().cloned());
    for word in ["資料1", "第2 結果", "創業", "甲。", "欄外", "乙がつづく。", "空の見出し", "7"]
    {
        assert!(kept.contains(word), "{word}: {list:?}");
    }
}

#[test]
fn numbers_that_skip_or_repeat_are_findings() {
    for (text, findings) in [
        ("ア 見出し\n(ア) 甲。\n(ウ) 乙。", vec!["ア(ウ) の前の番号が 1件抜けています。"]),
        ("ア 見出し\n(ア) 甲。\n(ア) 乙。", vec!["ア(ア) が 2件あります。"]),
        ("ア 見出し\n(イ) 甲。", vec!["ア(イ) の前の番号が 1件抜けています。"]),
        ("ア 甲\n(ア) 乙。\nウ 丙\n(ア) 丁。", vec!["見出し ウ の前の番号が 1件抜けています。"]),
        ("ア 甲\nイ 乙\n(ア) 丁。", vec!["見出し「甲」の下に意見がありません。"]),
        ("ア(ア) 甲。\nイ(ア) 乙。\nイ(ウ) 丙。", vec!["イ(ウ) の前の番号が 1件抜けています。"]),
    ] {
        assert_eq!(split(text).findings, findings, "{text}");
    }
}

#[test]
fn a_number_without_words_is_named_and_is_no_opinion() {
    let list = split("ア 見出し\n(ア) 甲。\n(イ)\n(ウ) \u{200b}\nイ 次\n(ア) 乙。");
    assert_eq!(labels(&list), [("ア(ア)", "見出し", "甲。"), ("イ(ア)", "次", "乙。")]);
    let missing =
        ["ア(イ) に本文がありません。入れません。", "ア(ウ) に本文がありません。入れません。"];
    assert_eq!(list.findings, missing);
}

#[test]
fn what_acts_on_a_terminal_is_left_out() {
    let list =
        split("(ア) 甲\u{1b}[31m赤\u{202e}\tの\u{7}支援。\u{feff}\r\n(イ) 乙\u{2028}の支援。");
    assert_eq!(labels(&list), [("(ア)", "", "甲[31m赤 の支援。"), ("(イ)", "", "乙の支援。")]);
}

/// A mark, or none, and whether a sentence ends with the line.
fn lines() -> impl Strategy<Value = Vec<(&'static str, bool)>> {
    let mark = prop::sample::select(vec![
        "",
        "",
        "\n",
        "ア ",
        "イ　",
        "（ア）",
        "(イ)",
        "ｱ(ｳ)",
        "ア-(エ) ",
        "１ ",
        "2. ",
        "(1)",
        "（２）",
        "①",
        "②",
        "・",
        "- ",
        "【",
        "■",
        "第1 ",
        "\r\n",
        "\u{feff}",
    ]);
    prop::collection::vec((mark, any::<bool>()), 0..30)
}

proptest! {
    #[test]
    fn no_words_are_lost_whatever_a_list_looks_like(lines in lines()) {
        let word = |nth: usize| format!("語{nth}の");
        let text: String = (lines.iter().enumerate())
            .map(|(nth, (mark, ends))| {
                let close = if *mark == "【" { "】" } else if *ends { "。" } else { "" };
                format!("{mark}{}件{close}\n", word(nth))
            })
            .collect::<Vec<_>>()
            .concat();
        let list = split(&text);
        let opinions = list.opinions.iter().map(|it| format!("{}\n{}\n", it.heading, it.text));
        let strays = list.strays.iter().map(|it| format!("{}\n", it.text));
        let findings = list.findings.iter().map(|it| format!("{it}\n"));
        let kept = opinions.chain(strays).chain(findings).collect::<Vec<_>>().concat();
        for nth in 0..lines.len() {
            prop_assert!(kept.contains(&word(nth)), "{} of\n{text}\n{list:?}", word(nth));
        }
        prop_assert!(list.opinions.iter().all(|it| !it.text.is_empty() && !it.label.is_empty()));
    }

    #[test]
    fn any_text_at_all_is_taken_apart(text in "(?s).{0,200}") {
        let list = split(&text);
        let acts = |c: char| c.is_control() && c != '\n';
        prop_assert!(list.opinions.iter().all(|it| !it.text.contains(acts)), "{list:?}");
    }
}
