//! A desk: the dashboard without a terminal. Keys go in, the screen comes out as text.

#![allow(dead_code, reason = "not every test asks everything")]

use std::{
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use jiff::{
    Zoned,
    civil::{Date, date},
};
use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::{Position, Rect},
    style::Modifier,
};
use shingi::{
    analysis::{
        Council, Wish,
        changes::{by_years, changes},
    },
    app::{
        Access, Code, Effect, Key, Model, Msg, Pointing, Target,
        find::Shelf,
        layout::Size,
        overlay::{Between, Order},
        update,
    },
    domain::{Extent, LinkKind, Person},
    journal::{Edition, Folder, Lens, Saying},
    records::{Edit, drop_view, file_lineage, file_view, load},
    shown::{Cells, draw_for},
    ui::{
        self,
        theme::{Borders, Theme},
    },
};
use tempfile::TempDir;

/// A person at the dashboard, with a journal folder that others may share.
pub struct Desk {
    /// What the dashboard is.
    pub model: Model,
    /// The journal.
    pub folder: Folder,
    /// How it looks.
    pub theme: Theme,
    /// How wide its terminal draws characters of ambiguous width.
    pub ambiguous: Cells,
    /// Set when the dashboard wanted to leave.
    pub left: bool,
    /// What was copied last.
    pub copied: String,
    /// The file that was asked for last.
    pub ordered: Option<Order>,
    /// What was searched for, as the dashboard asked to remember it.
    pub remembered: Vec<String>,
    /// The drafts that are no longer needed.
    pub forgotten: Vec<String>,
    records: PathBuf,
    seconds: i64,
    home: Rc<TempDir>,
}

impl Desk {
    /// A desk over the report of 令和7年度 alone, with an empty journal: what other documents add
    /// to the record moves nothing here.
    pub fn open(width: u16, height: u16) -> Self {
        let home = Rc::new(tempfile::tempdir().expect("a temporary folder"));
        let records = home.path().join("records");
        fs::create_dir_all(records.join("sources")).expect("a folder for the record");
        for folder in ["", "sources"] {
            for entry in fs::read_dir(shipped().join(folder)).expect("the shipped record") {
                let path = entry.expect("an entry").path();
                let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
                if name.starts_with("000-") {
                    fs::copy(&path, records.join(folder).join(name)).expect("a copy");
                }
            }
        }
        Self::at(records, home, "yamada", Size { width, height })
    }

    /// A desk over the whole shipped record, with an empty journal.
    pub fn whole(width: u16, height: u16) -> Self {
        Self::over(&shipped(), width, height)
    }

    /// A desk over another record, with an empty journal.
    pub fn over(records: &Path, width: u16, height: u16) -> Self {
        let home = Rc::new(tempfile::tempdir().expect("a temporary folder"));
        Self::at(records.to_owned(), home, "yamada", Size { width, height })
    }

    /// A desk over a folder without any file.
    pub fn empty(width: u16, height: u16) -> Self {
        let home = Rc::new(tempfile::tempdir().expect("a temporary folder"));
        Self::at(home.path().to_owned(), home, "yamada", Size { width, height })
    }

    /// The dashboard started again over the same folder, by the same person or another.
    pub fn again(&self, person: &str) -> Self {
        let mut again =
            Self::at(self.records.clone(), Rc::clone(&self.home), person, self.model.size);
        again.seconds = self.seconds + 3600;
        again
    }

    /// The desk at a terminal that gives two cells to characters of ambiguous width.
    pub fn of_two_cells(mut self) -> Self {
        self.ambiguous = Cells::Two;
        self.theme = self.theme.with(Borders::Ascii);
        self
    }

    /// Where the record is.
    pub fn records(&self) -> &Path {
        &self.records
    }

    /// Puts a people file into the record; a desk opened after that knows it.
    pub fn lists(&self, people: &str) {
        fs::write(self.records.join("people.ron"), people).expect("a people file");
    }

    /// The dashboard as a committee member opens it over the same folder.
    pub fn reader(&self, person: &str) -> Self {
        let mut reader = self.again(person);
        let lens = Lens { edition: Edition::Members, ..Lens::default() };
        reader.reopen(lens, Access::Review);
        reader
    }

    /// The dashboard over the same folder as it stood on a day.
    pub fn as_of(&self, day: Date) -> Self {
        let mut past = self.again("yamada");
        let lens = Lens { as_of: Some(day), ..Lens::default() };
        past.reopen(lens, Access::Read("その日の記録です。".to_owned()));
        past.model.today = day;
        past
    }

