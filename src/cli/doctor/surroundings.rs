//! What the record stands on: free space, file system, locks, clock.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp, Zoned};

use super::Finding;
use crate::{
    domain::Person,
    journal::{Folder, Journal},
    problem::reason,
    shell::site::{self, Ground, Kind, Lock},
};

/// Less is worth a word.
const FEW_BYTES: u64 = 100 * MIB;
const FEW_FILES: u64 = 1_000;
const MIB: u64 = 1024 * 1024;

/// How far a clock may be behind before it is worth a word.
const BEHIND: SignedDuration = SignedDuration::from_mins(5);

/// The years a clock can be right in.
const YEARS: std::ops::RangeInclusive<i16> = 2025..=2100;

/// 空き容量.
pub(super) fn room(path: &Path) -> Finding {
    let subject = "空き容量";
    let room = match site::room(path) {
        Ok(room) => room,
        Err(error) => {
            let found = format!("調べられません（{}）", reason(&error));
            let meaning = "足りているかどうかは分かりません。";
            return Finding::caution(subject, found, meaning, "管理者に相談してください。");
        }
    };
    let files = room.files.map_or_else(String::new, |files| format!("、ファイルあと {files} 個"));
    let found = format!("{}{files}", size(room.bytes));
    let remedy = "不要なファイルを消して空きを作ってください。";
    let meaning = "まもなく保存できなくなります。これまでの記録はそのままです。";
    match (room.bytes, room.files) {
        (0, _) | (_, Some(0)) => {
            let meaning = "いまは保存できません。これまでの記録はそのままです。";
            Finding::wrong(subject, found, meaning, remedy)
        }
        (bytes, _) if bytes < FEW_BYTES => Finding::caution(subject, found, meaning, remedy),
        (_, Some(files)) if files < FEW_FILES => Finding::caution(subject, found, meaning, remedy),
        _ => Finding::good(subject, found),
    }
}

fn size(bytes: u64) -> String {
    match bytes / MIB {
        mib @ 10_240.. => format!("{} GiB", mib / 1024),
        mib => format!("{mib} MiB"),
    }
}

/// ファイルシステム.
pub(super) fn ground(path: &Path) -> Option<Finding> {
    let subject = "ファイルシステム";
    let ground = match site::ground(path) {
        Ok(ground) => ground?,
        Err(error) => {
            let found = format!("調べられません（{}）", reason(&error));
            let meaning = "どこまで確かに保存できるか分かりません。";
            return Some(Finding::caution(subject, found, meaning, "管理者に相談してください。"));
        }
    };
    let apart = "ロックが効かないときは、人とコンピューターごとに別のファイルに分けて書きます。\
                 記録は失われません。";
    let remedy = "下の「ロック」が良ければ、このままで構いません。心配なら、サーバーの中に\
                  記録を置き、SSH で入って使ってください。";
    Some(match ground {
        Ground::Disk(name) => Finding::good(subject, name),
        Ground::Memory(name) => {
            Finding::good(subject, format!("{name}（電源を切ると消える場所です。試すときだけに）"))
        }
        Ground::Network(name) => {
            let found = format!("{name}（ほかのコンピューターのディスク）");
            let meaning = format!("ロックが効くかどうかは、相手の設定しだいです。{apart}");
            Finding::caution(subject, found, meaning, remedy)
        }
        Ground::Served => {
            let found = "FUSE（sshfs など、ソフトが見せているフォルダー）";
            let meaning = format!("ロックや権限は、ほかの人に伝わらないことがあります。{apart}");
            Finding::caution(subject, found, meaning, remedy)
        }
        Ground::Lawless(name) => {
            let meaning =
                "持ち主と権限を区別できません。だれでも、ほかの人の日誌を書き換えられます。";
            let remedy = "ext4 などのディスクに移してください。";
            Finding::caution(subject, name, meaning, remedy)
        }
        Ground::Unnamed(number) => {
            Finding::good(subject, format!("番号 {number:#x}（このソフトが名前を知らない種類）"))
        }
    })
}

