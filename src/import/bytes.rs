//! The bytes of a file from elsewhere as text: UTF-8 with or without a byte order mark, `Shift_JIS`,
//! UTF-16.

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8};

/// 文字コード. What a text was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, its lines ending in LF.
    pub text: String,
    /// The name of the encoding as people know it.
    pub encoding: &'static str,
}

/// Reads bytes as text.
///
/// UTF-8 is tried before `Shift_JIS`: hardly any text is both, and what is both is ASCII.
///
/// # Errors
///
/// A sentence on why the bytes are no text.
pub fn text(bytes: &[u8]) -> Result<Text, &'static str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(found, _)| *found != UTF_8) {
        return decoded(bytes, encoding, "UTF-16");
    }
    if bytes.contains(&0) {
        return Err("文字だけのファイルではありません。");
    }
    decoded(bytes, UTF_8, "UTF-8")
        .or_else(|_| decoded(bytes, SHIFT_JIS, "Shift_JIS"))
        .map_err(|_| "文字コードが UTF-8 でも Shift_JIS でもありません。")
}

fn decoded(
    bytes: &[u8],
    encoding: &'static Encoding,
    name: &'static str,
) -> Result<Text, &'static str> {
    let (text, _, damaged) = encoding.decode(bytes);
    if damaged {
        return Err("読めない文字があります。");
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Ok(Text { text, encoding: name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_whatever_an_office_saves_it() {
        let (sjis, ..) = SHIFT_JIS.encode("意見,①\r\n高﨑\r\n");
        let utf16: Vec<u8> =
            "\u{feff}意見,①\n高﨑\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, encoding) in [
            ("意見,①\n高﨑\n".as_bytes(), "UTF-8"),
            ("\u{feff}意見,①\r高﨑\r\n".as_bytes(), "UTF-8"),
            (&sjis, "Shift_JIS"),
            (&utf16, "UTF-16"),
        ] {
            let text = "意見,①\n高﨑\n".to_owned();
            assert_eq!(super::text(bytes), Ok(Text { text, encoding }));
        }
        assert_eq!(text(b"").map(|read| read.text), Ok(String::new()));
        for bytes in [&b"\xb5\xff\xfd"[..], b"%PDF\0\x01", b"PK\x03\x04\0\0"] {
            assert!(text(bytes).is_err(), "{bytes:?}");
        }
    }
}
