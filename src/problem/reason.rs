//! Why the system refused, in words a user knows: the one place where its errors become Japanese.

use std::{
    borrow::Cow,
    io::{Error, ErrorKind},
};

/// Errors that [`ErrorKind`] has no stable name for, by the number the system gives them.
const NUMBERED: &[(i32, &str)] = &[
    (5, "ディスクの読み書きに失敗しました"),
    (6, "開けない種類のファイルです"),
    (19, "装置が見つかりません"),
    (23, "開いているファイルが多すぎます"),
    (24, "開いているファイルが多すぎます"),
    (40, "リンクです"),
    (121, "ネットワーク先の読み書きに失敗しました"),
];

/// Why the system refused, without a full stop, to stand in brackets.
#[must_use]
pub fn reason(error: &Error) -> Cow<'static, str> {
    Cow::Borrowed(match error.kind() {
        ErrorKind::NotFound => "見つかりません",
        ErrorKind::PermissionDenied => "権限がありません",
        ErrorKind::AlreadyExists => "すでにあります",
        ErrorKind::StorageFull => "ディスクの空きがありません",
        ErrorKind::QuotaExceeded => "使える容量の上限に達しました",
        ErrorKind::FileTooLarge => "ファイルの大きさの上限に達しました",
        ErrorKind::ReadOnlyFilesystem => "書き込めない場所です",
        ErrorKind::NotADirectory => "フォルダーではありません",
        ErrorKind::IsADirectory => "ファイルではなくフォルダーです",
        ErrorKind::DirectoryNotEmpty => "フォルダーが空ではありません",
        ErrorKind::InvalidFilename => "使えない名前か、長すぎる名前です",
        ErrorKind::InvalidData => "UTF-8 の文字ではありません",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "ほかのソフトが使っています",
        ErrorKind::StaleNetworkFileHandle => "共有フォルダーとのつながりが切れました",
        ErrorKind::TimedOut => "待っても返事がありません",
        ErrorKind::OutOfMemory => "メモリーが足りません",
        ErrorKind::TooManyLinks => "リンクが多すぎます",
        ErrorKind::BrokenPipe => "読み手がいません",
        _ => return unnamed(error),
    })
}

fn unnamed(error: &Error) -> Cow<'static, str> {
    let Some(number) = error.raw_os_error() else {
        // Ours is Japanese; whatever else has no number is some library's English.
        let text = error.to_string();
        return if text.is_ascii() { "原因が分かりません".into() } else { text.into() };
    };
    match NUMBERED.iter().find(|(known, _)| *known == number) {
        Some((_, words)) => Cow::Borrowed(words),
        None => format!("システムのエラー {number} 番").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_the_system_says_is_said_in_japanese() {
        for number in 1..=133 {
            let words = reason(&Error::from_raw_os_error(number));
            let english = |c: char| c.is_ascii_alphabetic();
            assert!(!words.replace("UTF-8", "").contains(english), "{number}: {words}");
        }
        assert_eq!(
            reason(&Error::other("その間に書き換えられました")),
            "その間に書き換えられました"
        );
        assert_eq!(reason(&Error::other("unexpected")), "原因が分かりません");
        assert_eq!(reason(&Error::from_raw_os_error(28)), "ディスクの空きがありません");
    }
}
