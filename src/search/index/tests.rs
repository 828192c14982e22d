//! Ranking, over names as they are printed.

use proptest::prelude::*;

use super::*;

const NAMES: &[&str] = &[
    "成長産業創出支援事業",
    "創業者チャレンジ支援・育成事業",
    "くまもと森都心プラザ管理運営経費（うちビジネス支援施設分）",
    "地域スタートアップ等支援事業",
    "大学連携型起業家支援経費",
    "事業承継・引継ぎ支援事業",
    "中小企業金融対策事業",
    "利子補給金",
    "中小企業等DXアクセラレーション事業",
    "半導体関連企業誘致強化事業",
    "デジタルコンテンツ誘致強化事業",
    "物産品等販路開拓支援事業",
    "MICE誘致戦略事業",
    "E C サイトにおける生産者の個別支援事業",
    "半導体関連企業の熊本進出を契機とした海外への食の魅力発信事業",
    "特定求職者雇用対策経費",
    "U I J ターン移住促進雇用対策事業",
    "連携中枢都市移住支援事業",
    "地方創生移住支援事業",
    "ＬＰガス価格高騰対策緊急支援事業",
    "ＢＣＰ策定支援",
    "新型コロナウイルス対応融資利子補給事業",
    "商店街魅力向上総合事業（経常）",
    "商店街魅力向上総合事業（政策）",
];

fn names() -> Index {
    Index::build(NAMES.iter().map(|&name| document(&[(Weight::Name, name)])))
}

fn document<'a>(fields: &[(Weight, &'a str)]) -> Document<'a> {
    Document { fields: fields.iter().map(|&(weight, text)| Field::new(weight, text)).collect() }
}

fn rows(index: &Index, typed: &str) -> Vec<usize> {
    index.rows(&Query::new(typed))
}

#[test]
fn the_program_meant_comes_first() {
    let index = names();
    for (typed, first) in [
        (
            "移住",
            vec![
                "U I J ターン移住促進雇用対策事業",
                "連携中枢都市移住支援事業",
                "地方創生移住支援事業",
            ],
        ),
        ("UIJ", vec!["U I J ターン移住促進雇用対策事業"]),
        ("ｕｉｊターン", vec!["U I J ターン移住促進雇用対策事業"]),
        ("EC", vec!["E C サイトにおける生産者の個別支援事業"]),
        ("ec さいと", vec!["E C サイトにおける生産者の個別支援事業"]),
        ("dx", vec!["中小企業等DXアクセラレーション事業"]),
        ("bcp", vec!["ＢＣＰ策定支援"]),
        ("lpｶﾞｽ", vec!["ＬＰガス価格高騰対策緊急支援事業"]),
        ("すたーとあっぷ", vec!["地域スタートアップ等支援事業"]),
        ("利子補給", vec!["利子補給金", "新型コロナウイルス対応融資利子補給事業"]),
        ("利子補給金", vec!["利子補給金"]),
        ("引継ぎ", vec!["事業承継・引継ぎ支援事業"]),
        ("引き継ぎ", vec![]),
        ("半導体 海外", vec!["半導体関連企業の熊本進出を契機とした海外への食の魅力発信事業"]),
        ("海外　半導体", vec!["半導体関連企業の熊本進出を契機とした海外への食の魅力発信事業"]),
        ("商店街政策", vec!["商店街魅力向上総合事業（政策）"]),
        ("地スタ", vec!["地域スタートアップ等支援事業"]),
        ("創業支援", vec!["創業者チャレンジ支援・育成事業"]),
        ("起業", vec!["大学連携型起業家支援経費"]),
        ("支援 連携", vec!["連携中枢都市移住支援事業", "大学連携型起業家支援経費"]),
        ("メンター", vec![]),
    ] {
        let found: Vec<_> = rows(&index, typed).into_iter().map(|row| NAMES[row]).collect();
        assert_eq!(found.get(..first.len()), Some(&first[..]), "{typed}: {found:?}");
        assert_eq!(found.is_empty(), first.is_empty(), "{typed}: {found:?}");
    }
}

#[test]
fn as_typed_stands_above_scattered_names_above_bodies_heads_above_middles() {
    use Weight::{Aside, Body, Label, Name};
    let best_first = [
        document(&[(Label, "移(住)")]),
        document(&[(Name, "移住")]),
        document(&[(Name, "移住支援事業")]),
        document(&[(Name, "UIJターン移住促進")]),
        document(&[(Name, "地方創生移住支援事業")]),
        document(&[(Name, "支援金"), (Body, "東京圏からの移住を支援する。")]),
        document(&[(Body, "地方移住を支援する。"), (Name, "支援金")]),
        document(&[(Name, "支援金"), (Aside, "移住の窓口")]),
        document(&[(Name, "移り住む人")]),
        document(&[(Name, "移動して住む")]),
        document(&[(Name, "支援金"), (Body, "熊本市に移り住む人を支援する事業である。")]),
        document(&[(Name, "支援金"), (Aside, "移り住む人の窓口")]),
    ];
    let count = best_first.len();
    let index = Index::build(best_first.iter().cloned());
    assert_eq!(rows(&index, "移住"), (0..count).collect::<Vec<_>>());
    let index = Index::build(best_first.into_iter().rev());
    assert_eq!(rows(&index, "移住"), (0..count).rev().collect::<Vec<_>>());
}

