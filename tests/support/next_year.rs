//! The report of a year to come, for the tests: programs renamed, split, merged, ended and new.

#![allow(dead_code, reason = "not every test asks everything")]

use std::{fs, path::Path};

/// 分割 in it, and 終了.
pub const SPLIT: &str = "成長産業創出支援事業";
/// 改称 in it, and nothing says so.
pub const RENAMED: &str = "地域スタートアップ等支援事業";
/// Not in it any more.
pub const GONE: &str = "創業者チャレンジ支援・育成事業";
/// Its 備考 says that it ended.
pub const ENDED: &str = "大学連携型起業家支援経費";

/// Puts the report of a year (`R8`) beside that of 令和7年度 in a record.
pub fn report(records: &Path, year: &str) {
    let printed = fs::read_to_string(records.join("000-programs.ron")).expect("the programs");
    let mut entries = Vec::new();
    for piece in printed.split("        Entry(\n").skip(1) {
        let field = |name: &str| {
            let (_, rest) = piece.split_once(&format!("\n            {name}: \""))?;
            Some(rest.split_once("\",\n")?.0)
        };
        let piece = piece.trim_start();
        let (_, name) = piece.split_once("program: \"city/").expect("an id");
        let (name, _) = name.split_once('"').expect("an id");
        let (name, remark) = match name {
            _ if piece.contains("relisted: true") => continue,
            GONE => continue,
            RENAMED => ("地域スタートアップ成長支援事業", ""),
            SPLIT => (
                name,
                "「研究開発助成事業」及び「産学連携推進事業」へ分割したため、令和7年度限りで終了",
            ),
            "立地企業支援事業" => {
                (name, "「企業立地促進事業」に統合し、令和7年度限りで終了")
            }
            ENDED => (name, "令和7年度限りで終了"),
            name => (name, ""),
        };
        entries.push((name, field("content").unwrap_or("内容").to_owned(), remark));
    }
    let given = "「成長産業創出支援事業」から一部を分割";
    entries.push(("研究開発助成事業", "研究開発の経費を助成する。".to_owned(), given));
    entries.push(("産学連携推進事業", "産学の連携を進める。".to_owned(), given));
    entries.push(("空飛ぶくるま実証事業", "実証を行う。".to_owned(), "令和8年度新規事業"));
    let entries: Vec<_> = (1..)
        .zip(&entries)
        .map(|(number, (name, content, remark))| {
            let remark =
                if remark.is_empty() { String::new() } else { format!(", remark: \"{remark}\"") };
            format!(
                "Entry(program: \"city/{name}\", listed: Listing(area: \"city-next/1\", number: \
                 {number}), settled: Amount(year: \"R7\", thousand_yen: 1), budget: Amount(year: \
                 \"R8\", thousand_yen: 1), content: \"{content}\", results: [\"1件\"]{remark})"
            )
        })
        .collect();
    let source = format!(
        "Source(id: \"report-next\", title: \"次の年度の報告\", issuer: \"熊本市\", \
         fiscal_year: \"{year}\", file: \"report-next.txt\", purpose: \"例\")\n"
    );
    let plan = "Plan(id: \"city-next\", source: \"report-next\", title: \"実施状況\", areas: \
                [Area(id: \"city-next/1\", label: \"1\", title: \"創業の促進\")])\n";
    let programs =
        format!("Programs(source: \"report-next\", entries: [{}])\n", entries.join(",\n"));
    for (name, text) in [
        ("sources/report-next.txt", "次の年度の報告\n"),
        ("010-source.ron", &source),
        ("010-plan.ron", plan),
        ("010-programs.ron", &programs),
    ] {
        fs::write(records.join(name), text).expect("it is written");
    }
}
