//! Keys out of bytes, for what was typed before crossterm began to read.
//!
//! crossterm cannot be given bytes that somebody else has read. These few tenths of a second are
//! read here instead: the keys of the dashboard in the forms in which common terminals send them.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

use crate::shell::input::{Input, inputs as inputs_of};

const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";

/// What was typed. What is no key of ours is passed over.
pub(super) fn inputs(mut bytes: &[u8]) -> Vec<Input> {
    let mut found = Vec::new();
    while !bytes.is_empty() {
        let (event, length) = next(bytes);
        found.extend(event.map(inputs_of).into_iter().flatten());
        bytes = bytes.get(length.max(1)..).unwrap_or_default();
    }
    found
}

/// Whether a key ends with these bytes before all of it is there. A lone ESC is a key.
pub(super) fn is_cut_off(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while !rest.is_empty() {
        let is_letter = rest[0] >= 0x80;
        let (event, length) = next(rest);
        if length > rest.len() || (is_letter && event.is_none() && rest.len() < 4) {
            return true;
        }
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    false
}

/// The first event, and how many bytes it takes: more than there are, where it is cut off.
fn next(bytes: &[u8]) -> (Option<Event>, usize) {
    if let Some(rest) = bytes.strip_prefix(PASTE) {
        let end = rest.windows(PASTED.len()).position(|window| window == PASTED);
        let text = String::from_utf8_lossy(&rest[..end.unwrap_or(rest.len())]).into_owned();
        let length = end.map_or(bytes.len() + 1, |end| PASTE.len() + end + PASTED.len());
        return (Some(Event::Paste(text)), length);
    }
    match bytes {
        [0x1b, b'[', rest @ ..] => {
            let length = rest.iter().position(|byte| (0x40..=0x7e).contains(byte));
            let Some(length) = length else { return (None, bytes.len() + 1) };
            (sequence(&rest[..length], rest[length]), length + 3)
        }
        [0x1b, b'O', letter, ..] => (sequence(b"", *letter), 3),
        [0x1b, b'O'] => (None, 3),
        [0x1b, ..] => (Some(plain(KeyCode::Esc)), 1),
        [b'\r' | b'\n', ..] => (Some(plain(KeyCode::Enter)), 1),
        [b'\t', ..] => (Some(plain(KeyCode::Tab)), 1),
        [0x7f, ..] => (Some(plain(KeyCode::Backspace)), 1),
        [control @ 1..=0x1a, ..] => {
            let letter = KeyCode::Char(char::from(b'a' + control - 1));
            (Some(Event::Key(KeyEvent::new(letter, KeyModifiers::CONTROL))), 1)
        }
        _ => letter(bytes),
    }
}

fn letter(bytes: &[u8]) -> (Option<Event>, usize) {
    let length = match bytes[0] {
        0xf0..=0xf4 => 4,
        0xe0..=0xef => 3,
        0xc0..=0xdf => 2,
        _ => 1,
    };
    let text = bytes.get(..length).and_then(|bytes| str::from_utf8(bytes).ok());
    let letter = text.and_then(|text| text.chars().next()).filter(|c| !c.is_control());
    (letter.map(|c| plain(KeyCode::Char(c))), length)
}

fn plain(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// The key of `ESC [ numbers last` or of `ESC O last`. A second number says what is held down.
fn sequence(numbers: &[u8], last: u8) -> Option<Event> {
    let mut numbers = str::from_utf8(numbers).ok()?.split(';').map(|number| number.parse().ok());
    let number: Option<u8> = numbers.next().flatten();
    let held = numbers.next().flatten().unwrap_or(1_u8).saturating_sub(1);
    let code = match (last, number) {
        (b'A', _) => KeyCode::Up,
        (b'B', _) => KeyCode::Down,
        (b'C', _) => KeyCode::Right,
        (b'D', _) => KeyCode::Left,
        (b'H', _) | (b'~', Some(1 | 7)) => KeyCode::Home,
        (b'F', _) | (b'~', Some(4 | 8)) => KeyCode::End,
        (b'Z', _) => KeyCode::BackTab,
        (b'P'..=b'S', _) => KeyCode::F(last - b'P' + 1),
        (b'~', Some(3)) => KeyCode::Delete,
        (b'~', Some(5)) => KeyCode::PageUp,
        (b'~', Some(6)) => KeyCode::PageDown,
        (b'~', Some(number @ 11..=15)) => KeyCode::F(number - 10),
        (b'~', Some(number @ 17..=21)) => KeyCode::F(number - 11),
        _ => return None,
    };
    let held = [(4, KeyModifiers::CONTROL), (2, KeyModifiers::ALT), (1, KeyModifiers::SHIFT)]
        .into_iter()
        .filter(|(bit, _)| held & bit != 0)
        .fold(KeyModifiers::NONE, |all, (_, key)| all | key);
    Some(Event::Key(KeyEvent::new(code, held)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Code, Key};

    #[test]
    fn what_was_typed_before_the_first_frame_is_typed() {
        let key = |code| Input::Key(Key::plain(code));
        for (bytes, typed) in [
            ("2/創", vec![Code::Char('2'), Code::Char('/'), Code::Char('創')]),
            ("\r\t\x7f\x1b[Z", vec![Code::Enter, Code::Tab, Code::Backspace, Code::BackTab]),
            ("\x1b[A\x1bOB\x1b[C\x1bOD", vec![Code::Up, Code::Down, Code::Right, Code::Left]),
            ("\x1b[H\x1b[1~\x1b[4~\x1bOF", vec![Code::Home, Code::Home, Code::End, Code::End]),
            ("\x1b[5~\x1b[6~\x1b[3~", vec![Code::PageUp, Code::PageDown, Code::Delete]),
            ("\x1bOP\x1b[12~\x1b[15~\x1b[17~\x1b[21~", [1, 2, 5, 6, 10].map(Code::F).to_vec()),
            ("\x1b", vec![Code::Esc]),
            ("\x1bq", vec![Code::Esc, Code::Char('q')]),
            ("\x1b[99;99Xq\x1b[?1;2cq", vec![Code::Char('q'), Code::Char('q')]),
            ("\u{9b}a\0b", vec![Code::Char('a'), Code::Char('b')]),
        ] {
            let typed: Vec<_> = typed.into_iter().map(key).collect();
            assert_eq!(inputs(bytes.as_bytes()), typed, "{bytes:?}");
            assert!(!is_cut_off(bytes.as_bytes()), "{bytes:?}");
        }
        assert_eq!(inputs(b"\x06\x03"), [Key::ctrl('f'), Key::ctrl('c')].map(Input::Key));
        let right = Key { code: Code::Right, ctrl: true };
        assert_eq!(inputs(b"\x1b[1;5C"), [Input::Key(right)]);
        assert_eq!(inputs(b"\xff\xffa"), [key(Code::Char('a'))]);
        let pasted = Input::Paste("一\n二".to_owned());
        let q = key(Code::Char('q'));
        assert_eq!(inputs("\x1b[200~一\r\n二\x1b[201~q".as_bytes()), [pasted, q]);
    }

    #[test]
    fn a_key_of_which_only_the_first_bytes_came_is_waited_for() {
        for keys in ["\x1b[12~", "\x1bOP", "創", "\u{20bb7}", "\x1b[200~一\x1b[201~"] {
            let keys = keys.as_bytes();
            for end in 1..keys.len() {
                // ESC by itself is a key, and nobody knows whether there is more to come.
                assert_eq!(is_cut_off(&keys[..end]), &keys[..end] != b"\x1b", "{:?}", &keys[..end]);
            }
        }
    }
}