#[test]
fn every_term_must_be_found_and_the_weakest_decides() {
    let index = Index::build([
        document(&[(Weight::Name, "創業補助"), (Weight::Body, "経費を助成する。")]),
        document(&[(Weight::Name, "創業者助成事業"), (Weight::Body, "経費を補助する。")]),
        document(&[(Weight::Name, "創業塾"), (Weight::Body, "講座を開く。")]),
    ]);
    assert_eq!(rows(&index, "創業 助成"), [1, 0]);
    assert_eq!(rows(&index, "創業 助成 講座"), [0usize; 0]);
    let hits = index.search(&Query::new("創業 助成"), None);
    assert_eq!((hits[0].field(), hits[1].field()), (0, 1));
}

#[test]
fn labels_are_found_however_they_are_typed() {
    let index =
        Index::build(["ア(ア)", "ア(イ)", "イ(ア)"].map(|label| {
            document(&[(Weight::Label, label), (Weight::Body, "支援が必要である。")])
        }));
    for typed in ["ア(イ)", "ア（イ）", "ア-イ", "アーイ", "ｱｲ", "アイ", "あい"]
    {
        assert_eq!(rows(&index, typed), [1], "{typed}");
    }
    assert_eq!(rows(&index, "ア"), [0, 1, 2]);
    assert_eq!(rows(&index, "（"), [0usize; 0]);
}

#[test]
fn an_empty_query_is_answered_by_all_rows_in_order() {
    let index = names();
    assert_eq!(rows(&index, " 　"), (0..NAMES.len()).collect::<Vec<_>>());
    assert!(Index::build([]).is_empty() && rows(&Index::build([]), "創業").is_empty());
}

#[test]
fn text_stands_above_readings_and_long_vowels_as_typed_above_those_left_out() {
    use Weight::{Aside, Body, Name};
    let best_first = [
        document(&[(Aside, "sogyo")]),
        document(&[(Name, "祖業の会")]),
        document(&[(Name, "創業塾")]),
        document(&[(Body, "祖業を継ぐ。")]),
        document(&[(Body, "創業者を支える。")]),
    ];
    let index = Index::build(best_first);
    assert_eq!(rows(&index, "sogyo"), [0, 1, 2, 3, 4]);
    assert_eq!(rows(&index, "そうぎょう"), [2, 1, 4, 3]);
}

#[test]
fn terms_near_each_other_stand_above_those_far_apart() {
    use Weight::Body;
    let far = format!("海外の{}販路", "事業者が".repeat(12));
    let best_first = [
        document(&[(Body, "海外販路を開く。")]),
        document(&[(Body, "海外における新しい販路")]),
        document(&[(Body, &far)]),
        document(&[(Body, "海外を知る。"), (Body, "販路を開く。")]),
    ];
    let count = best_first.len();
    let index = Index::build(best_first.iter().cloned());
    assert_eq!(rows(&index, "海外 販路"), (0..count).collect::<Vec<_>>());
    let index = Index::build(best_first.into_iter().rev());
    assert_eq!(rows(&index, "販路 海外"), (0..count).rev().collect::<Vec<_>>());
}

#[test]
fn an_excluded_term_is_in_no_row() {
    let index = names();
    let found: Vec<_> = rows(&index, "移住 -UIJ").into_iter().map(|row| NAMES[row]).collect();
    assert_eq!(found, ["連携中枢都市移住支援事業", "地方創生移住支援事業"]);
    assert_eq!(rows(&index, "-事業").len(), NAMES.iter().filter(|it| !it.contains("事業")).count());
}

/// Rows with a label, a name and two texts each.
fn whole_rows() -> Index {
    let labels = ["ア(ア)", "ア(イ)", "イ(ア)", "支(援)", ""];
    let row = |nth: usize| {
        let name = |further: usize| NAMES[(nth * 7 + further) % NAMES.len()];
        document(&[
            (Weight::Body, name(1)),
            (Weight::Label, labels[nth % labels.len()]),
            (Weight::Name, name(0)),
            (Weight::Body, name(2)),
            (Weight::Aside, name(3)),
        ])
    };
    Index::build((0..NAMES.len() * 2).map(row))
}

proptest! {
    #[test]
    fn slices_and_narrowing_find_what_one_search_finds(
        typed in "[支援事業移住創スターのアイsien -]{0,7}", slice in 1usize..400,
    ) {
        let index = whole_rows();
        let mut before: Option<Search> = None;
        for (at, c) in typed.char_indices() {
            let query = Query::new(&typed[..at + c.len_utf8()]);
            let mut search = match &before {
                Some(before) => Search::after(before, query.clone()),
                None => Search::new(query.clone()),
            };
            let mut seen: Vec<Hit> = Vec::new();
            while !search.is_done() {
                search.advance(&index, slice);
                prop_assert!(search.hits().starts_with(&seen), "what was shown moved");
                seen = search.hits().to_vec();
            }
            prop_assert_eq!(search.hits(), index.search(&query, None));
            before = Some(search);
        }
    }

    #[test]
    fn a_limit_cuts_the_same_list(typed in "[支援事業移住創スターの ]{0,5}", limit in 0usize..30) {
        let index = names();
        let query = Query::new(&typed);
        let mut all = index.search(&query, None);
        all.truncate(limit);
        prop_assert_eq!(index.search(&query, Some(limit)), all);
    }

    #[test]
    fn what_is_typed_whole_is_always_found(text in any::<String>(), typed in any::<String>()) {
        let index = Index::build([document(&[(Weight::Body, &text), (Weight::Label, &text)])]);
        let _ = index.search(&Query::new(&typed), Some(1));
        let one_term: String = text.split_whitespace().collect();
        // A dash would exclude it.
        let one_term = one_term.trim_start_matches(['-', '－', '−', 'ー', '‐']);
        let row = Index::build([document(&[(Weight::Body, one_term)])]);
        prop_assert_eq!(row.search(&Query::new(one_term), None).len(), 1);
    }
}