    fn compared(&self, between: Between) -> String {
        let (now, today) = (&self.model.council, self.model.today);
        let found = match between {
            Between::Since(day) => {
                let then = self.council(Lens { as_of: Some(day), ..now.lens });
                changes((&then, day), (now, today))
            }
            Between::Years(from, to) => by_years(now, from, to).expect("both have a report"),
        };
        shingi::export::changes::text(now, &found)
    }

    /// Writes into the record, and reads it again.
    fn put(&mut self, edit: Option<Edit>) {
        let edit = edit.expect("it is not there yet");
        fs::write(edit.path, edit.after).expect("it is written");
        let council = Box::new(self.council(self.model.council.lens));
        let access = self.model.access.clone();
        update(&mut self.model, Msg::Filed { council, access, said: "残しました。".to_owned() });
    }

    fn reopen(&mut self, lens: Lens, access: Access) {
        let council = self.council(lens);
        let Model { person, today, size, .. } = &self.model;
        self.model = Model::new(council, person.clone(), access, *today, *size, ui::measure);
        self.look_ahead();
    }

    fn council(&self, lens: Lens) -> Council {
        let mut council = Council::seen(load(&self.records), self.folder.read(), lens);
        if lens.edition == Edition::Members {
            council.read_by(self.model.person.clone());
        }
        council
    }

    fn at(records: PathBuf, home: Rc<TempDir>, person: &str, size: Size) -> Self {
        let folder = Folder::new(home.path().join("journal"));
        let council = Council::new(load(&records), folder.read());
        let person: Person = person.parse().expect("a plain name");
        let today = date(2026, 11, 21);
        let model = Model::new(council, person, Access::Write, today, size, ui::measure);
        let theme = Theme::MONOCHROME;
        let ambiguous = Cells::One;
        let mut desk = Self {
            model,
            folder,
            theme,
            ambiguous,
            left: false,
            copied: String::new(),
            ordered: None,
            remembered: Vec::new(),
            forgotten: Vec::new(),
            records,
            seconds: 0,
            home,
        };
        desk.look_ahead();
        desk
    }

    /// Works out what the dashboard lets be worked out beside it.
    fn look_ahead(&mut self) {
        if let Some(work) = self.model.council.look_ahead() {
            work();
            update(&mut self.model, Msg::Carried);
        }
    }

    /// Takes in what others have written meanwhile, as the loop does every second.
    pub fn hear(&mut self) -> &mut Self {
        self.tell(Msg::JournalChanged(self.folder.read()));
        self
    }

    /// Somebody links at another desk. The dashboard has not heard of it yet.
    pub fn somebody_links(
        &mut self,
        person: &str,
        opinion: &str,
        program: &str,
        kind: LinkKind,
        extent: Extent,
    ) {
        let person = person.parse().expect("a plain name");
        let pairs = [(opinion.into(), program.into())];
        let council = Council::new(load(&self.records), self.folder.read());
        let sayings = council.link(&person, &pairs, &Wish { kind, extent, ..Wish::default() });
        self.somebody_says(&person, &sayings);
    }

    /// Somebody says something at another desk.
    pub fn somebody_says(&mut self, person: &Person, sayings: &[Saying]) {
        let now = self.now();
        self.folder.append(person, sayings, &now).expect("it is written");
    }

    /// Puts a file into the record. Only where the record is a copy.
    pub fn keep(&self, name: &str, text: &str) {
        assert!(self.records.starts_with(self.home.path()), "the shipped record stays as it is");
        fs::write(self.records.join(name), text).expect("it is written");
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

    /// Clicks on a text, on the first row that shows it.
    pub fn click(&mut self, text: &str) -> &mut Self {
        let target = self.target(text);
        self.tell(Msg::Pointed(target, Pointing::Press));
        self
    }

    /// Turns the wheel so many notches over a text, down or (below zero) up.
    pub fn wheel(&mut self, text: &str, notches: i32) -> &mut Self {
        let by = if notches > 0 { Pointing::WheelDown } else { Pointing::WheelUp };
        for _ in 0..notches.abs() {
            let target = self.target(text);
            self.tell(Msg::Pointed(target, by));
        }
        self
    }

    /// What stands where a text is shown.
    fn target(&self, text: &str) -> Target {
        let cell = self.place(text).unwrap_or_else(|| panic!("{text}\n{}", self.screen()));
        self.target_at(cell).unwrap_or_else(|| panic!("nothing: {text}\n{}", self.screen()))
    }

    /// What stands in a cell.
    pub fn target_at(&self, cell: Position) -> Option<Target> {
        let Size { width, height } = self.model.size;
        ui::target(&self.model, &self.theme, Rect::new(0, 0, width, height), cell)
    }

    /// The first cell of a text on the screen.
    pub fn place(&self, text: &str) -> Option<Position> {
        let (cells, _) = self.cells();
        let screen = text_of(&cells);
        let (y, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text))?;
        let before = &line[..line.find(text)?];
        let x = unicode_width::UnicodeWidthStr::width(before);
        Some(Position::new(u16::try_from(x).ok()?, u16::try_from(y).ok()?))
    }

