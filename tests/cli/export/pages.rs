//! HTML, Markdown and CSV, read back by parsers that did not write them.

use scraper::{Html, Selector};
use serde_json::Value;

use super::{ODD, answered, column, exported, json, length, table, text};

fn all<'a>(page: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn the_page_is_sound_and_needs_nothing_but_itself() {
    let home = answered();
    for words in [&[][..], &["--direction", "事業"], &["--template", "未済・繰越"]] {
        let source = text(&home, "html", words);
        let page = Html::parse_document(&source);
        assert_eq!(page.errors, [""; 0], "{words:?}");
        assert_eq!(all(&page, "html")[0].attr("lang"), Some("ja"));
        for foreign in ["script", "link", "img", "iframe", "object", "[src]", "[onclick]"] {
            assert_eq!(all(&page, foreign).len(), 0, "{foreign}");
        }
        // Links lead to parts of the page that are there.
        for link in all(&page, "a") {
            let target = link.attr("href").unwrap();
            assert!(target.starts_with('#') && all(&page, target).len() == 1, "{target}");
        }
        assert!(source.contains("@page") && source.contains("size: A4 landscape"));
        let links = source.matches("://").count() - source.matches("(&quot;http://x&quot;").count();
        assert_eq!(links, 0, "nothing is fetched");
    }
}

#[test]
fn tables_and_pictures_can_be_read_aloud() {
    let home = answered();
    let report = json(&home, &[]);
    let page = Html::parse_document(&text(&home, "html", &[]));
    for table in all(&page, "table") {
        let own = |selector: &str| table.select(&Selector::parse(selector).unwrap()).count();
        assert_eq!(own("caption"), 1);
        assert!(own("thead th[scope=col]") > 0);
        assert_eq!(own("tbody th[scope=row]"), own("tbody tr"));
    }
    let main = all(&page, "#table1 tbody tr");
    let rows = table(&report, "対応表")["rows"].as_array().unwrap();
    assert_eq!(main.len(), rows.len());
    for (read, row) in main.iter().zip(rows) {
        let cells = Selector::parse("th, td").unwrap();
        let words: Vec<String> = read.select(&cells).map(|cell| cell.text().collect()).collect();
        assert_eq!(Some(words[0].as_str()), row[0].as_str());
        assert_eq!(words[3], row[3].as_str().unwrap());
    }
    let view = column(table(&report, "対応表"), "市の考え方（対応内容・今後の方針）")[0];
    assert_eq!(view, ODD);
    let read: String =
        all(&page, "#table1 tbody tr:first-child td:nth-child(11)")[0].text().collect();
    assert_eq!(read, ODD.replace('\n', ""), "markup in a text is text");
    let charts = all(&page, "svg[role=img]");
    assert_eq!(charts.len(), 2);
    for chart in charts {
        let named = chart.attr("aria-labelledby").unwrap().split(' ');
        assert_eq!(named.map(|id| all(&page, &format!("#{id}")).len()).sum::<usize>(), 2);
        let said: String =
            chart.select(&Selector::parse("desc").unwrap()).flat_map(|d| d.text()).collect();
        assert!(said.contains("1 創業・事業承継の促進: "), "{said}");
    }
}

#[test]
fn csv_is_what_a_spreadsheet_and_a_program_read() {
    let home = answered();
    let report = json(&home, &[]);
    let bytes = exported(&home, "csv", &[]);
    let body = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let body = std::str::from_utf8(body).unwrap();
    assert!(body.ends_with("\r\n") && !body.replace("\r\n", "").contains(['\r', '\n']));
    let mut reader = csv::ReaderBuilder::new().from_reader(body.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let list = table(&report, "一覧");
    let columns = length(&list["columns"]);
    assert_eq!(&headings[0], "意見番号");
    let facts: Vec<_> = headings.iter().skip(columns).collect();
    assert_eq!(facts, ["現在日", "版", "絞り込み", "収録", "記録の版"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), length(&list["rows"]));
    for (read, row) in rows.iter().zip(list["rows"].as_array().unwrap()) {
        for (at, field) in read.iter().take(columns).enumerate() {
            let meant = match &row[at] {
                Value::Null => String::new(),
                Value::String(text) if text.starts_with('=') => format!("'{text}"),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(field, meant);
        }
        assert!(!read.iter().any(|field| field.starts_with(['=', '＝', '+', '@'])));
    }
    assert!(body.contains("\"'=HYPERLINK(\"\"http://x\"\""), "{body}");
    let legend = text(&home, "csv", &["--table", "凡例"]);
    assert!(legend.contains("対応区分: 1 反映") && legend.contains("回答済 n/m"));
}

#[test]
fn markdown_keeps_every_row_in_its_table() {
    let home = answered();
    let report = json(&home, &[]);
    let text = text(&home, "md", &[]);
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    for part in text.split("\n## ").skip(1) {
        let rows: Vec<_> = part.lines().filter(|line| line.starts_with('|')).collect();
        assert!(rows.windows(2).all(|pair| bars(pair[0]) == bars(pair[1])), "{part}");
    }
    let main = text.split("\n## ").nth(1).unwrap();
    let rows = main.lines().filter(|line| line.starts_with("| ")).count();
    assert_eq!(rows, 2 + length(&table(&report, "対応表")["rows"]));
    assert!(text.contains("&lt;b&gt;&amp;\\|太&lt;/b&gt;<br>次の行"));
    assert!(!text.contains("<b>"));
}
