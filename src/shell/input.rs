//! Reads keyboard and mouse: the only place where a terminal's event becomes one of ours.

mod mend;

use std::{io, sync::mpsc::Sender, time::Duration};

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
    poll, read,
};

use self::mend::mend;
use super::{Ending, spawn};
use crate::app::{Code, Key, Pointing};

/// What arrives within this arrives together: far less than lies between two presses. With no time
/// at all crossterm does not even say what it has read already.
const INSTANT: Duration = Duration::from_millis(5);

/// So many events at most are looked at together.
const MOST: usize = 10_000;

/// 入力. What reaches the loop from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key.
    Key(Key),
    /// The mouse, and the column and row it points at, from 0.
    Pointer(Pointing, u16, u16),
    /// 貼り付け. Pasted text; its line ends are `\n`, everything else is as it came.
    Paste(String),
    /// The terminal has, or had for a moment, another size: make a new screen and draw.
    Resize,
    /// 中断の求め. SIGTSTP from outside: call [`Guard::suspend`](super::Guard::suspend).
    Suspend,
    /// 再開. The process runs again after a stop: call [`Guard::resume`](super::Guard::resume),
    /// make a new screen and draw.
    Resume,
    /// 終了の求め. Save what must be saved, then [`leave`](super::leave()) with its code. Whoever
    /// dawdles is ended.
    End(Ending),
}

/// Starts the one thread that reads the terminal.
///
/// # Errors
///
/// When the system refuses the thread, or the terminal cannot be read.
pub fn listen<T: From<Input> + Send + 'static>(events: Sender<T>) -> io::Result<()> {
    // Makes crossterm watch the size from here on: one that changes after the first frame is drawn
    // must not pass unseen because the thread was slow to start.
    poll(Duration::ZERO)?;
    spawn("input", move || {
        while let Ok(read) = read_all() {
            for input in mend(&read).into_iter().flat_map(inputs) {
                if events.send(input.into()).is_err() {
                    return;
                }
            }
        }
        let _ = events.send(Input::End(Ending::Hangup).into());
    })
}

/// The next event, and behind an Esc whatever arrived with it.
fn read_all() -> io::Result<Vec<Event>> {
    let mut events = vec![read()?];
    while events.first() == Some(&Event::Key(KeyCode::Esc.into()))
        && events.len() < MOST
        && poll(INSTANT)?
    {
        events.push(read()?);
    }
    Ok(events)
}

/// What one event of the terminal means.
pub(super) fn inputs(event: Event) -> Vec<Input> {
    match event {
        Event::Key(event) => keys(event).into_iter().map(Input::Key).collect(),
        Event::Paste(text) => vec![Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))],
        Event::Resize(..) => vec![Input::Resize],
        Event::Mouse(event) => pointer(event).into_iter().collect(),
        Event::FocusGained | Event::FocusLost => Vec::new(),
    }
}

/// What a press of the left button or the wheel means. With Shift, the terminal's own selection is
/// meant; terminals that send it nevertheless are not obeyed.
fn pointer(event: MouseEvent) -> Option<Input> {
    let by = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Pointing::Press,
        MouseEventKind::ScrollUp => Pointing::WheelUp,
        MouseEventKind::ScrollDown => Pointing::WheelDown,
        _ => return None,
    };
    let selects = event.modifiers.contains(KeyModifiers::SHIFT);
    (!selects).then_some(Input::Pointer(by, event.column, event.row))
}

