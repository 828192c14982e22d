//! The rules of line breaking, over sentences of the printed report.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::shown::drawn_lines;

/// Printed sentences, with everything that makes wrapping hard.
const SENTENCES: &[&str] = &[
    "熊本市中小企業・小規模企業振興基本条例（平成24年条例第128号）の規定に基づき、令和6年度及び令和7年度の中小企業の振興に関する施策の実施状況並びに熊本市中小企業活性化会議における審議の経過及び結果について、別紙のとおり報告する。",
    "中小企業者等が実施する新製品・新技術の研究開発に必要な経費の一部を助成するほか、産学連携コーディネーターを配置し、大学等研究機関の研究シーズと地場企業の事業化ニーズのマッチングを実施する。",
    "・ 助成件数：4 件（うち 1 件は小規模企業重点枠） ・ 産学官連携支援等によるマッチング件数：39件 ・ 新製品開発支援による製品化・事業化件数：9 件",
    "「2 新たな事業活動の促進」、「3 経営基盤の強化の促進」及び「5 小規模企業の振興」で再掲",
    "前年度決算額 15,232千円 ・ 今年度予算額 16,152千円",
    "前年度決算額 ７４８，２２３千円 今年度予算額 １，０４１，９００千円",
    "大学等と連携した起業や新分野進出を促進するため、独立行政法人中小企業基盤整備機構が整備した「くまもと大学連携インキュベータ」の入居者に対して最長 5 年の賃料補助を行う。",
    "・ 日本貿易振興機構熊本貿易情報センターに対する負担金の交付 負担金交付額：2,821千円 ・ 熊本県貿易協会に対する負担金の交付 負担金交付額：1,314千円",
    "・ 熊本市地域通訳案内士新規登録者数：27名（英語15名・中国語12名） ・ 観光案内標識、サイン等の老朽化に伴う補修・改修：7か所 ・ 熊本城周遊バス「しろめぐりん」5台及び市電43編成のWi-Fi環境の提供及び運営を実施",
    "令和7年度から15の「国内における食の魅力発信事業」及び17の「半導体関連企業の熊本進出を契機とした海外への食の魅力発信事業」へ事業を分割したため、令和6年度限りで終了",
    "R7年度当初予算額 ：461億 300万円",
    "「黒字」の割合は45.5％（2023年帝国データバンク調べ）",
    "商店街共同施設電気料助成件数：50件 ・商店街通行量調査：1回 開催日：令和7年7月2日（水）",
    "総合評価（担い手育成タイプ）において、評価項目の中で「一次下請業者を全て地場企業とする」又は「元請業者（地場企業）が全て自社施工する」場合に加点を行う項目を設定する。",
];

/// What must not begin a line. `・` may, after a space: it begins an item.
const NOT_FIRST: &[char] = &[
    '。', '、', '，', '．', '）', '」', '』', '】', ')', '：', 'ー', 'っ', 'ゃ', 'ゅ', 'ょ', 'ッ',
    'ャ', 'ュ', 'ョ', 'ァ', 'ィ', '々', '％',
];
const NOT_LAST: &[char] = &['（', '「', '『', '【', '('];

