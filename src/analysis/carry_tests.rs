//! Tests of the carry-over.

use proptest::prelude::*;

use super::*;
use crate::{
    analysis::sample::{Sample, answer, progress, relate},
    domain::{AnswerKind, AnswerStage, OpinionId, ProgressState, Relation},
    records::{SHIPPED, load_texts},
};

/// A program as a year prints it: id, name where it is another, 内容, 備考.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str);

fn source(year: &str) -> String {
    format!(
        r#"Source(id: "s-{year}", title: "報告", issuer: "熊本市", fiscal_year: "{year}", file: "{year}.txt", purpose: "例")"#
    )
}

fn programs(year: &str, rows: &[Row]) -> String {
    let entry = |(number, (id, name, content, remark)): (usize, &Row)| {
        let name = if name.is_empty() { String::new() } else { format!("name: \"{name}\", ") };
        format!(
            "Entry(program: \"city/{id}\", {name}listed: Listing(area: \"city-{year}/1\", \
             number: {number}), content: \"{content}\", remark: \"{remark}\")"
        )
    };
    let entries: Vec<_> = (1..).zip(rows).map(entry).collect();
    format!("Programs(source: \"s-{year}\", entries: [{}])", entries.join(", "))
}

fn records(old: &[Row], new: &[Row], lineage: &str) -> Records {
    let lineage = format!("Lineage(successions: [{lineage}])");
    let texts = [
        ("1.ron", source("R7")),
        ("2.ron", source("R8")),
        ("3.ron", programs("R7", old)),
        ("4.ron", programs("R8", new)),
        ("5.ron", lineage),
    ];
    let kept = texts.map(|(name, text)| (name, &*Box::leak(text.into_boxed_str())));
    // The rows name areas of no plan, which is beside the point.
    load_texts(&kept).records
}

/// What is proposed, a line each: `改称 旧→新 おそらく`.
fn proposed(records: &Records, apart: &[Apart]) -> Vec<String> {
    let names = |ids: &[ProgramId]| ids.iter().map(ProgramId::name).collect::<Vec<_>>().join("+");
    let carries = carries(records, None, apart);
    let open = carries.iter().flat_map(Carry::open);
    let line = |it: &Proposal| {
        format!("{} {}→{} {}", it.kind, names(&it.from), names(&it.to), it.certainty())
    };
    open.map(line).collect()
}

const A: &str = "中小企業者に対し、専門家を派遣して経営の相談に応じる。";
const B: &str = "海外の見本市への出展に要する経費の一部を助成する。";
const C: &str = "空き店舗を活用した商店街の催しを支援する。";

#[test]
fn what_became_of_programs_is_proposed_with_how_sure_it_is() {
    let cases: &[(&[Row], &[Row], &[&str])] = &[
        (&[("甲", "", A, "")], &[("甲", "", B, "")], &[]),
        (&[("甲", "", A, ""), ("乙", "", B, "")], &[("甲", "", A, "")], &["終了 乙→ 可能性あり"]),
        (&[("甲", "", A, "")], &[("甲", "", A, ""), ("丙", "", C, "")], &["新規 →丙 おそらく"]),
        (
            &[("甲", "", A, "")],
            &[("甲", "", A, "令和7年度限りで終了"), ("丙", "", C, "令和8年度新規事業")],
            &["終了 甲→ 明記", "新規 →丙 明記"],
        ),
        // What ends with the new year still runs in it.
        (&[("甲", "", A, "")], &[("甲", "", A, "令和8年度限りで終了")], &[]),
        (
            &[("ＤＸ 推進事業", "", A, "")],
            &[("DX推進事業", "", B, "")],
            &["改称 ＤＸ 推進事業→DX推進事業 ほぼ確実"],
        ),
        (
            &[("経営相談事業", "", A, "")],
            &[("経営相談支援事業", "", A, "")],
            &["改称 経営相談事業→経営相談支援事業 おそらく"],
        ),
        (
            &[("経営相談事業", "", A, "")],
            &[("海外出展助成", "", B, "「経営相談事業」から名称変更")],
            &["改称 経営相談事業→海外出展助成 明記"],
        ),
        (
            &[("甲事業", "", A, "")],
            &[
                ("乙事業", "", B, "令和8年度から「甲事業」の一部を分割"),
                ("丙事業", "", C, "「甲事業」から分割。令和8年度新規事業"),
            ],
            &["分割 甲事業→乙事業+丙事業 明記"],
        ),
        // What it was split off may go on.
        (
            &[("甲事業", "", A, "")],
            &[("甲事業", "", A, ""), ("乙事業", "", B, "「甲事業」から一部を分割")],
            &["分割 甲事業→甲事業+乙事業 明記"],
        ),
        // The program before says it, and that it ended.
        (
            &[("甲事業", "", A, "")],
            &[
                ("甲事業", "", A, "「乙事業」及び「丙事業」へ分割したため、令和7年度限りで終了"),
                ("乙事業", "", B, ""),
                ("丙事業", "", C, ""),
            ],
            &["分割 甲事業→乙事業+丙事業 明記"],
        ),
        (
            &[("甲事業", "", A, ""), ("乙事業", "", B, "")],
            &[("丙事業", "", C, "「甲事業」と「乙事業」を統合")],
            &["統合 甲事業+乙事業→丙事業 明記"],
        ),
        (
            &[("甲事業", "", A, ""), ("乙事業", "", B, "")],
            &[("乙事業", "", B, "「甲事業」を統合")],
            &["統合 乙事業+甲事業→乙事業 明記"],
        ),
        // A name that nobody has ties nothing.
        (
            &[("甲事業", "", A, "")],
            &[("丙事業", "", C, "「丁事業」から名称変更")],
            &["終了 甲事業→ 可能性あり", "新規 →丙事業 おそらく"],
        ),
        (
            &[("販路開拓事業", "", B, "")],
            &[("販路開拓事業（国内）", "", B, ""), ("販路開拓事業（海外）", "", B, "")],
            &["分割 販路開拓事業→販路開拓事業（国内）+販路開拓事業（海外） 可能性あり"],
        ),
        (
            &[("販路開拓事業（国内）", "", B, ""), ("販路開拓事業（海外）", "", B, "")],
            &[("販路開拓事業", "", B, "")],
            &["統合 販路開拓事業（国内）+販路開拓事業（海外）→販路開拓事業 可能性あり"],
        ),
    ];
    for (old, new, expected) in cases {
        let mut found = proposed(&records(old, new, ""), &[]);
        let mut expected: Vec<_> = expected.iter().map(|line| (*line).to_owned()).collect();
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{old:?} {new:?}");
    }
}