/// The keys meant by one event of the terminal.
///
/// Alt with a letter is what a terminal sends for Esc and then the letter. Over a slow link the two
/// often arrive together, so they are taken as two keys. On other keys Alt is not looked at.
fn keys(event: KeyEvent) -> Vec<Key> {
    let KeyEvent { code, modifiers, kind, .. } = event;
    if kind == KeyEventKind::Release {
        return Vec::new();
    }
    let Some(key) = key(code, modifiers) else { return Vec::new() };
    let after_escape =
        matches!(key.code, Code::Char(_) | Code::Enter | Code::Tab | Code::Backspace);
    if modifiers.contains(KeyModifiers::ALT) && after_escape {
        return vec![Key::plain(Code::Esc), key];
    }
    vec![key]
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<Key> {
    let ctrl = modifiers.contains(KeyModifiers::CONTROL);
    let code = match code {
        // Terminals that send ^H for Backspace send nothing else for it.
        KeyCode::Char('h' | 'H') if ctrl => return Some(Key::plain(Code::Backspace)),
        KeyCode::Char(letter) if ctrl => Code::Char(letter.to_ascii_lowercase()),
        KeyCode::Char(letter) => Code::Char(letter),
        KeyCode::F(number) => Code::F(number),
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    Some(Key { code, ctrl })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: KeyModifiers = KeyModifiers::NONE;
    const CTRL: KeyModifiers = KeyModifiers::CONTROL;
    const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
    const ALT: KeyModifiers = KeyModifiers::ALT;

    #[test]
    fn every_key_of_the_terminal_becomes_the_key_that_was_meant() {
        let esc = Key::plain(Code::Esc);
        for (code, modifiers, meant) in [
            (KeyCode::Char('j'), NONE, vec![Key::plain(Code::Char('j'))]),
            (KeyCode::Char('J'), SHIFT, vec![Key::plain(Code::Char('J'))]),
            (KeyCode::Char('ｊ'), NONE, vec![Key::plain(Code::Char('ｊ'))]),
            (KeyCode::Char('Z'), CTRL | SHIFT, vec![Key::ctrl('z')]),
            (KeyCode::Char('h'), CTRL, vec![Key::plain(Code::Backspace)]),
            (KeyCode::Backspace, NONE, vec![Key::plain(Code::Backspace)]),
            (KeyCode::Tab, SHIFT, vec![Key::plain(Code::BackTab)]),
            (KeyCode::BackTab, SHIFT, vec![Key::plain(Code::BackTab)]),
            (KeyCode::Tab, NONE, vec![Key::plain(Code::Tab)]),
            (KeyCode::F(3), NONE, vec![Key::plain(Code::F(3))]),
            (KeyCode::Right, CTRL, vec![Key { code: Code::Right, ctrl: true }]),
            (KeyCode::Right, ALT, vec![Key::plain(Code::Right)]),
            (KeyCode::Char('q'), ALT, vec![esc, Key::plain(Code::Char('q'))]),
            (KeyCode::Enter, ALT, vec![esc, Key::plain(Code::Enter)]),
            (KeyCode::Insert, NONE, vec![]),
            (KeyCode::Null, NONE, vec![]),
        ] {
            assert_eq!(keys(KeyEvent::new(code, modifiers)), meant, "{code:?} {modifiers:?}");
        }
    }

    #[test]
    fn the_left_button_and_the_wheel_point_and_nothing_else_does() {
        for (kind, modifiers, meant) in [
            (MouseEventKind::Down(MouseButton::Left), NONE, Some(Pointing::Press)),
            (MouseEventKind::Down(MouseButton::Left), SHIFT, None),
            (MouseEventKind::Up(MouseButton::Left), NONE, None),
            (MouseEventKind::Down(MouseButton::Right), NONE, None),
            (MouseEventKind::Down(MouseButton::Middle), NONE, None),
            (MouseEventKind::Drag(MouseButton::Left), NONE, None),
            (MouseEventKind::Moved, NONE, None),
            (MouseEventKind::ScrollUp, NONE, Some(Pointing::WheelUp)),
            (MouseEventKind::ScrollDown, CTRL, Some(Pointing::WheelDown)),
        ] {
            let event = MouseEvent { kind, column: 3, row: 5, modifiers };
            let meant: Vec<_> = meant.map(|by| Input::Pointer(by, 3, 5)).into_iter().collect();
            assert_eq!(inputs(Event::Mouse(event)), meant, "{kind:?} {modifiers:?}");
        }
    }

    #[test]
    fn letting_a_key_go_is_no_key() {
        let release = KeyEvent::new_with_kind(KeyCode::Enter, NONE, KeyEventKind::Release);
        assert_eq!(keys(release), []);
        let repeat = KeyEvent::new_with_kind(KeyCode::Enter, NONE, KeyEventKind::Repeat);
        assert_eq!(keys(repeat), [Key::plain(Code::Enter)]);
    }

    #[test]
    fn pasted_line_ends_become_line_feeds() {
        assert_eq!(
            inputs(Event::Paste("一\r\n二\r三\n\u{1b}q".to_owned())),
            [Input::Paste("一\n二\n三\n\u{1b}q".to_owned())]
        );
    }
}
