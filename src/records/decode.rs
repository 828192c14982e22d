//! The bytes of a record file as text: UTF-8, without a byte order mark, lines ending in LF.

use crate::problem::{Place, Problem, Severity};

/// A text, and what was taken for granted to get it.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// お知らせ only.
    pub(super) problems: Vec<Problem>,
}

/// Reads the bytes of a file as text.
pub(super) fn decode(file: &str, bytes: Vec<u8>) -> Result<Decoded, Box<Problem>> {
    if let Some(encoding) = wide_encoding(&bytes) {
        let place = Place::file(file);
        return Err(Box::new(wrong_encoding(Some(encoding)).at(place)));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        Box::new(wrong_encoding(guess(bytes)).at(place_of_byte(file, bytes, valid)))
    })?;
    Ok(normalise(file, text))
}

/// Takes away the byte order mark and the CRs, and says so.
pub(super) fn normalise(file: &str, mut text: String) -> Decoded {
    let mut problems = Vec::new();
    let mut notice = |what: &str, remedy: &str| {
        let meaning = "読み込みには差し支えありません。";
        problems.push(Problem::new(Severity::Info, what, meaning, remedy).at(Place::file(file)));
    };
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
        notice(
            "ファイルの初めに見えない印（BOM）があります。",
            "そのままで構いません。「UTF-8（BOMなし）」で保存し直すと出なくなります。",
        );
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
        notice(
            "改行がWindowsなどの形（CR）です。",
            "そのままで構いません。改行を LF にして保存し直すと出なくなります。",
        );
    }
    Decoded { text, problems }
}

/// UTF-16 or UTF-32, by its byte order mark or by the zeros every other byte of it would hold.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some("UTF-16");
    }
    let head = &bytes[..bytes.len().min(512)];
    let zeros = head.split(|byte| *byte == 0).count() - 1;
    (head.len() >= 8 && zeros * 4 >= head.len()).then_some("UTF-16")
}

/// What bytes look like that are not UTF-8.
fn guess(bytes: &[u8]) -> Option<&'static str> {
    if only_pairs(bytes, |lead| (0xa1..=0xfe).contains(&lead), |trail| trail >= 0xa1) {
        return Some("EUC-JP");
    }
    let lead = |byte: u8| matches!(byte, 0x81..=0x9f | 0xe0..=0xfc);
    let trail = |byte: u8| matches!(byte, 0x40..=0x7e | 0x80..=0xfc);
    only_pairs(bytes, lead, trail).then_some("CP932")
}

/// Whether every byte above ASCII belongs to a pair, or is a halfwidth kana where no pair begins.
fn only_pairs(bytes: &[u8], lead: impl Fn(u8) -> bool, trail: impl Fn(u8) -> bool) -> bool {
    let mut rest = bytes.iter().copied();
    while let Some(byte) = rest.next() {
        let fits = if byte < 0x80 {
            true
        } else if lead(byte) {
            rest.next().is_some_and(&trail)
        } else {
            matches!(byte, 0xa1..=0xdf)
        };
        if !fits {
            return false;
        }
    }
    true
}

fn wrong_encoding(encoding: Option<&str>) -> Problem {
    let name = match encoding {
        Some("CP932") => "（Shift_JIS、つまり CP932 のようです）",
        Some("EUC-JP") => "（EUC-JP のようです）",
        Some(_) => "（UTF-16 のようです）",
        None => "",
    };
    let remedy = match encoding {
        Some(encoding) => format!(
            "編集ソフトで文字コードを「UTF-8」にして保存し直すか、次のように直してください: \
             iconv -f {encoding} -t UTF-8 元のファイル > 新しいファイル"
        ),
        None => "壊れていない控えに戻すか、編集ソフトで文字コードを「UTF-8」にして\
                 保存し直してください。"
            .to_owned(),
    };
    Problem::new(
        Severity::Error,
        format!("文字コードが UTF-8 ではありません{name}。"),
        "このファイルは読み込んでいません。ほかのファイルの記録は使えます。",
        remedy,
    )
}

/// The place of the first byte that is not UTF-8, with what can be read of its line.
fn place_of_byte(file: &str, bytes: &[u8], at: usize) -> Place {
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |f| at + f);
    let before = String::from_utf8_lossy(&bytes[start..at]);
    let line = String::from_utf8_lossy(&bytes[start..end]);
    Place {
        file: file.to_owned(),
        line: bytes[..at].split(|byte| *byte == b'\n').count(),
        column: before.chars().count() + 1,
        excerpt: line.trim_end_matches('\r').to_owned(),
        length: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(bytes: &[u8]) -> String {
        decode("f", bytes.to_vec()).unwrap_err().what
    }

    #[test]
    fn other_encodings_are_named() {
        // 「記録」 in each of them.
        for (bytes, name) in [
            (&b"\x8bL\x98^"[..], "CP932"),
            (b"\xb5\xad\xcf\xbf", "EUC-JP"),
            (b"\xff\xfe\x18\x8a\x32\x93", "UTF-16"),
            (b"P\0l\0a\0n\0(\0)\0", "UTF-16"),
        ] {
            assert!(what(bytes).contains(name), "{name}");
        }
        assert_eq!(what(b"a\xff\xfeb"), "文字コードが UTF-8 ではありません。");
    }

    #[test]
    fn the_first_wrong_byte_has_a_place() {
        let problem = decode("f", "一行\n記".bytes().chain(*b"\x8bL\nx").collect()).unwrap_err();
        let place = problem.place.unwrap();
        assert_eq!((place.line, place.column, place.excerpt.as_str()), (2, 2, "記\u{fffd}L"));
    }

    #[test]
    fn a_mark_and_carriage_returns_are_taken_away() {
        let decoded = decode("f", "\u{feff}一\r\n二\r三\n".as_bytes().to_vec()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.problems.len()), ("一\n二\n三\n", 2));
        assert!(decoded.problems.iter().all(|problem| problem.severity == Severity::Info));
    }
}
