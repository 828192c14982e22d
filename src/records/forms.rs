//! How each field is written: an example a user can copy, and the nearest of several names.

/// (struct, field, example). An empty struct: the field is written alike everywhere.
#[rustfmt::skip]
const FORMS: &[(&str, &str, &str)] = &[
    ("Source", "id", r#"id: "city-report-r7""#),
    ("Plan", "id", r#"id: "city-r7""#),
    ("Area", "id", r#"id: "city-r7/1-1""#),
    ("Session", "id", r#"id: "city-r7/第1回""#),
    ("Opinion", "id", r#"id: "city-r7/ア(イ)""#),
    ("Opinions", "sessions", r#"sessions: ["city-r7/第1回", "city-r7/第2回"]"#),
    ("Opinion", "sessions", r#"sessions: ["city-r7/第1回"]"#),
    ("Sessions", "sessions", "sessions: [Session(…), Session(…)]"),
    ("Session", "number", "number: 1"),
    ("Session", "place", r#"place: "熊本市議会棟2階""#),
    ("Indicator", "id", r#"id: "city-grant-r4/①-①""#),
    ("Indicator", "notes", r#"notes: ["※R4.10.31時点"]"#),
    ("Indicator", "programs", r#"programs: ["pref/くまもと型小規模事業者支援事業"]"#),
    ("Succession", "kind", "kind: 改称"),
    ("Stated", "text", r#"text: "令和7年度新規事業""#),
    ("Total", "amount", "amount: 66515324"),
    ("Change", "total", "total: Total(count: 338, amount: 15501471)"),
    ("Change", "small", "small: Total(count: 327, amount: 14175564)"),
    ("", "title", r#"title: "創業・事業承継の促進""#),
    ("", "issuer", r#"issuer: "熊本市""#),
    ("", "fiscal_year", r#"fiscal_year: "R7""#),
    ("", "year", r#"year: "R6""#),
    ("", "as_of", r#"as_of: "2025-09-01""#),
    ("", "file", r#"file: "000-city-report-r7.txt""#),
    ("", "purpose", r#"purpose: "市の報告""#),
    ("", "prose", r#"prose: ["一つ目の段落", "二つ目の段落"]"#),
    ("", "source_note", r#"source_note: "原文のまま""#),
    ("", "source", r#"source: "city-report-r7""#),
    ("", "areas", "areas: [Area(…), Area(…)]"),
    ("", "label", r#"label: "(1)""#),
    ("", "parent", r#"parent: "city-r7/1""#),
    ("", "area", r#"area: "city-r7/1-1""#),
    ("", "settled", r#"settled: Amount(year: "R6", thousand_yen: 15232)"#),
    ("", "budget", r#"budget: Amount(year: "R7", thousand_yen: 16152)"#),
    ("", "thousand_yen", "thousand_yen: 15232"),
    ("", "printed", r#"printed: "80.4パーセント""#),
    ("", "held", r#"held: "令和7年7月2日 午前10時～""#),
    ("", "date", r#"date: "2025-07-02""#),
    ("", "start", r#"start: "10:00""#),
    ("", "end", r#"end: "12:00""#),
    ("", "place", r#"place: "4(1)ク(イ)""#),
    ("", "agenda", r#"agenda: "今後の方向性について""#),
    ("", "members", "members: 16"),
    ("", "opinions", "opinions: [Opinion(…), Opinion(…)]"),
    ("", "heading", r#"heading: "創業・事業承継の促進について""#),
    ("", "text", r#"text: "…が必要である。""#),
    ("", "entries", "entries: [Entry(…), Entry(…)]"),
    ("", "program", r#"program: "city/成長産業創出支援事業""#),
    ("", "name", r#"name: "成長産業創出支援事業""#),
    ("", "listed", r#"listed: Listing(area: "city-r7/1-1", number: 1)"#),
    ("", "number", "number: 3"),
    ("", "relisted", "relisted: true"),
    ("", "departments", r#"departments: ["商業金融課"]"#),
    ("", "marks", r#"marks: ["★"]"#),
    ("", "content", r#"content: "…を支援する。""#),
    ("", "items", r#"items: [Item(label: "(ア)", text: "…")]"#),
    ("", "results", r#"results: ["助成件数：4件", "補助件数：15件"]"#),
    ("", "remark", r#"remark: "令和7年度新規事業""#),
    ("", "notes", r#"notes: ["一つ目の注", "二つ目の注"]"#),
    ("", "tables", "tables: [Table(…), Table(…)]"),
    ("", "scope", r#"scope: "全体""#),
    ("", "side", r#"side: "全体""#),
    ("", "heads", r#"heads: ["区分", "件数 (A1)"]"#),
    ("", "rows", "rows: [Row(…), Row(…)]"),
    ("", "kind", r#"kind: "合計""#),
    ("", "years", "years: [Contracts(…), Contracts(…)]"),
    ("", "change", "change: Change(total: Total(…), small: Total(…))"),
    ("", "total", "total: Total(count: 1711, amount: 66515324)"),
    ("", "small", r#"small: Total(count: 1622, count_share: "94.8%", amount: 52494905, amount_share: "78.9%")"#),
    ("", "count", "count: 1711"),
    ("", "count_share", r#"count_share: "94.8%""#),
    ("", "amount", "amount: 66515324"),
    ("", "amount_share", r#"amount_share: "78.9%""#),
    ("", "claims", "claims: [Claim(…), Claim(…)]"),
    ("", "figures", "figures: [Figure(…), Figure(…)]"),
    ("", "equals", r#"equals: Settled("city/利子補給金")"#),
    ("", "column", "column: 件数"),
    ("", "amounts", r#"amounts: [NamedAmount(label: "関連予算", year: "R5", thousand_yen: 448000)]"#),
    ("", "indicators", "indicators: [Indicator(…), Indicator(…)]"),
    ("", "unit", r#"unit: "人""#),
    ("", "baseline", r#"baseline: Reading(year: "R2", value: "28177")"#),
    ("", "targets", r#"targets: [Reading(year: "R4", value: "75.4")]"#),
    ("", "actuals", r#"actuals: [Reading(year: "R4", value: "120", qualifier: "上半期")]"#),
    ("", "value", r#"value: "75.4""#),
    ("", "qualifier", r#"qualifier: "測定中""#),
    ("", "review", r#"review: ["一つ目の段落", "二つ目の段落"]"#),
    ("", "efforts", r#"efforts: ["一つ目の段落", "二つ目の段落"]"#),
    ("", "successions", "successions: [Succession(…), Succession(…)]"),
    ("", "from", r#"from: ["city/創業支援事業"]"#),
    ("", "to", r#"to: ["city/創業者チャレンジ支援・育成事業"]"#),
    ("", "basis", r#"basis: Inferred(reason: "内容と担当課が同じ", certainty: ほぼ確実)"#),
    ("", "reason", r#"reason: "内容と担当課が同じ""#),
    ("", "certainty", "certainty: ほぼ確実"),
    ("", "ties", "ties: [Correspondence(…), Correspondence(…)]"),
    ("", "one", r#"one: "city-r5/1-1""#),
    ("", "other", r#"other: "city-r7/1-1""#),
    ("", "terms", "terms: [Term(…), Term(…)]"),
    ("", "groups", "groups: [Synonym(…), Synonym(…)]"),
    ("", "words", r#"words: ["創業", "起業", "開業"]"#),
    ("", "people", "people: [Profile(…), Profile(…)]"),
    ("", "views", "views: [SavedView(…), SavedView(…)]"),
    ("", "query", r#"query: "創業 種別:意見 年度:R7""#),
    ("SavedView", "name", r#"name: "創業の意見""#),
    ("", "list", "list: 対応区分"),
    ("", "key", r#"key: "反映""#),
    ("", "word", r#"word: "反映（新規・拡充）""#),
    ("", "meaning", r#"meaning: "意見を踏まえて見直した""#),
    ("", "login", r#"login: "sato""#),
    ("", "role", "role: 事務局"),
    ("", "department", r#"department: "商業金融課""#),
    ("", "entered", r#"entered: "k3f9q2m7x0a1b""#),
    ("", "findings", "findings: [Acknowledged(…), Acknowledged(…)]"),
    ("", "finding", r#"finding: "claims/city-report-r7/2(2) 8/27名""#),
    ("", "places", r#"places: ["熊本県 令和7年度 主な施策 1(2)", "同 事業概要 3ページ"]"#),
    ("", "note", r#"note: "資料の原文どおり。""#),
];

/// The right form of a field.
pub(super) fn form(owner: &str, field: &str) -> Option<&'static str> {
    let of = |owner: &str| {
        FORMS.iter().find(|(o, f, _)| *o == owner && *f == field).map(|(_, _, form)| *form)
    };
    of(owner).or_else(|| of(""))
}

/// The name a user most likely meant.
pub(super) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let tolerance = (word.chars().count() / 3).max(2);
    names
        .into_iter()
        .map(|name| (distance(&word.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= tolerance && distance * 2 < name.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// How many letters are added, dropped or changed between two words.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let best = (diagonal + usize::from(a != *b)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], best);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found_and_a_far_one_is_not() {
        let names = ["program", "name", "listed", "content", "results"];
        for (word, name) in [
            ("progarm", Some("program")),
            ("Program", Some("program")),
            ("result", Some("results")),
            ("contents", Some("content")),
            ("x", None),
            ("事業", None),
            ("zzzzzzzzzzzz", None),
        ] {
            assert_eq!(nearest(word, names), name, "{word}");
        }
    }

    #[test]
    fn an_example_belongs_to_its_record() {
        assert_eq!(form("Opinion", "id"), Some("id: \"city-r7/ア(イ)\""));
        assert_eq!(form("Listing", "number"), Some("number: 3"));
        assert_eq!(form("Entry", "nothing"), None);
    }
}
