//! `shingi export`: what is in the files, whose eyes they are for, and that no file is lost.

#[path = "export/pages.rs"]
mod pages;
#[path = "export/workbook.rs"]
mod workbook;

use std::{fs, io::Read, path::Path};

use serde_json::Value;

use super::{
    Home, length,
    members::{PLANTED, line, worked},
};

const FORMS: [&str; 5] = ["xlsx", "html", "md", "csv", "json"];

/// What an answer of a hostile hand holds: a formula, markup, a delimiter, a line feed.
const ODD: &str = "=HYPERLINK(\"http://x\",\"見る\") <b>&|太</b>\n次の行";

/// An answer that no row of a sheet has room for.
fn long() -> String {
    (0..140).map(|n| ["考え方の", &n.to_string(), "番目の文です。"].concat()).collect()
}

/// A home in which people have answered, charged, and linked.
fn answered() -> Home {
    let home = Home::with_records();
    let people = "People(people: [Profile(login: \"sato\", name: \"佐藤 花子\", role: 事務局, \
                  department: \"産業振興課\")])\n";
    fs::write(home.path("records/people.ron"), people).unwrap();
    let tie = |opinion, program, how: &str| {
        format!(
            "Link(opinion:\"city-r7/{opinion}\",program:\"city/{program}\",{how},\
             opinion_words:\"0000000000000\",program_words:\"0000000000000\")"
        )
    };
    let reply = |opinion, kind, stage, text: &str| {
        format!("Answer(opinion:\"city-r7/{opinion}\",kind:{kind},stage:{stage},text:{text:?})")
    };
    let charge = |opinion| {
        format!(
            "Assign(opinion:\"city-r7/{opinion}\",department:\"産業振興課\",due:\"2099-12-01\")"
        )
    };
    let said = [
        tie("ア(ア)", "創業者チャレンジ支援・育成事業", "kind:継続,extent:全部,stage:確定"),
        tie("ア(イ)", "地域スタートアップ等支援事業", "kind:拡充,extent:一部,stage:確定"),
        tie("ア(ウ)", "利子補給金", "kind:継続,extent:全部,stage:案"),
        tie("ア(オ)", "事業承継・引継ぎ支援事業", "kind:参考,extent:全部,stage:確定"),
        reply("ア(ア)", "既実施", "公表", ODD),
        reply("ア(イ)", "反映", "下書き", "下書きの文"),
        reply("ア(カ)", "説明", "公表", &long()),
        "Progress(opinion:\"city-r7/ア(ア)\",state:対応済,as_of:\"2026-10-01\")".to_owned(),
        "Progress(opinion:\"city-r7/イ(ア)\",state:対象外,as_of:\"2026-10-01\",reason:\"県の所管\")"
            .to_owned(),
        charge("ア(ア)"),
        charge("ア(イ)"),
        "Relate(opinion:\"city-r7/ア(エ)\",other:\"city-r7/ア(ア)\",relation:準用)".to_owned(),
    ];
    let lines: String =
        (1..).zip(&said).map(|(n, said)| line("sato", n, "2026-11-20", "", said)).collect();
    fs::create_dir_all(home.path("records/journal")).unwrap();
    fs::write(home.path("records/journal/sato.ron"), lines).unwrap();
    home
}

/// Exports and gives back the bytes of the file.
#[track_caller]
fn exported(home: &Home, form: &str, more: &[&str]) -> Vec<u8> {
    let file = format!("出力.{form}");
    let said = home.sato(&[&["export", form, "--force", "--out", &file], more].concat()).fine();
    assert!(said.starts_with("書き出しました: "), "{said}");
    fs::read(home.path(&file)).unwrap()
}

fn text(home: &Home, form: &str, more: &[&str]) -> String {
    String::from_utf8(exported(home, form, more)).unwrap()
}

fn json(home: &Home, more: &[&str]) -> Value {
    serde_json::from_slice(&exported(home, "json", more)).unwrap()
}

/// A table of the JSON, by its name.
fn table<'a>(report: &'a Value, name: &str) -> &'a Value {
    let tables = report["tables"].as_array().unwrap();
    tables.iter().find(|table| table["name"] == name).unwrap_or_else(|| panic!("{name}"))
}

/// The cells of a column, by its name.
fn column<'a>(table: &'a Value, name: &str) -> Vec<&'a Value> {
    let columns = table["columns"].as_array().unwrap();
    let at = columns.iter().position(|column| column["name"] == name);
    let at = at.unwrap_or_else(|| panic!("{name}: {columns:?}"));
    table["rows"].as_array().unwrap().iter().map(|row| &row[at]).collect()
}

