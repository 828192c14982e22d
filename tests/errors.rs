//! Every message about a record file, word for word.
//!
//! A folder of `tests/errors/` holds the files that are wrong and `expected.txt`: all that is said
//! about them, and what could be read all the same. `UPDATE_EXPECTED=1` rewrites it.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use shingi::{
    problem::Severity,
    records::{Audit, Loaded, Records, audit, load},
};

/// What a user is told about a folder, with the folder's own name left out.
fn report(folder: &Path) -> String {
    let Loaded { records, problems } = about_records(load(folder));
    let mut report = String::new();
    // What could not be read is missing in every sum: that is no second mistake.
    let whole = problems.iter().all(|problem| problem.severity != Severity::Error);
    let Audit { open, acknowledged } = if whole { audit(&records) } else { Audit::default() };
    for problem in problems.iter().chain(&open).chain(&acknowledged) {
        writeln!(report, "{problem}\n").unwrap();
    }
    report.push_str(&holdings(&records));
    let folder = format!("{}/", folder.display());
    report.replace(&folder, "").replace(folder.trim_end_matches('/'), "(フォルダー)")
}

/// The cases are about record files; none has the text of its source beside it.
fn about_records(loaded: Loaded) -> Loaded {
    let Loaded { records, mut problems } = loaded;
    problems.retain(|problem| !problem.what.starts_with("原文のファイル"));
    Loaded { records, problems }
}

fn holdings(records: &Records) -> String {
    let mut text = String::from("読み込んだもの\n");
    let mut line = |word: &str, ids: Vec<String>| {
        if !ids.is_empty() {
            writeln!(text, "  {word}: {}", ids.join("、")).unwrap();
        }
    };
    line("出典", records.sources.iter().map(|source| source.id.to_string()).collect());
    line("計画", records.plans.iter().map(|plan| plan.id.clone()).collect());
    line("施策", records.areas().map(|area| area.id.to_string()).collect());
    line("会議", records.sessions.iter().map(|session| session.id.to_string()).collect());
    line("意見", records.opinions.iter().map(|opinion| opinion.id.to_string()).collect());
    let entry = |entry: &shingi::domain::Entry| {
        format!("{} ({} {})", entry.name(), entry.listed.area, entry.listed.mark())
    };
    line("事業", records.programs.iter().flat_map(|p| p.entries.iter().map(entry)).collect());
    line("表", {
        let tables = records.procurement.iter().flat_map(|procurement| &procurement.tables);
        tables.map(|table| table.scope.clone()).collect()
    });
    line("記述", records.claims.iter().map(|claim| claim.text.clone()).collect());
    line("指標", records.indicators.iter().map(|indicator| indicator.id.to_string()).collect());
    line("系譜", {
        let ids = |ids: &[shingi::domain::ProgramId]| {
            ids.iter().map(shingi::domain::ProgramId::name).collect::<Vec<_>>().join("＋")
        };
        let succession = |s: &shingi::domain::Succession| {
            format!("{:?} {} → {}", s.kind, ids(&s.from), ids(&s.to))
        };
        records.successions.iter().map(succession).collect()
    });
    line("対応", {
        let ties = records.correspondences.iter();
        ties.map(|tie| format!("{} ⇔ {}", tie.one, tie.other)).collect()
    });
    line("確認済み", records.acknowledged.iter().map(|it| it.note.clone()).collect());
    line("保存した検索", records.views.iter().map(|view| view.name.clone()).collect());
    text
}

