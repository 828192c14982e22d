//! The commands, through the real program in an empty environment: what they print, how they end,
//! what they leave behind.

#[path = "cli/carry.rs"]
mod carry;
#[path = "cli/changes.rs"]
mod changes;
#[path = "cli/doctor.rs"]
mod doctor;
#[path = "cli/dump.rs"]
mod dump;
#[path = "cli/export.rs"]
mod export;
#[path = "cli/follow_up.rs"]
mod follow_up;
#[path = "cli/harm.rs"]
mod harm;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/inquiry.rs"]
mod inquiry;
#[path = "cli/log.rs"]
mod log;
#[path = "cli/meetings.rs"]
mod meetings;
#[path = "cli/members.rs"]
mod members;
#[path = "support/next_year.rs"]
mod next_year;
#[path = "cli/past.rs"]
mod past;
#[path = "cli/places.rs"]
mod places;
#[path = "cli/proposals.rs"]
mod proposals;
#[path = "cli/publish.rs"]
mod publish;
#[path = "cli/search.rs"]
mod search;
#[path = "cli/suggest.rs"]
mod suggest;
#[path = "cli/tables.rs"]
mod tables;
#[path = "cli/usage.rs"]
mod usage;

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A home folder of one's own, and nothing else of the environment.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A home with a record that can be written, in its folder `records`.
    fn with_records() -> Self {
        let home = Self::new();
        home.run(&["init", "--without-draft", "records"]).fine();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shingi"));
        command.args(words).env_clear().env("HOME", self.0.path()).current_dir(self.0.path());
        command.env("TZ", "Asia/Tokyo").stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) -> Ran {
        Ran::of(&self.command(words).output().unwrap())
    }

    /// Runs as somebody.
    fn sato(&self, words: &[&str]) -> Ran {
        self.run(&[&["--as", "sato"], words].concat())
    }
}

/// What a command printed and how it ended.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// It ended well and said nothing on standard error.
    #[track_caller]
    fn fine(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{}", self.out);
        self.out
    }

    #[track_caller]
    fn json(self) -> Value {
        serde_json::from_str(&self.fine()).unwrap()
    }

    /// It ended with a code, printed nothing, and said this on standard error.
    #[track_caller]
    fn refused(self, code: i32, said: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        assert!(self.err.contains(said), "{said}: {}", self.err);
    }
}

fn length(value: &Value) -> usize {
    value.as_array().unwrap().len()
}

fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<_> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

#[test]
fn every_command_reads_the_record_and_speaks_json() {
    let home = Home::with_records();
    // Documents are added to the record; 25 opinions and 66 programs are of the first.
    for (words, found, least) in [
        (&["list"][..], "スタートアップ企業と適切なメンター", 25),
        (&["list", "事業"], "1,041,900", 66),
        (&["list", "会議"], "令和7年度第1回", 2),
        (&["search", "融資"], "金融円滑化", 5),
        (&["log"], "まだ操作がありません。", 0),
        (&["check"], "問題はありません。", 0),
    ] {
        let text = home.run(words).fine();
        assert!(text.contains(found) && text.ends_with('\n'), "{words:?}: {text}");
        let json = home.run(&[words, &["--format", "json"]].concat()).json();
        assert!(length(&json) >= least && (least > 0 || length(&json) == 0), "{words:?}: {json}");
    }
    let two = home.run(&["search", "融資", "--limit", "2", "--format", "json"]).json();
    assert_eq!(length(&two), 2);
    let text = home.run(&["coverage"]).fine();
    assert!(text.contains("対応事業あり 0/25") && text.contains("求める意見のない事業 "), "{text}");
    let json = home.run(&["coverage", "--format", "json"]).json();
    assert_eq!((json["opinions"].as_u64(), json["covered"]["full"].as_u64()), (Some(25), Some(0)));
    let json = home.run(&["show", "ア-イ", "--format", "json"]).json();
    assert_eq!(json["id"], "city-r7/ア(イ)");
    let text = home.run(&["show", "地域スタートアップ等支援事業"]).fine();
    assert!(
        text.contains("R6決算額: 45,223千円") && text.contains("R7予算額: 64,300千円"),
        "{text}"
    );
}

