//! `shingi init --published`: a copy that holds nothing of the secretariat's own.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::{
    Home,
    members::{PLANTED, worked},
};

/// Every file below, by its path, with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).unwrap().to_owned();
                found.insert(inside, fs::read(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_published_copy_holds_no_draft_and_counts_the_same() {
    let home = worked();
    home.run(&["--as", "mori", "review", "ア-イ", "了承"]).fine();
    // What lies beside the record is not of it.
    fs::write(home.path("records/people.ron~"), PLANTED).unwrap();
    fs::write(home.path("records/覚え.txt"), PLANTED).unwrap();
    fs::create_dir(home.path("records/.git")).unwrap();
    fs::write(home.path("records/.git/index"), PLANTED).unwrap();
    let said = home.run(&["init", "--published", "公開"]).fine();
    assert!(said.contains("公開用の写しを 公開 に作りました"), "{said}");

    let (original, copy) = (files(&home.path("records")), files(&home.path("公開")));
    for (path, bytes) in &copy {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(PLANTED), "{}: {text}", path.display());
        assert!(
            path.starts_with("journal")
                || path == Path::new(".gitattributes")
                || original[path] == *bytes,
            "{}",
            path.display()
        );
    }
    let is_record = |path: &&PathBuf| {
        let taken = path.extension().is_some_and(|end| end == "ron" || end == "txt");
        taken && !path.starts_with("journal") && path.to_str() != Some("覚え.txt")
    };
    for path in original.keys().filter(is_record) {
        assert!(copy.contains_key(path), "{}", path.display());
    }

    let of = |words: &[&str]| home.run(words);
    let published = ["--records", "公開", "--as", "sato"];
    let check = of(&[&published[..], &["check"]].concat());
    assert_eq!(check.code, Some(0), "{}", check.out);
    for command in [&["coverage", "--format", "json"][..], &["log"], &["list"], &["show", "ア-イ"]]
    {
        let read = of(&[&["--as", "sato", "--reader"], command].concat()).out;
        let copied = of(&[&published[..], command].concat()).out;
        assert_eq!(copied, read, "{command:?}");
    }
    // The member goes on in the copy, in a file of their own.
    of(&["--records", "公開", "--as", "mori", "read", "ア-ウ"]).fine();
    assert!(home.path("公開/journal/mori.ron").is_file());
    assert_eq!(of(&[&published[..], &["check"]].concat()).code, Some(0));
    // What the member wrote there is put back where it belongs.
    let own = home.path("records/journal/mori.ron");
    let lines = [fs::read(&own).unwrap(), fs::read(home.path("公開/journal/mori.ron")).unwrap()];
    fs::write(&own, lines.concat()).unwrap();
    let check = of(&["--as", "sato", "check"]);
    assert_eq!(check.code, Some(0), "{}", check.out);
    assert!(of(&["--as", "sato", "log"]).out.contains("既読 ア(ウ)"));
}

#[test]
fn a_copy_is_made_of_a_record_into_an_empty_place_outside_of_it() {
    let home = worked();
    home.run(&["init", "--published", "records/公開"])
        .refused(2, "記録のフォルダーの中には作れません。");
    assert!(!home.path("records/公開").exists());
    fs::create_dir(home.path("mine")).unwrap();
    fs::write(home.path("mine/メモ.txt"), "大切").unwrap();
    home.run(&["init", "--published", "mine"]).refused(2, "このフォルダーは空ではありません。");
    assert_eq!(fs::read_dir(home.path("mine")).unwrap().count(), 1);
    let bare = Home::new();
    bare.run(&["init", "--published", "公開"]).refused(2, "写すもとの記録がありません。");
    assert!(!bare.path("公開").exists());
    bare.run(&["--records", "gone", "init", "--published", "公開"])
        .refused(2, "`gone` がありません。");
}