fn cases() -> Vec<PathBuf> {
    let folders = fs::read_dir("tests/errors").unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

#[test]
fn every_message_is_as_it_was_agreed() {
    let mut wrong = Vec::new();
    for case in cases() {
        let expected = case.join("expected.txt");
        let report = report(&case);
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &report).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != report {
            wrong.push(format!("{}\n{report}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(unix)]
mod odd_files {
    //! What no repository can hold: pipes, links, huge and unreadable files, odd names.

    use std::os::unix::{ffi::OsStrExt, fs::symlink, net::UnixListener};

    use tempfile::TempDir;

    use super::*;

    const SOURCE: &str =
        r#"Source(id: "s", title: "t", issuer: "市", fiscal_year: "R7", file: "f", purpose: "p")"#;

    /// A folder with one good record in it, beside which something odd is put.
    fn folder() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("good.ron"), SOURCE).unwrap();
        folder
    }

    /// (severity, file, what) of every problem; the good record must have been read.
    #[track_caller]
    fn problems(folder: &Path) -> Vec<String> {
        let Loaded { records, problems } = about_records(load(folder));
        assert_eq!(records.sources.len(), 1, "{problems:?}");
        let line = |problem: &shingi::problem::Problem| {
            let text = problem.to_string();
            let text = text.replace(&format!("{}/", folder.display()), "");
            text.lines().next().unwrap_or_default().to_owned()
        };
        problems.iter().map(line).collect()
    }

    #[test]
    fn a_pipe_a_socket_a_folder_and_a_link_are_not_read_and_nothing_hangs() {
        let folder = folder();
        let at = |name: &str| folder.path().join(name);
        rustix::fs::mknodat(
            rustix::fs::CWD,
            at("pipe.ron"),
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::from_raw_mode(0o600),
            0,
        )
        .unwrap();
        let _socket = UnixListener::bind(at("socket.ron")).unwrap();
        fs::create_dir(at("folder.ron")).unwrap();
        symlink("/etc/passwd", at("link.ron")).unwrap();
        symlink("/dev/zero", at("zero.ron")).unwrap();
        symlink("nowhere", at("dangling.ron")).unwrap();
        let what = |name: &str, word: &str| {
            format!("{name}: 誤り: 普通のファイルではありません（{word}です）。")
        };
        assert_eq!(
            problems(folder.path()),
            [
                what("dangling.ron", "リンク"),
                what("folder.ron", "フォルダー"),
                what("link.ron", "リンク"),
                what("pipe.ron", "パイプや装置など"),
                what("socket.ron", "パイプや装置など"),
                what("zero.ron", "リンク"),
            ]
        );
    }

    #[test]
    fn a_file_above_the_limit_is_not_read_and_one_at_the_limit_is() {
        let folder = folder();
        let limit = 16 * 1024 * 1024;
        let file = fs::File::create(folder.path().join("huge.ron")).unwrap();
        file.set_len(limit + 1).unwrap();
        let comment = format!("//{}", " ".repeat(usize::try_from(limit).unwrap() - 2));
        fs::write(folder.path().join("large.ron"), comment).unwrap();
        assert_eq!(
            problems(folder.path()),
            [
                "huge.ron: 誤り: ファイルが大きすぎます（17 MiB、上限は16 MiB）。",
                "large.ron: 注意: 記録が0件のファイルです。",
            ]
        );
    }

    #[test]
    fn the_folder_itself_may_be_a_link_but_folders_in_it_are_not_followed() {
        let folder = folder();
        let links = tempfile::tempdir().unwrap();
        let link = links.path().join("records");
        symlink(folder.path(), &link).unwrap();
        symlink(folder.path(), folder.path().join("again")).unwrap();
        assert_eq!(load(&link).records.sources.len(), 1);
        assert_eq!(problems(&link), Vec::<String>::new());
    }

    #[test]
    fn a_name_that_a_terminal_would_obey_is_shown_harmless() {
        let folder = folder();
        for name in [&b"\x1b[31m.ron"[..], b"a\nb.ron", b"\xff.ron"] {
            fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "(").unwrap();
        }
        let problems = problems(folder.path());
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems.iter().all(|line| !line.contains('\x1b')), "{problems:?}");
        assert!(problems.iter().any(|line| line.starts_with("␛[31m.ron:1:1: ")), "{problems:?}");
        assert!(problems.iter().any(|line| line.starts_with("a b.ron:1:1: ")), "{problems:?}");
    }

    #[test]
    fn what_may_not_be_read_is_named_and_the_rest_is_read() {
        use std::os::unix::fs::PermissionsExt;
        // The superuser may read everything.
        if rustix::process::geteuid().is_root() {
            return;
        }
        let folder = folder();
        let shut = |path: PathBuf| {
            fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
        };
        fs::write(folder.path().join("shut.ron"), SOURCE).unwrap();
        fs::create_dir(folder.path().join("inner")).unwrap();
        shut(folder.path().join("shut.ron"));
        shut(folder.path().join("inner"));
        let problems = problems(folder.path());
        let reopen = fs::Permissions::from_mode(0o700);
        fs::set_permissions(folder.path().join("inner"), reopen).unwrap();
        assert_eq!(
            problems,
            [
                "inner: 誤り: フォルダーを開けません（権限がありません）。",
                "shut.ron: 誤り: ファイルを開けません（権限がありません）。",
            ]
        );
    }

    #[test]
    fn a_folder_that_is_not_there_or_holds_nothing_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let what = |path: &Path| {
            load(path).problems.iter().map(|problem| problem.what.clone()).collect::<Vec<_>>()
        };
        assert_eq!(what(folder.path()), ["このフォルダーには記録のファイルがありません。"]);
        assert_eq!(
            what(&folder.path().join("none")),
            ["フォルダーを開けません（見つかりません）。"]
        );
        fs::write(folder.path().join("file"), "").unwrap();
        assert_eq!(
            what(&folder.path().join("file")),
            ["フォルダーを開けません（フォルダーではありません）。"]
        );
    }

    #[test]
    fn of_too_many_files_the_first_are_read() {
        let folder = folder();
        for number in 0..10_000 {
            fs::File::create(folder.path().join(format!("x{number:05}.ron"))).unwrap();
        }
        let problems = problems(folder.path());
        assert_eq!(problems.len(), 10_000);
        assert_eq!(
            problems[0],
            format!("{}: 注意: 記録のファイルが多すぎます（10001個）。", folder.path().display())
        );
    }

    #[test]
    fn deep_nesting_and_a_million_comments_are_taken_calmly() {
        let folder = folder();
        let depth = 1_000_000;
        for (name, text) in [
            ("deep.ron", format!("Programs{}", "(".repeat(depth))),
            ("lists.ron", format!("{}{}", "[".repeat(depth), "]".repeat(depth))),
            ("comments.ron", format!("{}{}", "/*".repeat(depth), "*/".repeat(depth))),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let problems = problems(folder.path());
        assert_eq!(problems[0], "comments.ron: 注意: 記録が0件のファイルです。");
        assert_eq!(problems.len(), 3, "{problems:?}");
    }
}