/// Everything that can be read in a file, whatever its form.
fn readable(bytes: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        return String::from_utf8(bytes.to_vec()).unwrap();
    };
    let mut text = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn what_is_not_for_the_readers_of_an_edition_is_in_no_form_of_it() {
    let home = worked();
    let all = json(&home, &[]).to_string();
    assert!(all.contains(PLANTED), "the secretariat's own edition has it");
    for form in FORMS {
        let members = readable(&exported(&home, form, &["--edition", "委員"]));
        assert!(!members.contains(PLANTED), "{form}");
        let words = ["--edition", "公表", "--direction", "事業"];
        assert!(!readable(&exported(&home, form, &words)).contains(PLANTED), "{form}");
        let public = readable(&exported(&home, form, &["--edition", "公表"]));
        assert!(!public.contains(PLANTED), "{form}");
        assert!(public.contains("窓口を増やします。"), "{form}");
        assert!(public.contains("公表版") && !public.contains("庁内"), "{form}");
    }
}

#[test]
fn an_answer_that_is_only_checked_is_for_members_and_not_published() {
    let home = answered();
    home.sato(&["answer", "ウ-ア", "--kind", "説明", "--stage", "確認済", "--text", "確認の文"])
        .fine();
    // What was published stays published until something else is.
    home.sato(&["answer", "ア-ア", "--kind", "説明", "--stage", "確認済", "--text", "直した文"])
        .fine();
    for (edition, shown, hidden) in [
        ("庁内", &["下書きの文", "確認の文", "直した文"][..], &[][..]),
        ("委員", &["確認の文", "直した文"], &["下書きの文"]),
        ("公表", &["次の行"], &["下書きの文", "確認の文", "直した文"]),
    ] {
        let report = json(&home, &["--edition", edition]);
        let views = column(table(&report, "一覧"), "市の考え方");
        let views: Vec<_> = views.iter().filter_map(|view| view.as_str()).collect();
        let views = views.join("\n");
        assert!(shown.iter().all(|text| views.contains(text)), "{edition}: {views}");
        assert!(!hidden.iter().any(|text| views.contains(text)), "{edition}: {views}");
        assert_eq!(report["edition"], edition);
    }
    let said = home.sato(&["export", "csv", "--edition", "公表"]).fine();
    assert!(said.contains("公表の回答がある意見: 3/25（対象外1）"), "{said}");
}

#[test]
fn a_member_gets_the_members_edition_and_never_the_secretariats() {
    let home = worked();
    for words in [&["--as", "mori"][..], &["--reader"]] {
        let run = |more: &[&str]| home.run(&[words, &["export", "json", "--force"], more].concat());
        let said = run(&["--out", "委員.json"]).fine();
        assert!(said.contains("委員版"), "{said}");
        assert!(!fs::read_to_string(home.path("委員.json")).unwrap().contains(PLANTED));
        run(&["--edition", "庁内"]).refused(2, "委員版と公表版だけを書き出せます。");
        run(&["--edition", "公表", "--out", "公表.json"]).fine();
    }
}