/// ロック: one's own journal is tried; where there is none yet, a folder.
pub(super) fn lock(journal: &Folder, folder: &Path, person: &Person) -> Finding {
    let subject = "ロック";
    let own = journal.path().join(format!("{person}.ron"));
    if site::at(&own).is_ok_and(|entry| entry.kind == Kind::File) {
        return match site::lock(&own) {
            Lock::Had => Finding::good(subject, "自分の日誌をロックできます"),
            Lock::Busy => {
                Finding::good(subject, "効いています（いま、自分の別の画面が保存中です）")
            }
            Lock::Refused(why) => {
                let meaning = "保存のたびに、別のファイルに分けて書きます。記録は失われません。";
                let remedy = "ファイルシステムの設定を、管理者に確かめてください。";
                Finding::caution(subject, format!("かけられません（{why}）"), meaning, remedy)
            }
        };
    }
    let (tried, name) = if site::led_to(journal.path()).is_ok() {
        (journal.path(), "日誌のフォルダー")
    } else {
        (folder, "記録のフォルダー")
    };
    Finding::good(
        subject,
        match site::lock(tried) {
            Lock::Had | Lock::Busy => {
                format!("自分の日誌はまだなく、{name}で試しました。効いています")
            }
            Lock::Refused(_) => "自分の日誌がまだないので、試せません".to_owned(),
        },
    )
}

/// Something that was written, and when.
pub(super) struct Written {
    at: Timestamp,
    what: String,
}

/// What was written last: an event, a journal file or a file of the record.
pub(super) fn newest(journal: &Folder, said: &Journal, files: &[PathBuf]) -> Option<Written> {
    let events =
        said.events.iter().map(|event| Written {
            at: event.at.instant,
            what: format!("{} さんの操作", event.by),
        });
    let names = journal.journals().unwrap_or_default();
    let journals = names.into_iter().map(|(name, _)| journal.path().join(name));
    let files = journals.chain(files.iter().cloned()).filter_map(|path| {
        let at = site::at(&path).ok()?.changed?;
        Some(Written { at, what: path.display().to_string() })
    });
    events.chain(files).max_by_key(|written| written.at)
}

/// 時計: against what was written last.
pub(super) fn clock(now: &Zoned, newest: Option<Written>) -> Finding {
    let subject = "時計";
    let zone = now.time_zone().iana_name().map_or_else(String::new, |name| format!("（{name}）"));
    let shown = now.strftime("%Y-%m-%d %H:%M:%S %:z");
    let found = format!("{shown}{zone}");
    let remedy = "時計を確かめてください: timedatectl";
    if !YEARS.contains(&now.year()) {
        let meaning = "年が違うようです。操作の日時が、正しく残りません。";
        return Finding::wrong(subject, found, meaning, remedy);
    }
    let ahead = newest.filter(|written| written.at.duration_since(now.timestamp()) > BEHIND);
    match ahead {
        None => Finding::good(subject, found),
        Some(Written { at, what }) => {
            let at = at.to_zoned(now.time_zone().clone());
            let meaning = format!(
                "{what}の日時（{}）が、いまより先です。この時計が遅れているか、書いたときの時計が\
                 進んでいました。履歴に並ぶ順がずれることがあります。",
                at.strftime("%Y-%m-%d %H:%M")
            );
            Finding::caution(subject, found, meaning, remedy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Mark;

    fn at(text: &str) -> Zoned {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_is_held_against_what_was_written_last() {
        let now = at("2026-11-21T10:00:00+09:00[Asia/Tokyo]");
        for (written, mark) in [
            ("2026-11-21T09:00:00+09:00[Asia/Tokyo]", Mark::Good),
            ("2026-11-21T10:05:00+09:00[Asia/Tokyo]", Mark::Good),
            ("2026-11-21T10:05:01+09:00[Asia/Tokyo]", Mark::Caution),
        ] {
            let newest =
                Written { at: at(written).timestamp(), what: "sato さんの操作".to_owned() };
            assert_eq!(clock(&now, Some(newest)).mark, mark, "{written}");
        }
        for (now, mark) in [
            ("2026-11-21T10:00:00+09:00[Asia/Tokyo]", Mark::Good),
            ("1970-01-01T09:00:00+09:00[Asia/Tokyo]", Mark::Wrong),
            ("2150-01-01T09:00:00+09:00[Asia/Tokyo]", Mark::Wrong),
        ] {
            assert_eq!(clock(&at(now), None).mark, mark, "{now}");
        }
        assert_eq!(clock(&now, None).found, "2026-11-21 10:00:00 +09:00（Asia/Tokyo）");
    }
}