#[test]
fn what_a_remark_says_besides_is_written_too() {
    let old = [("甲事業", "", A, "")];
    let new = [
        ("甲事業", "", A, "「乙事業」へ分割したため、令和7年度限りで終了"),
        ("乙事業", "", B, "令和8年度新規事業"),
    ];
    let records = records(&old, &new, "");
    let carries = carries(&records, None, &[]);
    let split = carries[0].open().next().unwrap();
    let kinds: Vec<_> = split.successions.iter().map(|it| it.kind.word()).collect();
    assert_eq!(kinds, ["分割", "終了", "新規"]);
    assert!(split.is_certain());
    let place = "明記: 1 甲事業 備考「「乙事業」へ分割したため、令和7年度限りで終了」";
    assert_eq!(split.reason(), place);
}

#[test]
fn what_the_record_tells_already_is_not_proposed_again() {
    let old = [("甲", "", A, ""), ("乙", "", B, "")];
    let new = [("丙", "", A, ""), ("丁", "", C, "")];
    let told = r#"Succession(kind: 改称, year: "R8", from: ["city/甲"], to: ["city/丙"], basis: Inferred(reason: "例", certainty: おそらく)),
        Succession(kind: 終了, year: "R7", from: ["city/乙"], basis: Inferred(reason: "例", certainty: おそらく)),
        Succession(kind: 新規, year: "R8", to: ["city/丁"], basis: Inferred(reason: "例", certainty: おそらく))"#;
    let records = records(&old, &new, told);
    assert_eq!(proposed(&records, &[]), [""; 0]);
    assert_eq!(carries(&records, None, &[])[0].told.len(), 4);
}

#[test]
fn what_a_person_parts_is_proposed_as_two() {
    let old = [("経営相談事業", "", A, "")];
    let new = [("経営相談支援事業", "", A, "")];
    let records = records(&old, &new, "");
    let first = carries(&records, None, &[])[0].open().next().unwrap().clone();
    let apart = [first.farthest().unwrap()];
    let expected = ["終了 経営相談事業→ 可能性あり", "新規 →経営相談支援事業 おそらく"];
    let mut found = proposed(&records, &apart);
    found.sort();
    let mut expected = expected.map(str::to_owned);
    expected.sort();
    assert_eq!(found, expected);
    let carries = carries(&records, None, &apart);
    let mut open = carries[0].open();
    assert!(open.all(|it| it.reason().contains("別の事業と、担当者が判断した。")));
    assert_eq!(carries[0].proposals.iter().filter(|it| it.number == first.number).count(), 1);
}

#[test]
fn nothing_ends_for_being_absent_from_a_document_of_another_kind() {
    let shipped = load_texts(SHIPPED).records;
    let year = "R7".parse().unwrap();
    let carries = carries(&shipped, Some(year), &[]);
    let of = |body| carries.iter().find(|carry| carry.body == body).unwrap();
    let prefecture = of(Body::Prefecture);
    assert_eq!(prefecture.open().count(), 0);
    assert!(prefecture.unlike.len() > 50);
    assert!(of(Body::City).unlike.is_empty(), "both of the city print budgets");
}

#[test]
fn over_a_gap_nothing_is_proposed_until_a_year_is_named() {
    let shipped = load_texts(SHIPPED).records;
    assert_eq!(carries(&shipped, None, &[]), []);
    let named = carries(&shipped, "R7".parse().ok(), &[]);
    let city = named.iter().find(|carry| carry.body == Body::City).unwrap();
    assert_eq!(city.before.to_string(), "R5");
    assert_eq!(city.open().count(), 0, "the transcribers have told the way of every program");
    assert_eq!(carries(&shipped, "R9".parse().ok(), &[]), []);
}