fn cells(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

fn shown_lines(text: &str, room: usize) -> Vec<&str> {
    wrap(text, room, room, cells).into_iter().map(|line| &text[line]).collect()
}

#[test]
fn lines_of_the_report_obey_kinsoku_at_every_width() {
    for sentence in SENTENCES {
        for room in 8..=80 {
            let lines = shown_lines(sentence, room);
            for (number, line) in lines.iter().enumerate() {
                assert!(cells(line) <= room, "{room} cells: {line}");
                assert!(number == 0 || !line.starts_with(NOT_FIRST), "{room} cells: {lines:#?}");
                assert!(!line.ends_with(NOT_LAST), "{room} cells: {lines:#?}");
            }
            let spaceless = |text: &str| text.replace(' ', "");
            assert_eq!(spaceless(&lines.concat()), spaceless(sentence), "{room} cells");
        }
    }
}

#[test]
fn a_line_is_filled_as_far_as_the_rules_allow() {
    let text = "創業者等に対し、経費の一部を助成する。";
    for (room, lines) in [
        (14, &["創業者等に対", "し、経費の一部", "を助成する。"][..]),
        (16, &["創業者等に対し、", "経費の一部を助成", "する。"]),
        (37, &["創業者等に対し、経費の一部を助成す", "る。"]),
        (38, &["創業者等に対し、経費の一部を助成する。"]),
    ] {
        assert_eq!(shown_lines(text, room), lines, "{room} cells");
    }
}

#[test]
fn a_number_of_the_report_stays_with_its_unit_at_every_width() {
    let amounts = [
        "15,232千円",
        "16,152千円",
        "７４８，２２３千円",
        "１，０４１，９００千円",
        "2,821千円",
        "1,314千円",
        "39件",
        "4 件",
        "1 件",
        "9 件",
        "50件",
        "1回",
        "27名",
        "15名",
        "12名",
        "7か所",
        "43編成",
        "5台",
        "5 年",
        "第128号",
        "平成24年",
        "6年度",
        "7年度",
        "7年",
        "7月",
        "2日",
    ];
    for sentence in SENTENCES {
        for room in 8..=80 {
            let lines = wrap(sentence, room, room, cells);
            for amount in amounts.iter().filter(|amount| **amount != "平成24年") {
                // `）` and `。` hang on to the amount, and so it may need more room than it has.
                if cells(amount) + 6 > room {
                    continue;
                }
                for (start, _) in sentence.match_indices(amount) {
                    let inside = |line: &Range<usize>| {
                        line.start <= start && start + amount.len() <= line.end
                    };
                    assert!(lines.iter().any(inside), "{room} cells: {amount} in {sentence}");
                }
            }
        }
    }
}

#[test]
fn words_longer_than_a_line_are_cut_between_letters() {
    for (text, room, lines) in [
        ("https://example.jp/", 8, &["https://", "example.", "jp/"][..]),
        ("か\u{3099}き\u{3099}く\u{3099}", 4, &["か\u{3099}き\u{3099}", "く\u{3099}"]),
        ("割合は45.5％（2023年", 8, &["割合は", "45.5％", "（2023年"]),
        ("15,232千円", 8, &["15,232千", "円"]),
        ("15,232千円", 4, &["15,2", "32千", "円"]),
        ("一二 \u{301}三", 5, &["一二 \u{301}", "三"]),
        ("創業", 3, &["創", "業"]),
        ("創業", 1, &["創", "業"]),
        ("創業", 0, &["創", "業"]),
        ("ab", 1, &["a", "b"]),
    ] {
        assert_eq!(shown_lines(text, room), lines, "{text} in {room} cells");
    }
}

#[test]
fn line_feeds_and_spaces() {
    for (text, lines) in [
        ("", &[""][..]),
        ("一\n二", &["一", "二"]),
        ("一\n\n二\n", &["一", "", "二"]),
        ("\n", &[""]),
        ("  一  \n　二　", &["  一", "　二"]),
        ("一二三四      五", &["一二三四", "五"]),
        ("一二三四　五", &["一二三四", "五"]),
    ] {
        assert_eq!(shown_lines(text, 8), lines, "{text:?}");
    }
}

#[test]
fn the_first_line_may_have_other_room() {
    let text = "創業者等に対し、経費";
    for (first, rest, lines) in [
        (6, 10, &["創業者", "等に対し、", "経費"][..]),
        (12, 8, &["創業者等に対", "し、経費"]),
        (0, 10, &["", "創業者等に", "対し、経費"]),
    ] {
        let found: Vec<_> =
            wrap(text, first, rest, cells).into_iter().map(|line| &text[line]).collect();
        assert_eq!(found, lines, "{first} and {rest} cells");
    }
}

proptest! {
    #[test]
    fn lines_are_in_order_and_lose_nothing(text in "(?s).*", first in 0_usize..30, rest in 0_usize..30) {
        let text = drawn_lines(&text);
        let lines = wrap(&text, first, rest, cells);
        prop_assert!(!lines.is_empty());
        let mut end = 0;
        for line in &lines {
            prop_assert!(end <= line.start && line.start <= line.end);
            prop_assert_eq!(text[end..line.start].trim(), "");
            end = line.end;
        }
        prop_assert_eq!(text[end..].trim(), "");
    }

    #[test]
    fn no_line_is_wider_than_its_room(
        text in "[ぁ-んァ-ヶ一-鿋０-９0-9a-z、。（）「」・ー,， 　\n\u{3099}ｱ-ﾟ]{0,60}|(?s).{0,60}",
        first in 2_usize..40,
        rest in 2_usize..40,
    ) {
        let text = drawn_lines(&text);
        for (number, line) in wrap(&text, first, rest, cells).into_iter().enumerate() {
            let room = if number == 0 { first } else { rest };
            let alone = text[line.clone()].graphemes(true).count() == 1;
            prop_assert!(cells(&text[line]) <= room || alone);
        }
    }
}