#[test]
fn search_prints_the_best_first_with_the_place_it_was_found_in() {
    let home = Home::new();
    let found = home.run(&["search", "メンター", "アドバイザー", "--format", "json"]).json();
    assert_eq!(keys(&found[0]), ["excerpt", "id", "kind", "title"]);
    assert_eq!((&found[0]["kind"], &found[0]["id"]), (&"opinion".into(), &"city-r7/ア(イ)".into()));
    assert!(found[0]["excerpt"].as_str().unwrap().contains("メンター"));
    let found = home.run(&["search", "該当のない言葉", "--format", "json"]).json();
    assert_eq!(length(&found), 0);
    assert!(home.run(&["search", "該当のない言葉"]).fine().contains("見つかりません"));
}

#[test]
fn names_are_understood_as_people_write_them() {
    let home = Home::new();
    for name in [
        "city-r7/ア(イ)",
        "ア(イ)",
        "ア（イ）",
        "ア-イ",
        "アイ",
        "ｱｲ",
        "ｱ(ｲ)",
        "R7ア(イ)",
        "R7 ア(イ)",
        "Ｒ７　ア（イ）",
        "適切なメンター",
        "適切なめんたー",
    ] {
        let found = home.run(&["show", name, "--format", "json"]).json();
        assert_eq!(found["id"], "city-r7/ア(イ)", "{name}");
    }
    for name in [
        "city/地域スタートアップ等支援事業",
        "地域スタートアップ等支援事業",
        "地域スタートアップ",
        "地域ｽﾀｰﾄｱｯﾌﾟ",
        "ちいきスタートアップ",
    ] {
        let ran = home.run(&["show", name, "--format", "json"]);
        if name.starts_with("ちいき") {
            ran.refused(1, "にあたる意見・事業・会議はありません。");
        } else {
            assert_eq!(ran.json()["id"], "city/地域スタートアップ等支援事業", "{name}");
        }
    }
}

#[test]
fn an_ambiguous_name_is_refused_with_its_candidates() {
    let home = Home::with_records();
    home.sato(&["link", "ア-イ", "観光"]).refused(1, "`観光` にあたる事業が");
    home.sato(&["link", "ア-イ", "観光"]).refused(1, "city/観光戦略経費");
    home.sato(&["link", "スタートアップ", "地域スタートアップ"]).refused(1, "city-r7/ア(ア)");
    home.sato(&["link", "ア-ヌ", "地域スタートアップ"]).refused(1, "にあたる意見はありません。");
    for said in ["`観光` にあたる意見が ", "、事業が ", "city-r7/イ(オ)", "city/観光戦略経費"]
    {
        home.run(&["show", "観光"]).refused(1, said);
    }
    home.run(&["show", "支援"]).refused(1, "識別子か、もっと長い名前で");
    home.run(&["show", ""]).refused(1, "ありません");
    assert_eq!(length(&home.run(&["log", "--format", "json"]).json()), 0, "nothing was written");
}

