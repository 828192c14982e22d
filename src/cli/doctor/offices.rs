//! Whether the folder is a repository that merges by itself with those of other offices.

use std::path::Path;

use super::{Finding, quoted};
use crate::shell::sync::{ATTRIBUTES, Setup, setup};

const SUBJECT: &str = "ほかの所との同期";

/// 同期: whether `shingi sync` would find what it needs.
pub(super) fn finding(folder: &Path) -> Finding {
    of(&setup(folder), folder)
}

fn of(setup: &Setup, folder: &Path) -> Finding {
    let path = quoted(folder);
    match setup {
        Setup::NoGit => Finding::good(
            SUBJECT,
            "していません（git が入っていません。一か所で使うなら要りません）",
        ),
        Setup::None => Finding::good(
            SUBJECT,
            "していません（git のリポジトリーではありません。一か所で使うなら要りません）",
        ),
        Setup::Part(whole) => Finding::good(
            SUBJECT,
            format!(
                "していません（別のリポジトリー {} の一部なので、shingi sync は使えません）",
                whole.display()
            ),
        ),
        Setup::Refused(why) => {
            let meaning = "shingi sync は使えません。記録はいつもどおり使えます。";
            Finding::caution(SUBJECT, "git が使うのを断りました", meaning, why)
        }
        Setup::Repository { unfinished: Some(what), .. } => Finding::caution(
            SUBJECT,
            format!("git で始めた{what}が、まだ終わっていません"),
            "終わるまで shingi sync は使えません。",
            format!("様子を見るには: git -C {path} status"),
        ),
        Setup::Repository { unites, untouched, .. } if !unites || !untouched => {
            let lines: Vec<_> = ATTRIBUTES.lines().map(|line| format!("'{line}'")).collect();
            let meaning = if *unites {
                "git が改行を書き換えることがあります。"
            } else {
                "git で手で取り込むと、日誌に競合の印が入ることがあります。shingi sync では入りません。"
            };
            let lines = lines.join(" ");
            let remedy = format!("printf '%s\\n' {lines} >> {path}/.gitattributes");
            Finding::caution(
                SUBJECT,
                ".gitattributes に、日誌と記録の行がありません",
                meaning,
                remedy,
            )
        }
        Setup::Repository { remote: None, .. } => Finding::caution(
            SUBJECT,
            "git のリポジトリーですが、送り先が決まっていません",
            "shingi sync は使えません。記録はいつもどおり使えます。",
            format!("git -C {path} remote add origin 置き場所"),
        ),
        Setup::Repository { remote: Some(remote), .. } => {
            Finding::good(SUBJECT, format!("できます（{remote}。日誌はひとりでにまとまります）"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Mark;

    #[test]
    fn what_is_not_needed_is_no_fault_and_what_is_half_done_is() {
        let repository = |remote: Option<&str>, unites, untouched, unfinished| Setup::Repository {
            remote: remote.map(str::to_owned),
            unites,
            untouched,
            unfinished,
        };
        for (setup, mark, said) in [
            (Setup::NoGit, Mark::Good, "入っていません"),
            (Setup::None, Mark::Good, "リポジトリーではありません"),
            (Setup::Part("/r".into()), Mark::Good, "別のリポジトリー /r の一部"),
            (Setup::Refused("持ち主".to_owned()), Mark::Caution, "断りました"),
            (repository(Some("origin の main"), true, true, None), Mark::Good, "origin の main"),
            (repository(None, true, true, None), Mark::Caution, "送り先が決まっていません"),
            (repository(Some("o"), false, true, None), Mark::Caution, ".gitattributes"),
            (repository(Some("o"), true, false, None), Mark::Caution, ".gitattributes"),
            (
                repository(Some("o"), true, true, Some("取り込み")),
                Mark::Caution,
                "終わっていません",
            ),
        ] {
            let found = of(&setup, Path::new("/r"));
            assert_eq!(found.mark, mark, "{setup:?}");
            assert!(found.found.contains(said), "{}", found.found);
        }
    }
}
