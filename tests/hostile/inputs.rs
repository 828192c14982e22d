//! The inputs, each put into a small record that is whole by itself.

use std::{
    ffi::OsStr,
    fs::{self, File},
    os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener},
};

use super::Home;

pub const OPINIONS: &str = "opinions.ron";
pub const PROGRAMS: &str = "programs.ron";
pub const JOURNAL: &str = "journal/sato.ron";

/// What no input changes.
pub const RECORD: [(&str, &str); 4] = [
    (
        "a-source.ron",
        "Source(\n    id: \"report\",\n    title: \"報告\",\n    issuer: \"熊本市\",\n    fiscal_year: \"R7\",\n    \
         file: \"report.txt\",\n    purpose: \"試験\",\n)\n",
    ),
    (
        "b-plan.ron",
        "Plan(\n    id: \"plan\",\n    source: \"report\",\n    title: \"施策の実施状況\",\n    areas: [\n        \
         Area(\n            id: \"plan/1\",\n            label: \"1\",\n            title: \"創業の促進\",\n        ),\n    ],\n)\n",
    ),
    ("sources/report.txt", "報告\n"),
    (".gitattributes", ""),
];

pub fn opinions() -> String {
    let opinion = |id: &str, text: &str| {
        format!(
            "        Opinion(\n            id: \"plan/{id}\",\n            label: \"{id}\",\n            heading: \
             \"創業について\",\n            area: \"plan/1\",\n            text: \"{text}が必要である。\",\n        ),\n"
        )
    };
    let all = [opinion("ア(ア)", "研修"), opinion("ア(イ)", "相談"), opinion("ア(ウ)", "補助")];
    format!(
        "Opinions(\n    source: \"report\",\n    fiscal_year: \"R7\",\n    sessions: [],\n    opinions: [\n{}    ],\n)\n",
        all.concat()
    )
}

pub fn programs() -> String {
    let entry = |number: usize, name: &str| {
        format!(
            "        Entry(\n            program: \"city/{name}\",\n            listed: Listing(area: \"plan/1\", number: \
             {number}),\n            settled: Amount(year: \"R6\", thousand_yen: {number}000),\n            content: \
             \"{name}を行う。\",\n            results: [\n                \"件数：{number}件\",\n            ],\n        ),\n"
        )
    };
    let all = [entry(1, "相談窓口"), entry(2, "補助金"), entry(3, "研修会")];
    format!("Programs(\n    source: \"report\",\n    entries: [\n{}    ],\n)\n", all.concat())
}

/// The programs with something else in them.
fn programs_with(home: &Home, changes: &[(&str, &str)]) {
    let mut text = programs();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    home.put(PROGRAMS, text);
}

fn opinions_with(home: &Home, changes: &[(&str, &str)]) {
    let mut text = opinions();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    home.put(OPINIONS, text);
}

/// A line with its checksum.
fn stamped(line: &str) -> String {
    format!("{line} //#{:08x}\n", crc32fast::hash(line.as_bytes()))
}

/// An event of Sato with so many before it.
fn said(n: usize, what: &str) -> String {
    stamped(&format!(
        "(v:1,id:\"event{n:08}\",n:{n},at:\"2020-11-20T10:00:0{n}.000+09:00\",by:\"sato\",do:{what})"
    ))
}

/// A link of the first opinion.
pub fn line(n: usize, program: &str, note: &str) -> String {
    said(n, &link("plan/ア(ア)", program, note))
}

fn link(opinion: &str, program: &str, note: &str) -> String {
    let note = if note.is_empty() { String::new() } else { format!("note:\"{note}\",") };
    format!(
        "Link(opinion:\"{opinion}\",program:\"city/{program}\",kind:継続,extent:全部,stage:確定,{note}\
         opinion_words:\"e5qez8x147yj0\",program_words:\"376p0f9n42c0s\")"
    )
}

fn journal(home: &Home, lines: &[&str]) {
    home.put(JOURNAL, lines.concat());
}

pub fn mark_at_the_start(home: &Home) {
    home.put(PROGRAMS, format!("\u{feff}{}", programs()));
    home.put(JOURNAL, format!("\u{feff}{}", line(1, "研修会", "")));
}

pub fn invisible_between_fields(home: &Home) {
    programs_with(
        home,
        &[
            ("program: \"city/相談窓口\"", "\u{200b}program: \"city/相談窓口\""),
            ("program: \"city/補助金\"", "\u{3000}program: \"city/補助金\""),
            ("program: \"city/研修会\"", "\u{feff}program: \"city/研修会\""),
        ],
    );
}

