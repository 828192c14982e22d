//! What committee members are shown, what they may write, and that drafts never reach them.

use std::{
    fs,
    io::{self, Write},
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::Path,
    process::Command,
};

use rustix::process::geteuid;

use super::{Home, Ran};

/// Stands in everything that no member may see.
pub const PLANTED: &str = "内密";

const PEOPLE: &str = r#"People(people: [
    Profile(login: "sato", name: "佐藤 花子", role: 事務局, department: "商業金融課"),
    Profile(login: "mori", name: "森 一郎", role: 委員),
    Profile(login: "nobody", name: "根本 次郎", role: 委員),
])
"#;

const HASHES: &str = r#"opinion_words:"0000000000000",program_words:"0000000000000""#;

/// A line of a journal as a hand writes it: without its checksum.
pub fn line(by: &str, n: usize, day: &str, act: &str, said: &str) -> String {
    let at = format!("{day}T10:{:02}:00+09:00", n % 60);
    format!("(v:1,id:\"{by}{n}\",n:{n},at:\"{at}\",by:\"{by}\",{act}do:{said})\n")
}

pub fn link(opinion: &str, program: &str, more: &str) -> String {
    format!(
        "Link(opinion:\"city-r7/{opinion}\",program:\"city/{program}\",kind:継続,extent:全部,\
         {more},{HASHES})"
    )
}

pub fn answer(opinion: &str, stage: &str, text: &str, replaces: &str) -> String {
    format!(
        "Answer(opinion:\"city-r7/{opinion}\",kind:説明,stage:{stage},text:\"{text}\",\
         replaces:[{replaces}])"
    )
}

/// A home with a record in which sato has said things for members, and things that are not.
pub fn worked() -> Home {
    let home = Home::with_records();
    fs::write(home.path("records/people.ron"), PEOPLE).unwrap();
    let said = [
        link("ア(イ)", "地域スタートアップ等支援事業", "stage:確定,note:\"内密のメモ\""),
        link("ア(ウ)", "利子補給金", "stage:案,note:\"内密の案\",evidence:\"内密の根拠\""),
        format!(
            "Reject(opinion:\"city-r7/ア(ウ)\",program:\"city/事業承継・引継ぎ支援事業\",\
             reason:\"内密の理由\",{HASHES})"
        ),
        "Note(about:Opinion(\"city-r7/ア(イ)\"),text:\"内密の覚え\")".to_owned(),
        answer("ア(イ)", "確認済", "相談の窓口を設けています。", ""),
        answer("ア(エ)", "下書き", "内密の下書き", ""),
        // A draft in between, and what was published after it.
        answer("ア(イ)", "下書き", "内密の直し", "\"sato5\""),
        answer("ア(イ)", "公表", "窓口を増やします。", "\"sato7\""),
        "Retract(event:\"sato6\",way:Remove)".to_owned(),
        answer("ア(カ)", "下書き", "内密の新案", ""),
        format!(
            "Confirm(opinion:\"city-r7/ア(イ)\",program:\"city/地域スタートアップ等支援事業\",\
             {HASHES},fates:[],note:\"内密の確認\")"
        ),
        "Relate(opinion:\"city-r7/ア(ア)\",other:\"city-r7/ア(エ)\",relation:同趣旨,note:\"内密の関係\")"
            .to_owned(),
        "Refer(opinion:\"city-r7/エ(ア)\",to:国へ要望,on:\"2026-11-01\",note:\"内密の要望\")".to_owned(),
        "Words(hash:\"0000000000001\",text:\"内密の文言\")".to_owned(),
    ];
    // Two of them are one act, of which members see a half.
    let act = |n: usize| if n == 1 || n == 2 { "act:(id:\"sato1\",of:2)," } else { "" };
    let lines: String =
        (1..).zip(&said).map(|(n, said)| line("sato", n, "2026-11-20", act(n), said)).collect();
    fs::create_dir_all(home.path("records/journal")).unwrap();
    fs::write(home.path("records/journal/sato.ron"), lines).unwrap();
    home
}

