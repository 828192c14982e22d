//! A desk: the dashboard without a terminal. Keys go in, the screen comes out as text.

use std::path::Path;

use jiff::{Zoned, civil::date};
use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::{Position, Rect},
};
use shingi::{
    analysis::Council,
    app::{Access, Code, Effect, Key, Model, Msg, layout::Size, update},
    domain::Person,
    journal::Folder,
    records::load,
    ui::{self, theme::Theme},
};
use tempfile::TempDir;

/// A person at the dashboard, with a journal folder of their own.
pub struct Desk {
    /// What the dashboard is.
    pub model: Model,
    /// The journal.
    pub folder: Folder,
    /// How it looks.
    pub theme: Theme,
    /// Set when the dashboard wanted to leave.
    pub left: bool,
    seconds: i64,
    _home: TempDir,
}

impl Desk {
    /// A desk over the shipped record, with an empty journal.
    pub fn open(width: u16, height: u16) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder");
        let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
        let folder = Folder::new(home.path().join("journal"));
        let council = Council::new(load(&records), folder.read());
        let person: Person = "yamada".parse().expect("a plain name");
        let size = Size { width, height };
        let today = date(2026, 11, 21);
        let model = Model::new(council, person, Access::Write, today, size, ui::detail_lines);
        Self { model, folder, theme: Theme::MONOCHROME, left: false, seconds: 0, _home: home }
    }

    /// Presses keys: letters as they are, others as `<F2>`, `<Enter>`, `<C-z>`, `<lt>` for `<`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let (key, used) = match rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                Some((name, _)) => (named(name), name.len() + 2),
                None => (Key::plain(Code::Char(c)), c.len_utf8()),
            };
            rest = &rest[used..];
            self.tell(Msg::Key(key));
        }
        self
    }

    /// Lets something happen, and does what the dashboard wants done.
    pub fn tell(&mut self, msg: Msg) {
        match update(&mut self.model, msg) {
            None => {}
            Some(Effect::Quit) => self.left = true,
            Some(Effect::Reload) => {
                let records = Path::new(env!("CARGO_MANIFEST_DIR")).join("records");
                let reloaded = Msg::Reloaded(Box::new(load(&records)), self.folder.read());
                update(&mut self.model, reloaded);
            }
            Some(Effect::Append { sayings, said }) => {
                let now = self.now();
                let events = self.folder.append(&self.model.person, &sayings, &now);
                let msg = match events {
                    Ok(events) => Msg::Appended { events, said },
                    Err(error) => Msg::AppendFailed(error.into()),
                };
                update(&mut self.model, msg);
            }
        }
    }

    /// The clock of the desk: ten in the morning, a minute later at every act.
    pub fn now(&mut self) -> Zoned {
        self.seconds += 60;
        let morning: Zoned = "2026-11-21T10:00:00+09:00[+09:00]".parse().expect("a time");
        morning.saturating_add(jiff::Span::new().seconds(self.seconds))
    }

    /// The cells of the screen, and the cell of the cursor.
    pub fn cells(&self) -> (Buffer, Option<Position>) {
        let Size { width, height } = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let area = buffer.area;
        let cursor = ui::view(&self.model, &self.theme, area, &mut buffer);
        (buffer, cursor)
    }

    /// The screen as text, without the blanks at the end of lines.
    pub fn screen(&self) -> String {
        text_of(&self.cells().0)
    }
}

/// A buffer as text: a wide character once, although it fills two cells.
pub fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let mut line = String::new();
        let mut x = buffer.area.left();
        while x < buffer.area.right() {
            let cell = &buffer[(x, y)];
            line.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn named(name: &str) -> Key {
    if let Some(letter) = name.strip_prefix("C-") {
        return Key::ctrl(letter.chars().next().expect("a letter"));
    }
    if let Some(number) = name.strip_prefix('F') {
        return Key::plain(Code::F(number.parse().expect("the number of an F key")));
    }
    Key::plain(match name {
        "lt" => Code::Char('<'),
        "Space" => Code::Char(' '),
        "Enter" => Code::Enter,
        "Esc" => Code::Esc,
        "Tab" => Code::Tab,
        "BackTab" => Code::BackTab,
        "BS" => Code::Backspace,
        "Del" => Code::Delete,
        "Up" => Code::Up,
        "Down" => Code::Down,
        "Left" => Code::Left,
        "Right" => Code::Right,
        "Home" => Code::Home,
        "End" => Code::End,
        "PgUp" => Code::PageUp,
        "PgDn" => Code::PageDown,
        _ => panic!("no key is called <{name}>"),
    })
}