pub fn carriage_returns(home: &Home) {
    home.put(PROGRAMS, programs().replace('\n', "\r\n"));
    home.put(OPINIONS, opinions().replace('\n', "\r"));
    home.put(JOURNAL, line(1, "研修会", "").replace('\n', "\r\n"));
}

pub fn shift_jis(home: &Home) {
    home.put(PROGRAMS, encoding_rs::SHIFT_JIS.encode(&programs()).0);
}

pub fn utf_16(home: &Home) {
    let units = "\u{feff}".encode_utf16().chain(programs().encode_utf16().collect::<Vec<_>>());
    home.put(PROGRAMS, units.flat_map(u16::to_le_bytes).collect::<Vec<_>>());
}

pub fn wrong_byte_in_a_journal(home: &Home) {
    let mut bytes = line(2, "補助金", "覚え").into_bytes();
    bytes[120] = 0xff;
    let lines = [line(1, "研修会", "").into_bytes(), bytes, line(3, "相談窓口", "").into_bytes()];
    home.put(JOURNAL, lines.concat());
}

pub fn nothing(home: &Home) {
    home.put("empty.ron", "");
    home.put("comment.ron", "// 注釈\n");
    home.put("journal/suzuki.ron", "");
    home.put("journal/tanaka.ron", "// 注釈\n");
}