#[test]
fn a_filter_leaves_rows_out_and_counts_nothing_differently() {
    let home = answered();
    let all = json(&home, &[]);
    assert_eq!(length(&table(&all, "対応表")["rows"]), 25);
    assert_eq!(all["filter"], serde_json::json!([]));
    for (words, said) in [
        (&["--department", "産業"][..], "担当課に「産業」"),
        (&["--mine"], "担当課に「産業振興課」"),
        (&["--answer", "未回答"], "未回答"),
        (&["--answer", "既実施", "--progress", "対応済"], "対応区分が既実施、進捗が対応済"),
    ] {
        let listed = home.sato(&[&["list", "--format", "json"], words].concat()).json();
        let report = json(&home, words);
        let main = table(&report, "対応表");
        assert_eq!(length(&main["rows"]), length(&listed), "{words:?}");
        let extent = format!("意見 {}件（記録にある 25件のうち）", length(&listed));
        assert_eq!(report["extent"], extent);
        let filter: Vec<_> =
            report["filter"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
        assert_eq!(filter.join("、"), said);
        let whole = table(&report, "集計");
        assert_eq!(whole["totals"], table(&all, "集計")["totals"], "all are counted");
        let part = &table(&report, "集計（絞り込み）")["totals"][0];
        assert_eq!(part[1], length(&listed), "and so are those shown");
    }
    // Every form says in itself what was left out.
    for form in FORMS {
        let text = readable(&exported(&home, form, &["--department", "産業"]));
        assert!(text.contains("担当課に「産業」"), "{form}");
        assert!(text.contains("意見 2件（記録にある 25件のうち）"), "{form}");
    }
    let label = |report: &Value| column(table(report, "対応表"), "意見番号")[1].clone();
    let narrow = json(&home, &["--department", "産業"]);
    assert_eq!(label(&narrow), "ア(イ)");
    assert_eq!(column(table(&narrow, "対応表"), "対応状況"), ["事業あり", "一部"]);
}

#[test]
fn figures_are_those_of_the_other_commands() {
    let home = answered();
    let report = json(&home, &[]);
    let coverage = home.sato(&["coverage", "--format", "json"]).json();
    let total = &table(&report, "集計")["totals"][0];
    let of = |name: &str| {
        let columns = table(&report, "集計")["columns"].as_array().unwrap();
        &total[columns.iter().position(|column| column["name"] == name).unwrap()]
    };
    for (name, figure) in [
        ("意見", &coverage["opinions"]),
        ("回答済", &coverage["answered"]),
        ("事業あり", &coverage["covered"]["full"]),
        ("一部", &coverage["covered"]["partial"]),
        ("結果あり", &coverage["with_result"]),
        ("未回答", &coverage["unanswered"]),
        ("対象外", &coverage["out_of_scope"]),
    ] {
        assert_eq!(of(name), figure, "{name}");
    }
    // 区分×進捗 counts each opinion once.
    let sum: u64 =
        column(table(&report, "区分×進捗"), "計").iter().map(|n| n.as_u64().unwrap()).sum();
    assert_eq!(sum, 25);
    let open = json(&home, &["--template", "未済・繰越"]);
    let totals = &table(&open, "未済の集計")["totals"][0];
    assert_eq!((&totals[1], &totals[2], &totals[3]), (&25.into(), &2.into(), &23.into()));
    assert_eq!(length(&table(&open, "未済・繰越")["rows"]), 23);
}

#[test]
fn the_day_decides_what_is_in_the_file() {
    let home = answered();
    let past = ["--as-of", "2026-01-01"];
    for form in FORMS {
        let text = readable(&exported(&home, form, &past));
        assert!(text.contains("令和8年1月1日現在"), "{form}");
        assert!(!text.contains("次の行"), "{form}");
    }
    let report = json(&home, &past);
    assert_eq!(report["as_of"], "2026-01-01");
    assert_ne!(report["record"]["hash"], json(&home, &[])["record"]["hash"]);
}

#[test]
fn the_same_record_gives_the_same_file() {
    let home = answered();
    for form in FORMS {
        assert_eq!(exported(&home, form, &[]), exported(&home, form, &[]), "{form}");
    }
}

#[test]
fn every_template_goes_into_every_form_in_every_direction_it_has() {
    let home = answered();
    for template in ["対応表", "意見と市の考え方", "対応状況一覧", "実施状況", "未済・繰越"]
    {
        for direction in ["意見", "事業"] {
            let words = ["--template", template, "--direction", direction];
            if direction == "事業" && !matches!(template, "対応表" | "実施状況") {
                home.sato(&[&["export", "csv"], &words[..]].concat())
                    .refused(2, "意見から事業への向きだけです。");
                continue;
            }
            let report = json(&home, &words);
            for table in report["tables"].as_array().unwrap() {
                let columns = length(&table["columns"]);
                for row in table["rows"].as_array().unwrap() {
                    assert_eq!(length(row), columns, "{template} {direction} {}", table["name"]);
                }
            }
            for form in ["xlsx", "html"] {
                assert!(!exported(&home, form, &words).is_empty());
            }
        }
    }
}

#[test]
fn no_file_is_written_over_and_none_into_the_record() {
    let home = answered();
    let said = home.sato(&["export", "csv"]).fine();
    let file = said.lines().next().unwrap().strip_prefix("書き出しました: ").unwrap();
    assert!(Path::new(file).is_absolute(), "{file}");
    fs::write(file, "大事なもの").unwrap();
    home.sato(&["export", "csv"]).refused(1, "既にあります。");
    assert_eq!(fs::read_to_string(file).unwrap(), "大事なもの");
    home.sato(&["export", "csv", "--force"]).fine();
    assert_ne!(fs::read_to_string(file).unwrap(), "大事なもの");

    fs::create_dir(home.path("配付")).unwrap();
    let said = home.sato(&["export", "html", "--out", "配付", "--mine"]).fine();
    assert!(said.contains("配付/対応表_庁内_") && said.contains("_絞り込み.html"), "{said}");

    let opinions = home.path("records/000-opinions.ron");
    let before = fs::read(&opinions).unwrap();
    for out in ["records/000-opinions.ron", "records/新しい.csv", "配付/../records/x.csv"] {
        home.sato(&["export", "csv", "--force", "--out", out])
            .refused(2, "記録のフォルダーの中には書き出せません。");
    }
    assert_eq!(fs::read(&opinions).unwrap(), before);
    home.sato(&["export", "csv", "--out", "ない/x.csv"]).refused(3, "書き出せませんでした");
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_can() {
    let home = answered();
    for (words, code, said) in [
        (&["export"][..], 2, "形"),
        (&["export", "pdf"], 2, "xlsx・html・md・csv・json"),
        (&["export", "csv", "--edition", "極秘"], 2, "公表・委員・庁内 のどれかを書きます。"),
        (&["export", "csv", "--template", "別"], 2, "対応状況一覧"),
        (
            &["export", "csv", "--table", "別"],
            2,
            "一覧・集計・区分×進捗・対応・種別・事業一覧・凡例",
        ),
        (&["export", "xlsx", "--table", "一覧"], 2, "--table は csv で使えます。"),
        (&["export", "xlsx", "--font", ""], 2, "--font: 書体は"),
        (&["export", "csv", "--out", "-"], 2, "標準出力には書き出せません。"),
        (&["export", "csv", "--answer", "別"], 2, "未回答 も書けます。"),
    ] {
        home.sato(words).refused(code, said);
    }
}
