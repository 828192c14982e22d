//! Typing into a one-line field.

use tui_input::{Input, InputRequest};

use super::{Code, Key};

/// How many characters a field takes.
const LIMIT: usize = 200;

/// Lets a key edit the field. `false`: the key edits nothing.
pub fn edit(input: &mut Input, key: Key) -> bool {
    let request = match (key.code, key.ctrl) {
        (Code::Char(c), false) => {
            insert(input, c);
            return true;
        }
        (Code::Char('u'), true) => InputRequest::DeleteLine,
        (Code::Char('w'), true) => InputRequest::DeletePrevWord,
        (Code::Backspace, _) => InputRequest::DeletePrevChar,
        (Code::Delete, _) => InputRequest::DeleteNextChar,
        (Code::Left, _) => InputRequest::GoToPrevChar,
        (Code::Right, _) => InputRequest::GoToNextChar,
        (Code::Home, _) => InputRequest::GoToStart,
        (Code::End, _) => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request);
    true
}

/// Puts pasted text into the field: as text only, on one line.
pub fn paste(input: &mut Input, text: &str) {
    for c in text.trim_end_matches(['\r', '\n']).chars().take(LIMIT) {
        insert(input, if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    }
}

fn insert(input: &mut Input, c: char) {
    if !c.is_control() && input.value().chars().count() < LIMIT {
        input.handle(InputRequest::InsertChar(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paste_is_text_and_nothing_else() {
        let mut input = Input::default();
        paste(&mut input, "創業\t支援\u{1b}[201~q\r\n");
        assert_eq!(input.value(), "創業 支援[201~q");
        paste(&mut input, &"あ".repeat(10_000));
        assert_eq!(input.value().chars().count(), LIMIT);
    }

    #[test]
    fn keys_edit_japanese_text_a_character_at_a_time() {
        let mut input = Input::default();
        for c in "めんたー".chars() {
            edit(&mut input, Key::plain(Code::Char(c)));
        }
        edit(&mut input, Key::plain(Code::Left));
        edit(&mut input, Key::plain(Code::Backspace));
        assert_eq!(input.value(), "めんー");
        edit(&mut input, Key::ctrl('u'));
        assert_eq!(input.value(), "");
        assert!(!edit(&mut input, Key::plain(Code::F(2))));
    }
}