pub fn above_the_limit(home: &Home) {
    let file = File::create(home.path("huge.ron")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
}

pub fn endless_line(home: &Home) {
    let endless = format!("{}\n", "x".repeat(10_000_000));
    journal(home, &[&line(1, "研修会", ""), &endless, &line(2, "補助金", "")]);
}

pub fn nesting(home: &Home) {
    home.put("deep-100.ron", format!("{}{}", "[".repeat(100), "]".repeat(100)));
    home.put("deep-5000000.ron", format!("Programs{}", "(".repeat(5_000_000)));
}

pub fn nested_comments(home: &Home) {
    home.put("comments.ron", format!("{}{}", "/*".repeat(4_000_000), "*/".repeat(4_000_000)));
}

pub fn field_twice(home: &Home) {
    let twice = "content: \"補助金を行う。\",\n            content: \"二度目\"";
    programs_with(home, &[("content: \"補助金を行う。\"", twice)]);
}

pub fn id_twice(home: &Home) {
    opinions_with(home, &[("id: \"plan/ア(イ)\"", "id: \"plan/ア(ア)\"")]);
    home.put("opinions-2.ron", opinions().replace("ア(ア)", "エ(ア)").replace("ア(イ)", "エ(イ)"));
}

pub fn map(home: &Home) {
    home.put("map.ron", "{\"a\": 1, \"a\": 2}\n");
}

pub fn unknown_field(home: &Home) {
    opinions_with(home, &[("area: \"plan/1\"", "aera: \"plan/1\"")]);
}

pub fn missing_field(home: &Home) {
    programs_with(home, &[("            content: \"補助金を行う。\",\n", "")]);
    opinions_with(home, &[("            text: \"相談が必要である。\",\n", "")]);
}

pub fn wrong_values(home: &Home) {
    for (at, value) in
        ["99999999999999999999", "NaN", "inf", "1e999", "1,000", "１０００", "\"1000\"", "1.5"]
            .into_iter()
            .enumerate()
    {
        let text = programs().replace("thousand_yen: 1000", &format!("thousand_yen: {value}"));
        let text = ["相談窓口", "補助金", "研修会"]
            .iter()
            .fold(text, |text, name| text.replace(name, &format!("{name}{at}")));
        // Only the record that is wrong counts here.
        let (head, rest) = text.split_once("        Entry(").unwrap();
        let (first, _) = rest.split_once("        Entry(").unwrap();
        home.put(&format!("value-{at}.ron"), format!("{head}        Entry({first}    ],\n)\n"));
    }
}

pub fn some(home: &Home) {
    opinions_with(home, &[("area: \"plan/1\"", "area: Some(\"plan/1\")")]);
}

pub fn wrong_name(home: &Home) {
    opinions_with(home, &[("        Opinion(", "        Opinon(")]);
}

pub fn open_string(home: &Home) {
    programs_with(home, &[("content: \"補助金を行う。\"", "content: \"補助金を行う。")]);
}

pub fn punctuation(home: &Home) {
    for (name, from, to) in [
        ("comma", "\"plan/ア(イ)\",", "\"plan/ア(イ)\""),
        (
            "bracket",
            "        ),\n        Opinion(\n            id: \"plan/ア(ウ)\"",
            "        Opinion(\n            id: \"plan/ア(ウ)\"",
        ),
        ("values", "\"ア(イ)\"", "\"ア(イ)\" \"ア\""),
        ("trailing", "    ],\n)\n", "    ],\n)\n続き\n"),
    ] {
        let text = opinions();
        assert!(text.contains(from), "{name}");
        let text = text.replacen(from, to, 1);
        let apart = |id: &str| format!("{name}({id})");
        let text = ["ア", "イ", "ウ"]
            .iter()
            .fold(text, |text, id| text.replace(&format!("ア({id})"), &apart(id)));
        home.put(&format!("p-{name}.ron"), text);
    }
}

pub fn full_width_signs(home: &Home) {
    programs_with(
        home,
        &[
            ("program: \"city/相談窓口\"", "program：\"city/相談窓口\""),
            ("program: \"city/補助金\",", "program: \"city/補助金\"，"),
            ("content: \"研修会を行う。\"", "content: “研修会を行う。”"),
        ],
    );
    opinions_with(home, &[("        Opinion(\n", "        Opinion（\n")]);
}

pub fn conflicts(home: &Home) {
    let text = programs();
    let (ours, rest) =
        text.split_at(text.find("        Entry(\n            program: \"city/補助金\"").unwrap());
    let (theirs, end) =
        rest.split_at(rest.find("        Entry(\n            program: \"city/研修会\"").unwrap());
    home.put(
        PROGRAMS,
        format!("{ours}<<<<<<< HEAD\n{theirs}=======\n{theirs}>>>>>>> other\n{end}"),
    );
    journal(
        home,
        &[
            "<<<<<<< HEAD\n",
            &line(1, "研修会", ""),
            "=======\n",
            &line(2, "相談窓口", ""),
            ">>>>>>> other\n",
        ],
    );
}

pub fn wrong_escapes(home: &Home) {
    programs_with(
        home,
        &[
            ("\"相談窓口を行う。\"", "\"相談窓口\\q\""),
            ("\"補助金を行う。\"", "\"補助金\\u{d800}\""),
        ],
    );
}

pub fn control_characters(home: &Home) {
    opinions_with(
        home,
        &[
            ("\"研修が", "\"\u{1b}[31m研修\u{8}\u{7f}\u{9b}2Jが"),
            ("\"相談が", "\"\\x1b[2J相談\\x00\\u{9b}31mが"),
        ],
    );
    journal(home, &[&line(1, "研修会", "\\u{1b}[31m赤\\u{7}")]);
}

pub fn terminal_sequences(home: &Home) {
    opinions_with(
        home,
        &[
            ("\"研修が", "\"\\x1b]52;c;cm0gLXJm\\x07研修が"),
            ("\"相談が", "\"\\x1b]8;;http://x\\x1b\\\\相談\\x1b]0;題\\x07が"),
            ("\"補助が", "\"\\x1bP$qm\\x1b\\\\補助\\x1b[6n\\x1b[cが"),
        ],
    );
    programs_with(home, &[("\"補助金を行う。\"", "\"\u{1b}]0;題\u{7}補助金\u{1b}[?1049l\"")]);
}

pub fn unseen_characters(home: &Home) {
    opinions_with(
        home,
        &[
            ("\"研修が", "\"\u{202e}研修\u{2066}が"),
            ("\"相談が", "\"相\u{200b}談\u{feff}\u{ad}が"),
            ("\"補助が", "\"補\u{e0041}\u{e0042}助\u{2028}が"),
        ],
    );
    programs_with(home, &[("\"相談窓口を行う。\"", "\"a\u{e0100}\u{3164}相談窓口\"")]);
}

pub fn marks_and_a_long_word(home: &Home) {
    let marks = "\u{301}".repeat(1_000);
    opinions_with(home, &[("\"研修が", &format!("\"e{marks}研修が"))]);
    let word = "x".repeat(1_000_000);
    programs_with(home, &[("\"補助金を行う。\"", &format!("\"{word}\""))]);
}

pub fn letters_of_every_kind(home: &Home) {
    let text =
        "か\u{3099}き\u{3099} カ\u{3099}イド ｶﾞｲﾄﾞ 葛\u{e0100}城 𠮷田 👩\u{1f3fd} 🇯🇵 ①○→ 研修が";
    opinions_with(home, &[("\"研修が", &format!("\"{text}"))]);
}

pub fn torn_lines(home: &Home) {
    let torn = line(2, "補助金", "途中");
    let torn = &torn[..torn.len() - 60];
    // Whoever saves next, closes the line and counts on from the last that is whole.
    journal(home, &[&line(1, "研修会", ""), torn, "\n", &line(2, "相談窓口", ""), torn]);
}

pub fn wrong_checksum(home: &Home) {
    let changed = line(2, "補助金", "").replace("補助金", "相談窓口");
    journal(home, &[&line(1, "研修会", ""), &changed]);
}

pub fn same_event(home: &Home) {
    let other = stamped(&format!(
        "(v:1,id:\"event00000002\",n:2,at:\"2020-11-20T10:00:02.000+09:00\",by:\"sato\",do:{})",
        link("plan/ア(イ)", "補助金", "")
    ));
    let [one, two] = [line(1, "研修会", ""), line(2, "相談窓口", "")];
    journal(home, &[&one, &one, &two, &other]);
}

pub fn newer(home: &Home) {
    let later = line(3, "補助金", "").replace("(v:1,", "(v:99,");
    let (later, _) = later.split_once(" //#").unwrap();
    journal(home, &[&line(1, "研修会", ""), &said(2, "Sing(song:\"歌\")"), &stamped(later)]);
}

pub fn taking_back(home: &Home) {
    let back = |n, event: &str| said(n, &format!("Retract(event:\"{event}\",way:Undo)"));
    journal(
        home,
        &[
            &line(1, "研修会", ""),
            &back(2, "nothing000000"),
            &back(3, "event00000004"),
            &back(4, "event00000003"),
        ],
    );
}

pub fn links_to_nowhere(home: &Home) {
    journal(
        home,
        &[
            &line(1, "研修会", ""),
            &line(2, "なくなった事業", ""),
            &said(3, &link("plan/ア(ン)", "研修会", "")),
        ],
    );
}

pub fn times(home: &Home) {
    let at = |n: usize, program: &str, at: &str| {
        let line = line(n, program, "");
        let (line, _) = line.split_once(" //#").unwrap();
        let (head, rest) = line.split_once("at:\"").unwrap();
        let (_, rest) = rest.split_once('"').unwrap();
        stamped(&format!("{head}at:\"{at}\"{rest}"))
    };
    journal(
        home,
        &[
            &at(1, "研修会", "1970-01-01T00:00:00.000+09:00"),
            &at(2, "補助金", "2999-01-01T00:00:00.000+09:00"),
            &at(3, "相談窓口", "きのう"),
        ],
    );
}

pub fn strangers(home: &Home) {
    home.put("journal/suzuki.ron", line(1, "補助金", ""));
}

pub fn gap(home: &Home) {
    journal(home, &[&line(1, "研修会", ""), &line(5, "補助金", "")]);
}

pub fn no_files(home: &Home) {
    for folder in ["", "journal/"] {
        let at = |name: &str| home.path(&format!("{folder}{name}"));
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        let pipe = rustix::fs::FileType::Fifo;
        rustix::fs::mknodat(rustix::fs::CWD, at("pipe.ron"), pipe, mode, 0).unwrap();
        drop(UnixListener::bind(at("socket.ron")).unwrap());
        fs::create_dir(at("folder.ron")).unwrap();
        symlink("/dev/zero", at("zero.ron")).unwrap();
        symlink("nowhere", at("dangling.ron")).unwrap();
    }
}

pub fn linked_journal(home: &Home) {
    symlink("/etc/passwd", home.path("journal/suzuki.ron")).unwrap();
}

pub fn file_names(home: &Home) {
    let long = format!("{}.ron", "x".repeat(251));
    for name in ["\u{1b}[31m.ron", "a\nb.ron", "\u{202e}c.ron", &long] {
        home.put(name, "(");
    }
    let bytes = OsStr::from_bytes(b"\xff.ron");
    fs::write(home.path("").join(bytes), "(").unwrap();
    for name in ["f.ron~", ".f.ron.swp", ".#f.ron", "f.ron.orig", "f.sync-conflict-20261121.ron"] {
        home.put(name, "(");
        home.put(&format!("journal/{name}"), "(");
    }
}
