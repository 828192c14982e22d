//! Figures and years beyond everything a budget or a calendar knows: refused with a sentence, or
//! reckoned with, and never the end of the program.

use shingi::{
    analysis::{Council, figures},
    export::json::{self, Dump},
    journal::Journal,
    records::{check, load_texts, record_files},
};

/// File, what stands in it, what shall stand there, and what is said about it.
const CASES: &[(&str, &str, &str, &str)] = &[
    ("000-programs.ron", "thousand_yen: 15232", "thousand_yen: 1000000000000000", "合計は"),
    (
        "000-programs.ron",
        "thousand_yen: 15232",
        "thousand_yen: 1000000000000001",
        "金額は ±1,000,000,000,000,000 千円までで書きます（`1,000,000,000,000,001` は読めません）。",
    ),
    (
        "000-programs.ron",
        "thousand_yen: 15232",
        "thousand_yen: 9223372036854775807",
        "金額は ±1,000,000,000,000,000 千円まで",
    ),
    (
        "000-programs.ron",
        "thousand_yen: 15232",
        "thousand_yen: -9223372036854775808",
        "金額は ±1,000,000,000,000,000 千円まで",
    ),
    ("000-programs.ron", "thousand_yen: 15232", "thousand_yen: 9223372036854775808", ""),
    ("000-programs.ron", "number: 1)", "number: 1000000)", "番の前に、"),
    (
        "000-programs.ron",
        "number: 1)",
        "number: 1000001)",
        "番号は 1,000,000 までで書きます（`1,000,001` は読めません）。",
    ),
    ("000-programs.ron", "number: 1)", "number: 4294967295)", "番号は 1,000,000 まで"),
    ("000-sessions.ron", "number: 1,", "number: 4294967295,", "番号は 1,000,000 まで"),
    ("000-programs.ron", "year: \"R6\"", "year: \"R32767\"", "年度は `R7` のように書きます"),
    ("000-programs.ron", "year: \"R6\"", "year: \"M32767\"", "年度は `R7` のように書きます"),
    ("000-programs.ron", "year: \"R6\"", "year: \"2999\"", ""),
    ("000-sessions.ron", "date: \"2025-07-02\"", "date: \"-9999-01-01\"", ""),
    ("000-sessions.ron", "date: \"2025-07-02\"", "date: \"9999-12-31\"", ""),
    ("000-claims.ron", "27名", "27000000000000000000000000000000000名", "27"),
    ("000-claims.ron", "27名", "2兆兆兆兆兆名", "2兆"),
    ("000-claims.ron", "22,581千円", "2兆億億億億億億億億億億億億億億億億千円", "2兆"),
    ("000-claims.ron", "27名", "1兆1兆億億名", "1兆"),
    ("000-procurement.ron", "1711", "9223372036854775807", ""),
    ("000-procurement.ron", "1711", "-9223372036854775808", ""),
    ("004-indicators.ron", "value: \"", "value: \"922337203685477580", ""),
];

#[test]
fn nothing_in_a_record_is_too_large_for_the_program() {
    for (file, from, to, said) in CASES {
        let mut changed = false;
        let files: Vec<_> = record_files()
            .into_iter()
            .map(|(name, text)| {
                if name != *file {
                    return (name, text);
                }
                changed = text.contains(from);
                let text: &str = text.replace(from, to).leak();
                (name, text)
            })
            .collect();
        assert!(changed, "{file}: {from}");
        let loaded = load_texts(&files);
        let mut problems = loaded.problems.clone();
        problems.extend(check(&loaded.records));
        assert!(
            problems.iter().any(|problem| problem.what.contains(said)) || said.is_empty(),
            "{file}: {to}: {problems:#?}"
        );
        let council = Council::new(loaded, Journal::default());
        for program in &council.records.programs {
            assert!(figures(&council.records, program).len() < 100);
        }
        let dump = json::text(&Dump::of(&council, "2026-11-21".parse().unwrap()));
        assert!(dump.len() > 100_000, "{file}: {to}");
    }
}