fn rows() -> impl Strategy<Value = Vec<(String, String, String)>> {
    let name = prop::sample::select(vec!["甲事業", "乙事業", "甲支援事業", "丙助成", "乙事業費"]);
    let content = prop::sample::select(vec![A, B, C, ""]);
    let remark = prop::sample::select(vec![
        "",
        "令和7年度限りで終了",
        "令和8年度新規事業",
        "「甲事業」から分割",
        "「乙事業」と「丙助成」を統合",
        "「丙助成」へ統合し廃止",
        "「乙事業」を「甲事業」に改称",
    ]);
    let row = (name, content, remark)
        .prop_map(|(name, content, remark)| [name, content, remark].map(str::to_owned))
        .prop_map(|[name, content, remark]| (name, content, remark));
    prop::collection::vec(row, 0..6).prop_map(|mut rows| {
        rows.sort();
        rows.dedup_by(|one, other| one.0 == other.0);
        rows
    })
}

proptest! {
    #[test]
    fn every_program_has_one_place(old in rows(), new in rows(), part in 0_usize..4) {
        let old_rows: Vec<Row> = old.iter().map(|it| (&*it.0, "", &*it.1, &*it.2)).collect();
        let new_rows: Vec<Row> = new.iter().map(|it| (&*it.0, "", &*it.1, &*it.2)).collect();
        let records = records(&old_rows, &new_rows, "");
        let mut apart: Vec<Apart> = Vec::new();
        for _ in 0..=part {
            let carries = carries(&records, None, &apart);
            for carry in &carries {
                for (id, _, _) in &old {
                    let id = ProgramId::from(format!("city/{id}"));
                    let as_old = carry.proposals.iter().filter(|it| it.from.contains(&id)).count();
                    prop_assert_eq!(as_old, 1, "{} {:?}", id, carry);
                }
                for (id, _, _) in &new {
                    let id = ProgramId::from(format!("city/{id}"));
                    // One that ended is listed in the new year for the last time.
                    let placed = carry.proposals.iter().any(|it| {
                        it.to.contains(&id) || it.from.contains(&id)
                    });
                    prop_assert!(placed, "{} {:?}", id, carry);
                    let born = carry.proposals.iter().filter(|it| {
                        it.kind == CarryKind::New && it.to.contains(&id)
                    });
                    prop_assert!(born.count() <= 1);
                }
                let mut numbers: Vec<_> = carry.proposals.iter().map(|it| it.number).collect();
                numbers.dedup();
                prop_assert_eq!(numbers.len(), carry.proposals.len());
            }
            apart.extend(carries.iter().flat_map(Carry::open).find_map(Proposal::farthest));
        }
    }
}

#[test]
fn open_opinions_wait_until_the_new_year_goes_on_with_them() {
    let mut sample = Sample::new();
    let year: FiscalYear = "R8".parse().unwrap();
    let open = |sample: &Sample| open_opinions(&sample.council, year);
    assert_eq!(open(&sample), [0, 1, 2]);
    assert_eq!(open_opinions(&sample.council, "R7".parse().unwrap()), [0; 0]);
    sample.says("sato", answer("o/1", AnswerKind::Explained, AnswerStage::Checked));
    assert_eq!(open(&sample), [0, 1, 2], "answered, and nobody says how far it has got");
    sample.says("sato", progress("o/1", ProgressState::Done, None));
    sample.says("sato", progress("o/2", ProgressState::OutOfScope, None));
    assert_eq!(open(&sample), [2]);
    // Another opinion of the same year does not carry it over.
    sample.says("sato", relate("o/1", "o/3", Relation::Continues));
    assert_eq!(open(&sample), [2]);
    let new = crate::journal::NewOpinion {
        fiscal_year: year,
        label: "ア(ア)".to_owned(),
        heading: String::new(),
        area: None,
        text: "道を早く直してほしい。".to_owned(),
        sessions: Vec::new(),
    };
    let id = sample.says("sato", crate::journal::Saying::AddOpinion(new));
    let new_opinion = OpinionId::from(id.as_str());
    let opinions = || sample.council.records.opinions.iter();
    let found = continuations(&sample.council, "R7".parse().unwrap(), opinions());
    let found: Vec<_> =
        found.iter().map(|it| (it.opinion.clone(), it.other.as_str(), &*it.reason)).collect();
    let reason = "文言の75％が重なる（「直してほしい。」など）";
    assert_eq!(found, [(new_opinion.clone(), "o/3", reason)]);
    sample.says("sato", relate(new_opinion.as_str(), "o/3", Relation::Continues));
    assert_eq!(open(&sample), [0; 0]);
    let opinions = sample.council.records.opinions.iter();
    assert_eq!(continuations(&sample.council, "R7".parse().unwrap(), opinions), []);
}