#[test]
fn a_link_is_made_listed_taken_back_and_made_again() {
    let home = Home::with_records();
    let pair = ["ア-イ", "地域スタートアップ"];
    let said = home.sato(&[&["link"], &pair[..], &["--kind", "拡充"]].concat()).fine();
    assert_eq!(
        said,
        "保存しました: ア(イ) に「地域スタートアップ等支援事業」を対応付け（拡充・全部）\n"
    );
    let again = home.sato(&[&["link"], &pair[..], &["--kind", "拡充"]].concat()).fine();
    assert_eq!(again, "すでに同じ内容で対応付けてあります。\n");
    let covered = || {
        let coverage = home.run(&["coverage", "--format", "json"]).json();
        coverage["covered"]["full"].as_u64().unwrap()
    };
    assert_eq!(covered(), 1);
    assert!(home.run(&["show", "ア-イ"]).fine().contains("拡充・全部 (sato)"));
    assert!(home.run(&["log"]).fine().contains("sato  対応付け ア(イ) ― 地域スタートアップ"));
    let undone = home.sato(&["undo"]).fine();
    assert!(undone.starts_with("元に戻しました: 対応付け ア(イ)"), "{undone}");
    assert_eq!(covered(), 0);
    home.sato(&["undo"]).refused(1, "元に戻せる操作はありません。");
    assert!(home.sato(&["redo"]).fine().starts_with("やり直しました: "));
    assert_eq!(covered(), 1);
    // It was not theirs.
    home.run(&["--as", "yamada", "undo"]).refused(1, "元に戻せる操作はありません。");
    assert!(home.sato(&[&["unlink"], &pair[..]].concat()).fine().contains("を外しました"));
    assert_eq!(covered(), 0);
    home.sato(&[&["unlink"], &pair[..]].concat()).refused(1, "この対応付けはありません。");
    let log = home.run(&["log", "--format", "json"]).json();
    assert_eq!((length(&log), &log[0]["by"]), (4, &"sato".into()));
    home.run(&["check"]).fine();
}

#[test]
fn a_link_to_a_program_that_has_gone_is_named_and_can_be_taken_away() {
    let home = Home::with_records();
    home.sato(&["link", "ア-イ", "city/地域スタートアップ等支援事業"]).fine();
    for entry in fs::read_dir(home.path("records")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ron") {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text.replace("地域スタートアップ等支援事業", "別の事業")).unwrap();
        }
    }
    let ran = home.run(&["check"]);
    assert_eq!(ran.code, Some(1));
    let gone = "対応付けの参照先なし: 事業 `city/地域スタートアップ等支援事業` は記録にありません";
    assert!(ran.out.contains(gone), "{}", ran.out);
    assert!(home.run(&["show", "ア-イ"]).fine().contains("（参照先なし）"));
    let coverage = home.run(&["coverage", "--format", "json"]).json();
    assert_eq!(coverage["covered"]["full"], 0);
    home.sato(&["unlink", "ア-イ", "city/地域スタートアップ等支援事業"]).fine();
    assert!(!home.run(&["check"]).out.contains("参照先なし"));
}

#[test]
fn a_name_is_understood_by_how_surely_it_names() {
    let home = Home::with_records();
    let show = |name: &str| home.run(&["show", name, "--format", "json"]);
    // The exact name of a program, though an opinion quotes it.
    let opinions = home.path("records/000-opinions.ron");
    let text = fs::read_to_string(&opinions).unwrap();
    let quoted = "text: \"「観光戦略経費」、「ナイトタイム」";
    fs::write(&opinions, text.replacen("text: \"", quoted, 1)).unwrap();
    assert_eq!(show("観光戦略経費").json()["id"], "city/観光戦略経費");
    // A piece of one opinion and of one program: neither wins, and both can be chosen by id.
    for said in ["意見が 1件、事業が ", "  city-r7/", "  city/ナイトタイムエコノミー"]
    {
        show("ナイトタイム").refused(1, said);
    }
    // Sessions as search prints them, and as people say them.
    for name in ["city-r7/第2回", "第2回", "R7第2回", "Ｒ７ 第２回", "令和7年度第2回"]
    {
        assert_eq!(show(name).json()["id"], "city-r7/第2回", "{name}");
    }
    let session = home.run(&["show", "第2回"]).fine();
    assert!(session.starts_with("令和7年度第2回") && session.contains("審議内容: "), "{session}");
    // What search prints can be shown.
    for words in ["観光", "会議", "融資"] {
        let found = home.run(&["search", words, "--format", "json"]).json();
        for hit in found.as_array().unwrap() {
            assert_eq!(show(hit["id"].as_str().unwrap()).json()["id"], hit["id"]);
        }
    }
    show("city-r7/第9回").refused(1, "ありません");
    show("偽\n物").refused(1, "`偽 物` にあたる意見・事業・会議はありません。");
}
