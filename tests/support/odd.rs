//! Words that a file of another program could trip over.

use proptest::prelude::*;

/// Text with everything in it that a writer could trip over.
pub fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[あ-んア-ン一-龠]{1,8}",
        "[ -~]{1,8}",
        Just("\u{0}\u{1b}\u{ffff}\u{202e}".to_owned()),
        Just("=1+1".to_owned()),
        Just("＝1".to_owned()),
        Just("_x000D_".to_owned()),
        Just("\"\",\r\n'".to_owned()),
        Just("　前後　".to_owned()),
        Just("𠮷葛\u{e0100}".to_owned()),
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}
