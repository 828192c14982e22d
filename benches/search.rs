//! One query over generated rows, beside a plain loop of fuzzy-matcher over the same keys.

use divan::{Bencher, black_box};
use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use shingi::search::{Document, Field, Index, Query, Weight, fold_key};

fn main() {
    divan::main();
}

const ROWS: [usize; 2] = [1_000, 10_000];
/// In one row of some; scattered only; in nearly every row; two terms; nowhere.
const QUERIES: [&str; 5] = ["スタートアップ", "創業補助", "支援", "販路 海外", "鉄道"];

const NAMES: [&str; 8] = [
    "成長産業創出支援事業",
    "創業者チャレンジ支援・育成事業",
    "地域スタートアップ等支援事業",
    "中小企業等DXアクセラレーション事業",
    "物産品等販路開拓支援事業",
    "U I J ターン移住促進雇用対策事業",
    "商店街魅力向上総合事業（政策）",
    "事業承継・引継ぎ支援事業",
];
const CLAUSES: [&str; 12] = [
    "中小企業者等が実施する新製品・新技術の研究開発に必要な経費の一部を助成するほか、",
    "産学連携コーディネーターを配置し、大学等研究機関とのマッチングを実施する。",
    "創業者等に対し、新規事業へ挑戦する際に必要となる経費の一部助成を行うとともに、",
    "先輩起業家等のメンターによるメンタリングや様々な支援プログラムを実施することで、",
    "成長が期待される市域内のスタートアップ等に対し、資金調達・業務提携の支援を行う。",
    "本市の融資制度を利用した中小企業者に対して利子の一部又は全部を補給する。",
    "公式移住情報サイトを改修し、本市のプロモーションを推進するとともに、",
    "市内中小企業者のD Xを推進するための伴走型支援や環境整備費の補助を行う。",
    "海外における販路の開拓を目指す事業者に対し、展示会への出展を支援する。",
    "地域資源を活用した商店街の魅力向上に資する取組に要する経費を補助する。",
    "後継者に対する既存の経営資源を活かした新規事業開発の支援等を行う。",
    "就職等に関する的確な情報提供・相談体制を整え、人材の確保を図る。",
];

/// Names and contents of about 130 characters together, the same at every run.
fn rows(count: usize) -> Vec<(String, String)> {
    let mut state: u64 = 1;
    let mut pick = |from: &[&'static str]| {
        // Knuth's generator: its upper bits are good enough to shuffle clauses.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[usize::try_from(state >> 33).unwrap_or_default() % from.len()]
    };
    (0..count)
        .map(|_| (pick(&NAMES).to_owned(), (0..3).map(|_| pick(&CLAUSES)).collect()))
        .collect()
}

fn index(rows: &[(String, String)]) -> Index {
    Index::build(rows.iter().map(|(name, content)| Document {
        fields: vec![
            Field::new(Weight::Name, name.as_str()),
            Field::new(Weight::Body, content.as_str()),
        ],
    }))
}

#[divan::bench(consts = ROWS, args = QUERIES)]
fn shingi<const N: usize>(bencher: Bencher, typed: &str) {
    let index = index(&rows(N));
    bencher.bench(|| index.search(black_box(&Query::new(typed)), None));
}

#[divan::bench(consts = ROWS, args = QUERIES)]
fn shingi_first_screen<const N: usize>(bencher: Bencher, typed: &str) {
    let index = index(&rows(N));
    bencher.bench(|| index.search(black_box(&Query::new(typed)), Some(50)));
}

#[divan::bench(consts = ROWS, args = QUERIES)]
fn plain_fuzzy_matcher<const N: usize>(bencher: Bencher, typed: &str) {
    let keys: Vec<String> =
        rows(N).iter().map(|(name, content)| fold_key(&format!("{name} {content}"))).collect();
    let terms: Vec<String> = typed.split_whitespace().map(fold_key).collect();
    let matcher = SkimMatcherV2::default();
    bencher.bench(|| {
        let score = |key: &String| {
            terms.iter().map(|term| matcher.fuzzy_match(key, term)).sum::<Option<i64>>()
        };
        let mut hits: Vec<(i64, usize)> = keys
            .iter()
            .enumerate()
            .filter_map(|(row, key)| score(black_box(key)).map(|score| (-score, row)))
            .collect();
        hits.sort_unstable();
        hits
    });
}

#[divan::bench(args = ROWS)]
fn build(bencher: Bencher, count: usize) {
    let rows = rows(count);
    bencher.bench(|| index(black_box(&rows)));
}