fn mori(home: &Home, words: &[&str]) -> Ran {
    home.run(&[&["--as", "mori"], words].concat())
}

#[test]
fn no_command_prints_what_is_the_secretariats_own_for_a_member() {
    let home = worked();
    // Neither do damaged lines, which a finding quotes.
    let journal = home.path("records/journal/sato.ron");
    let mut lines = fs::read_to_string(&journal).unwrap();
    lines.push_str("(v:1,id:\"x\",n:15,at:\"2026-11-20T11:00:00+09:00\",by:\"sato\",do:内密(1))\n");
    lines.push_str("(v:1,id:\"y\",n:16,at:\"2026-11-20\",by:\"sato\",do:Note(text:\"内密\"))\n");
    lines.push_str("(v:1,id:\"z\",n:17,do:Note(text:\"内密の途中\n");
    fs::write(&journal, lines).unwrap();
    let mut commands: Vec<Vec<&str>> = vec![
        vec!["check"],
        vec!["check", "--all"],
        vec!["list"],
        vec!["list", "事業"],
        vec!["list", "会議"],
        vec!["search", "メモ"],
        vec!["coverage"],
        vec!["log"],
    ];
    for name in
        ["ア-ア", "ア-イ", "ア-ウ", "ア-エ", "ア-カ", "エ-ア", "利子補給金", "地域スタートアップ"]
    {
        commands.push(vec!["show", name]);
    }
    let json: Vec<_> =
        commands.iter().map(|words| [&words[..], &["--format", "json"]].concat()).collect();
    commands.extend(json);
    commands.push(vec!["dump"]);
    let printed = |who: &[&str]| {
        let mut all = String::new();
        for words in &commands {
            let ran = home.run(&[who, words].concat());
            assert!(ran.code == Some(0) || ran.code == Some(1), "{words:?}: {}", ran.err);
            all.push_str(&ran.out);
            all.push_str(&ran.err);
        }
        all
    };
    let office = printed(&["--as", "sato"]);
    for planted in ["内密のメモ", "内密の案", "内密の理由", "内密の覚え", "内密の下書き"]
    {
        assert!(office.contains(planted), "the secretariat sees {planted}");
    }
    for who in
        [&["--as", "mori"][..], &["--as", "sato", "--reader"], &["--as", "mori", "--as-of", "今日"]]
    {
        let member = printed(who);
        let shown: Vec<_> = member.lines().filter(|line| line.contains(PLANTED)).collect();
        assert!(shown.is_empty(), "{who:?}: {shown:?}");
        assert!(member.contains("窓口を増やします。"), "what is meant for members is there");
        assert!(member.contains("日誌に、読めないところが"), "that something is wrong is said");
    }
}

#[test]
fn a_member_writes_what_they_read_and_make_of_it_and_nothing_else() {
    let home = worked();
    mori(&home, &["link", "ア-ア", "利子補給金"])
        .refused_with(1, "委員が書けるのは、既読と受け止め");
    mori(&home, &["unlink", "ア-イ", "地域スタートアップ"])
        .refused_with(1, "委員が書けるのは、既読と受け止め");
    mori(&home, &["undo"]).refused_with(1, "元に戻せる操作はありません。");
    assert!(!home.path("records/journal/mori.ron").exists());
    assert_eq!(mori(&home, &["read", "ア-イ"]).fine(), "保存しました: ア(イ) を既読に\n");
    mori(&home, &["read", "ア-イ"]).refused_with(1, "すでに既読です。");
    mori(&home, &["review", "ア-ア", "了承"]).refused_with(1, "まだ回答がないので");
    mori(&home, &["review", "ア-イ", "説明を求める"]).refused_with(1, "どの点の説明を求めるか");
    mori(&home, &["review", "ア-イ", "了承", "--text", "よい"]).fine();
    let log = home.run(&["--as", "sato", "log"]).out;
    assert!(log.contains("委員の受け止め ア(イ)（了承・よい）"), "{log}");
    mori(&home, &["undo"]).fine();
    let log = home.run(&["--as", "sato", "log"]).out;
    assert!(log.contains("元に戻した 委員の受け止め ア(イ)"), "{log}");
    // The secretariat does not read in a member's place.
    home.sato(&["read", "ア-イ"]).refused_with(1, "名簿で委員になっている人だけ");
    home.sato(&["--reader", "link", "ア-ア", "利子補給金"]).refused_with(1, "--reader");
    home.run(&["--as", "mori", "--readonly", "read", "ア-ア"]).refused_with(1, "--readonly");
}