    /// Lets something happen, and does what the dashboard wants done.
    pub fn tell(&mut self, msg: Msg) {
        draw_for(self.ambiguous);
        match update(&mut self.model, msg) {
            None => {}
            Some(Effect::Quit) => self.left = true,
            Some(Effect::ForgetDraft(name)) => self.forgotten.push(name),
            Some(Effect::HandOut(order)) => self.ordered = Some(order),
            Some(Effect::Compare(between)) => {
                let text = self.compared(between);
                update(&mut self.model, Msg::Compared(text));
            }
            Some(Effect::Copy { text, name }) => {
                self.copied = text;
                update(&mut self.model, Msg::Settled(Ok(format!("写しました: {name}"))));
            }
            Some(Effect::Keep(look)) => {
                update(&mut self.model, Msg::Settled(Ok(format!("配色: {look}"))));
            }
            Some(Effect::Reload) => {
                let council = self.council(self.model.council.lens);
                let access = self.model.access.clone();
                update(&mut self.model, Msg::Reloaded(Box::new(council), access));
            }
            Some(Effect::Remember(typed)) => self.remembered.push(typed),
            Some(Effect::KeepView { name, view, shelf: Shelf::Own }) => {
                let mut views = self.model.kept.views.clone();
                match views.iter_mut().find(|one| one.name == name) {
                    Some(one) => *one = view,
                    None => views.push(view),
                }
                let said = "残しました。".to_owned();
                update(&mut self.model, Msg::ViewsKept { views, said });
            }
            Some(Effect::DropView { name, shelf: Shelf::Own }) => {
                let mut views = self.model.kept.views.clone();
                views.retain(|view| view.name != name);
                let said = "消しました。".to_owned();
                update(&mut self.model, Msg::ViewsKept { views, said });
            }
            Some(Effect::KeepView { name, view, .. }) => {
                let edit = file_view(&self.records, &name, &view).expect("it can be written");
                self.put(edit);
            }
            Some(Effect::DropView { name, .. }) => {
                let edit = drop_view(&self.records, &name).expect("it can be written");
                self.put(edit);
            }
            Some(Effect::FileLineage { lineage, said }) => {
                for (year, successions) in &lineage {
                    let edit = file_lineage(&self.records, *year, successions).expect("no other");
                    let edit = edit.expect("it is not there yet");
                    fs::write(edit.path, edit.after).expect("it is written");
                }
                let council = Box::new(self.council(self.model.council.lens));
                let access = self.model.access.clone();
                update(&mut self.model, Msg::Filed { council, access, said });
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
        self.look_ahead();
    }

    /// Goes back so many days, or forth.
    pub fn turn_back(&mut self, days: i64) {
        self.seconds -= days * 24 * 60 * 60;
    }

    /// The clock of the desk: ten in the morning, a minute later at every act.
    pub fn now(&mut self) -> Zoned {
        self.seconds += 60;
        let morning: Zoned = "2026-11-21T10:00:00+09:00[+09:00]".parse().expect("a time");
        morning.saturating_add(jiff::Span::new().seconds(self.seconds))
    }

    /// The cells of the screen, and the cell of the cursor.
    pub fn cells(&self) -> (Buffer, Option<Position>) {
        draw_for(self.ambiguous);
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

    /// The notice, or nothing.
    pub fn notice(&self) -> &str {
        self.model.notice.as_ref().map_or("", |notice| &notice.text)
    }

    /// The first row on the screen that is shown as selected: marked, and reversed.
    pub fn selected(&self) -> Option<String> {
        let (cells, _) = self.cells();
        let mut rows = cells.area.rows().filter(|row| {
            let mark = row.columns().find(|at| cells[at.as_position()].symbol() == ">");
            mark.is_some_and(|at| cells[at.as_position()].modifier.contains(Modifier::REVERSED))
        });
        rows.next().map(|row| {
            let line = text_of(&cells).lines().nth(row.y.into()).unwrap_or_default().to_owned();
            line.split_once('>').map_or("", |(_, line)| line).trim().to_owned()
        })
    }
}

/// The record that comes with the program.
pub fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("records")
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
