//! What a search finds first in the shipped record: what somebody who knows the record expects.
//!
//! Judged by reading the record: names that begin with the word, then names that hold it, then what is
//! written about; a program that only mentions it in passing is no answer to be seen first.

use shingi::{
    analysis::Catalog,
    records::{Records, SHIPPED, load_texts},
    search::{Query, highlight},
};

fn shipped() -> (Records, Catalog) {
    let records = load_texts(SHIPPED).records;
    let catalog = Catalog::of(&records);
    (records, catalog)
}

fn programs<'a>(records: &'a Records, catalog: &Catalog, typed: &str) -> Vec<&'a str> {
    let rows = catalog.programs.rows(&Query::new(typed));
    rows.into_iter().map(|row| records.programs[row].name()).collect()
}

fn opinions<'a>(records: &'a Records, catalog: &Catalog, typed: &str) -> Vec<&'a str> {
    let rows = catalog.opinions.rows(&Query::new(typed));
    rows.into_iter().map(|row| records.opinions[row].label.as_str()).collect()
}

const CREATION: &str = "創業者チャレンジ支援・育成事業";
const SUCCESSION: &[&str] =
    &["事業承継・引継ぎ支援事業", "事業承継・後継ぎ支援事業", "事業承継加速化推進事業"];
const STREETS: &[&str] =
    &["商店街魅力向上総合事業（経常）", "商店街魅力向上総合事業（政策）", "商店街地域資源活用事業"];
const MOVING: &str = "UIJターン移住促進雇用対策事業";

#[test]
fn the_programs_that_are_meant_come_first() {
    let (records, catalog) = shipped();
    for (typed, first) in [
        // Names that begin with it, names that hold it.
        ("創業", &[CREATION, "創業支援と地場企業の強化によるくまもと創生プロジェクト"][..]),
        ("事業承継", SUCCESSION),
        ("商店街", STREETS),
        ("商店街政策", &["商店街魅力向上総合事業（政策）"]),
        ("販路", &["食の販路拡大事業"]),
        (
            "移住",
            &[
                "移住促進サポート支援事業",
                MOVING,
                "連携中枢都市移住支援事業",
                "地方創生移住支援事業",
            ],
        ),
        ("利子補給", &["利子補給金", "新型コロナウイルス対応融資利子補給事業"]),
        ("融資", &["新型コロナウイルス対応融資利子補給事業"]),
        (
            "スタートアップ",
            &["スタートアップ企業への補助金による支援", "地域スタートアップ等支援事業"],
        ),
        // However it is written.
        ("ｽﾀｰﾄｱｯﾌﾟ", &["スタートアップ企業への補助金による支援", "地域スタートアップ等支援事業"]),
        ("ＤＸ", &["中小企業等DXアクセラレーション事業"]),
        ("D X", &["中小企業等DXアクセラレーション事業"]),
        ("bcp", &["BCP策定支援", "BCP等の策定支援", "県と連携したBCP策定支援"]),
        ("UIJ", &[MOVING]),
        ("ec", &["ECサイトにおける生産者の個別支援事業"]),
        // Abbreviated.
        ("地スタ", &["地域スタートアップ等支援事業"]),
        ("引継ぎ", &["事業承継・引継ぎ支援事業", "事業承継・後継ぎ支援事業"]),
        // Several terms; one left out.
        ("dx 中小", &["中小企業等DXアクセラレーション事業"]),
        ("半導体 海外", &["半導体関連企業の熊本進出を契機とした海外への食の魅力発信事業"]),
        ("観光 -誘致", &["観光誘客促進事業", "観光客受入環境整備経費", "観光戦略推進経費"]),
        ("移住 -促進", &["地方創生移住支援事業"]),
        // As it is said.
        ("そうぎょう", &[CREATION]),
        ("sougyou", &[CREATION]),
        ("sogyo", &[CREATION]),
        ("jigyoushoukei", SUCCESSION),
        ("shoutengai", &STREETS[..2]),
        ("shotengai", &STREETS[..2]),
        ("hanro", &["食の販路拡大事業"]),
        ("kakakutenka", &["中小企業者販路開拓支援事業"]),
        (
            "suta-toappu",
            &["地域スタートアップ等支援事業", "スタートアップ企業への補助金による支援"],
        ),
        ("iju", &[MOVING, "移住促進サポート支援事業"]),
        ("hikitsugi", &["事業承継・引継ぎ支援事業"]),
        ("handoutai", &["半導体関連企業誘致強化事業"]),
        ("こうこうせい", &["高校生の就職支援事業"]),
        ("yuushi", &["新型コロナウイルス対応融資利子補給事業"]),
        ("kankou", &["観光戦略経費", "観光誘客促進事業"]),
    ] {
        let found = programs(&records, &catalog, typed);
        let shown = &found[..found.len().min(6)];
        assert_eq!(found.get(..first.len()), Some(first), "{typed}: {shown:?}");
    }
}

#[test]
fn the_opinions_that_are_meant_come_first() {
    let (records, catalog) = shipped();
    for (typed, first) in [
        ("ア-イ", &["ア(イ)"][..]),
        ("事業承継", &["ア(オ)", "ア(キ)"]),
        ("jigyoushoukei", &["ア(オ)", "ア(キ)"]),
        ("海外 販路", &["イ(カ)"]),
        ("販路", &["イ(カ)", "イ(ア)"]),
        ("メンター", &["ア(イ)"]),
        ("DX", &["イ(エ)"]),
        ("it", &["イ(ウ)"]),
        ("価格転嫁", &["エ(ウ)"]),
        ("kakakutenka", &["エ(ウ)"]),
        ("人材 確保", &["ウ(エ)"]),
        ("若者 起業", &["ア(エ)"]),
    ] {
        let found = opinions(&records, &catalog, typed);
        assert_eq!(found.get(..first.len()), Some(first), "{typed}: {found:?}");
    }
}

#[test]
fn what_is_found_as_it_is_said_is_marked_on_the_words() {
    let (records, catalog) = shipped();
    for (typed, words) in [
        ("sougyou", "創業"),
        ("じぎょうしょうけい", "事業承継"),
        ("shoutengai", "商店街"),
        ("iju", "移住"),
        ("handoutai", "半導体"),
    ] {
        let query = Query::new(typed);
        let name = programs(&records, &catalog, typed)[0];
        let marked: Vec<_> = highlight(&query, name).into_iter().map(|at| &name[at]).collect();
        assert_eq!(marked, [words], "{typed} {name}");
    }
}
