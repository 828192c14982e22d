//! Puts keys together again that came apart behind an Esc.
//!
//! A key such as F1 or an arrow is sent as Esc and some letters. Where Esc was pressed just before,
//! over a slow link both arrive in one read, and crossterm takes the two Esc for one key and what is
//! left of the other for letters: `Esc O P` would act as three keys.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// What was meant by events that arrived in the same instant.
pub fn mend(events: &[Event]) -> Vec<Event> {
    let mut mended = Vec::with_capacity(events.len());
    let mut rest = events;
    while let Some((first, behind)) = rest.split_first() {
        mended.push(first.clone());
        rest = behind;
        if is_escape(first)
            && let Some((event, used)) = key_behind_escape(behind)
        {
            mended.push(event);
            rest = behind.get(used..).unwrap_or_default();
        }
    }
    mended
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Esc, modifiers: KeyModifiers::NONE, .. }))
}

/// The key whose letters these events begin with, and how many they are. Its own Esc is gone.
fn key_behind_escape(events: &[Event]) -> Option<(Event, usize)> {
    let letter = |at: usize| events.get(at).and_then(letter);
    match letter(0)? {
        'O' => letter(1).and_then(by_letter).map(|code| (Event::Key(code.into()), 2)),
        '[' => match letter(1)? {
            // The console of Linux.
            '[' => match letter(2)? {
                last @ 'A'..='E' => Some((function(last, 'A'), 3)),
                _ => None,
            },
            _ => with_numbers(events),
        },
        _ => None,
    }
}

/// `[15~`, `[1;5C`, `[A`; and `[200~`, behind which comes what was pasted.
fn with_numbers(events: &[Event]) -> Option<(Event, usize)> {
    let letters = events.iter().skip(1).map_while(letter);
    let numbers: String = letters.take_while(|c| c.is_ascii_digit() || *c == ';').collect();
    let end = 1 + numbers.len();
    let last = letter(events.get(end)?)?;
    let (number, shift) = numbers.split_once(';').unwrap_or((&numbers, "1"));
    if last == '~' && numbers == "200" {
        let text = events.iter().skip(end + 1).filter_map(pasted).collect();
        return Some((Event::Paste(text), events.len()));
    }
    let code = match last {
        '~' => by_number(number.parse().ok()?)?,
        letter if number.is_empty() || number == "1" => by_letter(letter)?,
        _ => return None,
    };
    // 1 and a bit each for Shift, Alt, Ctrl.
    let ctrl = shift.parse::<u8>().ok()?.checked_sub(1)? & 4 != 0;
    let modifiers = if ctrl { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
    Some((Event::Key(KeyEvent::new(code, modifiers)), end + 1))
}

fn by_letter(letter: char) -> Option<KeyCode> {
    Some(match letter {
        'A' => KeyCode::Up,
        'B' => KeyCode::Down,
        'C' => KeyCode::Right,
        'D' => KeyCode::Left,
        'F' => KeyCode::End,
        'H' => KeyCode::Home,
        'M' => KeyCode::Enter,
        'P'..='S' => KeyCode::F(1 + letter as u8 - b'P'),
        'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

fn by_number(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=24 => KeyCode::F(number - 12),
        _ => return None,
    })
}

fn function(letter: char, first: char) -> Event {
    Event::Key(KeyCode::F(1 + letter as u8 - first as u8).into())
}

/// A letter as it arrives when it is typed alone.
fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. })
            if KeyModifiers::SHIFT.contains(*modifiers) =>
        {
            Some(*letter)
        }
        _ => None,
    }
}

/// What an event stands for in a text that was pasted.
fn pasted(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Enter, .. }) => Some('\n'),
        Event::Key(KeyEvent { code: KeyCode::Tab, .. }) => Some('\t'),
        event => letter(event),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Events as crossterm makes them of `^` for Esc and of letters.
    fn events(typed: &str) -> Vec<Event> {
        let event = |c: char| match c {
            '^' => KeyCode::Esc.into(),
            '\n' => KeyCode::Enter.into(),
            c if c.is_uppercase() => KeyEvent::new(KeyCode::Char(c), KeyModifiers::SHIFT),
            c => KeyCode::Char(c).into(),
        };
        typed.chars().map(|c| Event::Key(event(c))).collect()
    }

    #[test]
    fn a_key_behind_an_escape_is_put_together_again() {
        let esc = KeyCode::Esc;
        for (typed, meant) in [
            ("^OP", vec![esc, KeyCode::F(1)]),
            ("^OS", vec![esc, KeyCode::F(4)]),
            ("^OA", vec![esc, KeyCode::Up]),
            ("^[B", vec![esc, KeyCode::Down]),
            ("^[Z", vec![esc, KeyCode::BackTab]),
            ("^[11~", vec![esc, KeyCode::F(1)]),
            ("^[15~", vec![esc, KeyCode::F(5)]),
            ("^[17~", vec![esc, KeyCode::F(6)]),
            ("^[21~", vec![esc, KeyCode::F(10)]),
            ("^[24~", vec![esc, KeyCode::F(12)]),
            ("^[[B", vec![esc, KeyCode::F(2)]),
            ("^[3~", vec![esc, KeyCode::Delete]),
            ("^[6~", vec![esc, KeyCode::PageDown]),
            ("^[1~^[4~", vec![esc, KeyCode::Home, esc, KeyCode::End]),
            ("^[1;2P", vec![esc, KeyCode::F(1)]),
            ("x^OPy", vec![KeyCode::Char('x'), esc, KeyCode::F(1), KeyCode::Char('y')]),
            ("^^OB", vec![esc, esc, KeyCode::Down]),
        ] {
            let codes: Vec<_> = mend(&events(typed)).iter().map(code).collect();
            assert_eq!(codes, meant, "{typed}");
        }
        assert_eq!(
            mend(&events("^[1;5C"))[1],
            Event::Key(KeyEvent::new(KeyCode::Right, KeyModifiers::CONTROL))
        );
    }

    fn code(event: &Event) -> KeyCode {
        match event {
            Event::Key(event) => event.code,
            other => panic!("no key: {other:?}"),
        }
    }

    #[test]
    fn what_is_no_key_stays_as_it_was() {
        for typed in
            ["", "^", "^^", "^O", "^[", "^q", "^[x", "^[99~", "^[15", "^Oあ", "OP", "[A", "^[;~"]
        {
            assert_eq!(mend(&events(typed)), events(typed), "{typed}");
        }
        let resized = [events("^O"), vec![Event::Resize(80, 24)], events("P")].concat();
        assert_eq!(mend(&resized), resized);
    }

    #[test]
    fn a_paste_behind_an_escape_is_pasted_and_not_obeyed() {
        let pasted = Event::Paste("創業q\nx".to_owned());
        assert_eq!(mend(&events("^[200~創業q\nx")), [events("^"), vec![pasted]].concat());
    }
}
