//! Two sides of a record file: what merges by itself, what is left to choose, and that nothing of
//! either side is lost.

use proptest::prelude::*;

use super::*;

fn opinions(texts: &[(usize, &str)]) -> String {
    let items: Vec<_> = texts
        .iter()
        .map(|(id, text)| {
            format!(
                "        Opinion(\n            id: \"o/{id}\",\n            label: \"{id}\",\n            \
                 heading: \"見出し\",\n            text: \"{text}\",\n        ),\n"
            )
        })
        .collect();
    format!(
        "Opinions(\n    source: \"s\",\n    fiscal_year: \"R7\",\n    sessions: [],\n    opinions: [\n{}    ],\n)\n",
        items.concat()
    )
}

fn merge(base: &str, shared: &str, other: &str) -> (String, Vec<Point>) {
    let bytes = |text: &str| Some(text.as_bytes().to_vec());
    let (base, shared, other) = (bytes(base), bytes(shared), bytes(other));
    let merged = merged(base.as_deref(), shared.as_deref(), other.as_deref());
    let left = points(base.as_deref(), merged.content.as_deref(), other.as_deref());
    assert_eq!(merged.apart, !left.is_empty());
    (String::from_utf8(merged.content.unwrap()).unwrap(), left)
}

#[test]
fn records_that_only_one_side_changed_are_nobodys_quarrel() {
    let base = opinions(&[(1, "い"), (2, "ろ"), (3, "は")]);
    let shared = opinions(&[(1, "い"), (2, "ろろ"), (3, "は")]);
    let other = opinions(&[(1, "いい"), (2, "ろ"), (4, "に")]);
    let (text, left) = merge(&base, &shared, &other);
    assert_eq!(text, opinions(&[(1, "いい"), (2, "ろろ"), (4, "に")]));
    assert_eq!(left, []);
}

#[test]
fn a_record_that_both_changed_keeps_one_side_in_the_file_and_names_both() {
    let base = opinions(&[(1, "い"), (2, "ろ")]);
    let shared = opinions(&[(1, "共有"), (2, "ろ")]);
    let other = opinions(&[(1, "手元"), (2, "ろろ")]);
    let (text, left) = merge(&base, &shared, &other);
    assert_eq!(text, opinions(&[(1, "共有"), (2, "ろろ")]));
    let [point] = &left[..] else { panic!("{left:?}") };
    assert_eq!(point.name, "意見 `o/1`");
    let field = |now: &str, other: &str| Field {
        name: "text".to_owned(),
        now: Some(now.to_owned()),
        other: Some(other.to_owned()),
    };
    assert_eq!(point.fields, [field("共有", "手元")]);
}

#[test]
fn what_is_no_record_file_is_one_thing_as_a_whole() {
    for (base, shared, other, apart) in [
        (Some("a"), Some("b"), Some("c"), true),
        (Some("a"), Some("b"), Some("a"), false),
        (Some("a"), Some("b"), Some("b"), false),
        (Some("a"), None, Some("c"), true),
        (Some("a"), Some("b"), None, true),
        (None, Some("b"), Some("c"), true),
        (Some("a"), None, None, false),
    ] {
        let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
        let (base, shared, other) = (bytes(base), bytes(shared), bytes(other));
        let merged = merged(base.as_deref(), shared.as_deref(), other.as_deref());
        assert_eq!(merged, Merged { content: shared, apart }, "{base:?} {other:?}");
    }
}

#[test]
fn heads_and_comments_survive() {
    let base = opinions(&[(1, "い"), (2, "ろ")]);
    let shared = base.replace(
        "        Opinion(\n            id: \"o/2\"",
        "        // 注意\n        Opinion(\n            id: \"o/2\"",
    );
    let other = base.replace("R7", "R8").replace("ろ", "ろろ");
    let (text, left) = merge(&base, &shared, &other);
    assert_eq!(left, []);
    assert!(text.contains("// 注意") && text.contains("R8") && text.contains("ろろ"), "{text}");
}

#[test]
fn a_disagreement_is_kept_in_files_and_read_back() {
    let record = tempfile::tempdir().unwrap();
    let version =
        |by: &str| Version { by: by.to_owned(), at: "2026-11-21T10:05:33+09:00".to_owned() };
    let bytes = |text: &str| Some(opinions(&[(1, text), (2, "ろ")]).into_bytes());
    let one = Disagreement::of(
        "opinions.ron",
        (version("佐藤"), version("鈴木")),
        bytes("い"),
        bytes("手元"),
    );
    for (path, content) in one.files() {
        let path = record.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let shared = bytes("共有").unwrap();
    fs::write(record.path().join("opinions.ron"), &shared).unwrap();
    assert_eq!(Disagreement::all(record.path()).unwrap(), std::slice::from_ref(&one));
    let [problem] = &problems(record.path())[..] else { panic!() };
    assert_eq!(problem.what, "意見 `o/1`（`text`）に食い違いがあります。");
    assert!(problem.meaning.contains("佐藤 さん（2026-11-21 10:05）"), "{problem}");
    assert_eq!(problem.place.as_ref().unwrap().line, 6);
    let points = one.points(record.path());
    // Either side can be chosen, and then nothing waits.
    assert_eq!(one.taken(&shared, &points[0]).unwrap(), bytes("手元"));
    assert_eq!(one.without(Some(&shared), &points[0]), Ok(None));
}

#[test]
fn a_path_that_leads_elsewhere_is_not_followed() {
    for (path, inside) in [
        ("opinions.ron", true),
        ("a/b.ron", true),
        ("../a.ron", false),
        ("/etc/passwd", false),
        ("a/../../b", false),
        (".git/config", false),
        ("", false),
    ] {
        assert_eq!(is_inside(path), inside, "{path}");
    }
}

fn version() -> impl Strategy<Value = Vec<(usize, &'static str)>> {
    let text = prop::sample::select(vec!["い", "ろ", "は", "）\\\"（", "二行\\nある"]);
    prop::collection::btree_map(0_usize..6, text, 0..6).prop_map(|map| map.into_iter().collect())
}

proptest! {
    #[test]
    fn every_change_of_either_side_is_in_the_file_or_waits_to_be_chosen(
        base in version(), shared in version(), other in version()
    ) {
        let of = |version: &[(usize, &str)], id: usize| {
            version.iter().find(|(one, _)| *one == id).map(|(_, text)| (*text).to_owned())
        };
        let (text, left) = merge(&opinions(&base), &opinions(&shared), &opinions(&other));
        prop_assert!(is_right(&text), "{}", text);
        let pieces = Pieces::of(&text).unwrap();
        for id in 0..6 {
            let key = Key::Item(format!("o/{id}"), 1);
            let now = pieces.piece(&key).map(str::to_owned);
            let (before, theirs, ours) = (of(&base, id), of(&shared, id), of(&other, id));
            let waits = left.iter().any(|point| point.key.as_ref() == Some(&key));
            let holds = |text: &Option<String>| match (text, &now) {
                (None, None) => true,
                (Some(text), Some(now)) => now.contains(&format!("text: \"{text}\"")),
                _ => false,
            };
            let expected = if ours == before || ours == theirs { &theirs }
                else if theirs == before { &ours } else { &theirs };
            // Where the file has nothing to put a record beside, it waits.
            prop_assert!(holds(expected) || (waits && holds(&theirs)), "{} {:?}", text, left);
            prop_assert!(holds(&ours) || waits || ours == before);
        }
    }
}