impl Ran {
    /// As `refused`, whatever else is said of the record.
    #[track_caller]
    fn refused_with(self, code: i32, said: &str) {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{}", self.err);
        assert!(self.err.contains(said), "{}", self.err);
    }
}

/// Runs the program as a user of the system.
fn as_user(program: &Path, home: &Home, uid: u32, words: &[&str]) -> Ran {
    let mut command = Command::new(program);
    command.args(words).env_clear().env("HOME", home.0.path()).current_dir(home.0.path());
    command.uid(uid).gid(GROUP);
    Ran::of(&command.output().unwrap())
}

/// `daemon` and `nobody`, and the group of both.
const DAEMON: u32 = 1;
const NOBODY: u32 = 65534;
const GROUP: u32 = 1;

#[test]
fn roles_hold_between_two_users_of_the_system() {
    if !geteuid().is_root() {
        writeln!(io::stdout(), "skipped: only the superuser can be somebody else").unwrap();
        return;
    }
    let home = worked();
    let program = home.path("program");
    fs::copy(env!("CARGO_BIN_EXE_shingi"), &program).unwrap();
    for (path, mode) in [
        (home.path("."), 0o755),
        (home.path("records"), 0o2775),
        (home.path("records/journal"), 0o3775),
    ] {
        chown(&path, None, Some(GROUP)).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    }
    let daemon = |words: &[&str]| as_user(&program, &home, DAEMON, words);
    let nobody = |words: &[&str]| as_user(&program, &home, NOBODY, words);
    daemon(&["link", "ア-オ", "事業承継・引継ぎ支援事業"]).fine();
    nobody(&["link", "ア-ア", "利子補給金"]).refused_with(1, "委員が書けるのは、既読と受け止め");
    nobody(&["unlink", "ア-オ", "事業承継・引継ぎ支援事業"]).refused_with(1, "委員が書けるのは");
    nobody(&["review", "ア-イ", "説明を求める", "--text", "どこですか"]).fine();
    daemon(&["read", "ア-イ"]).refused_with(1, "名簿で委員になっている人だけ");
    let own = home.path("records/journal/nobody.ron");
    assert_eq!(fs::metadata(&own).unwrap().uid(), NOBODY);
    let covered = |words: &[&str]| {
        let coverage = daemon(&[words, &["--format", "json"]].concat());
        let coverage: serde_json::Value = serde_json::from_str(&coverage.out).unwrap();
        coverage["covered"]["full"].clone()
    };
    assert_eq!(covered(&["coverage"]), 2);
    // What the member writes past the program does not count, and is named.
    let mut lines = fs::read_to_string(&own).unwrap();
    let by_hand = link("ア(ア)", "利子補給金", "stage:確定");
    lines.push_str(&line("nobody", 3, "2026-11-20", "", &by_hand));
    lines.push_str(&line("nobody", 4, "2026-11-20", "", "Retract(event:\"sato1\",way:Remove)"));
    fs::write(&own, lines).unwrap();
    assert_eq!(covered(&["coverage"]), 2);
    let check = daemon(&["check"]);
    assert_eq!(check.code, Some(1));
    let finding = "委員 `nobody` さんの日誌に、委員が書けない記録が 2件あります。";
    assert!(check.out.contains(finding), "{}", check.out);
}
