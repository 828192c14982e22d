//! A terminal that counts: the dashboard drawn through the backend of the program, and what an
//! emulator makes of the bytes.

#![allow(dead_code, reason = "not every test asks everything")]

use std::{cell::RefCell, io, mem, num::NonZeroU16, rc::Rc};

use ratatui::{
    Terminal,
    buffer::{Buffer, CellWidth},
    layout::{self, Position},
};
use shingi::{
    app::layout::Size,
    shell::{backend::Backend, state::Writer},
    ui,
};

use crate::desk::Desk;

/// Keeps what was written.
#[derive(Clone, Default)]
pub struct Bytes(Rc<RefCell<Vec<Vec<u8>>>>);

impl io::Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The way from the dashboard to a screen.
pub struct Wire {
    /// What the terminal shows.
    pub parser: vt100::Parser,
    /// The bytes of the text that the last frame changed, blanks included.
    pub changed: usize,
    /// In how many places of the screen, side by side, that was.
    pub places: usize,
    writer: Writer,
    screen: Terminal<Backend<Bytes>>,
    bytes: Bytes,
    shown: Buffer,
}

impl Wire {
    /// A terminal of this size.
    pub fn new(writer: Writer, size: Size) -> Self {
        let bytes = Bytes::default();
        Self {
            parser: vt100::Parser::new(length(size.height), length(size.width), 0),
            changed: 0,
            places: 0,
            writer,
            screen: terminal(&bytes, size, writer),
            bytes,
            shown: Buffer::default(),
        }
    }

    /// The terminal gets another size, and everything is drawn anew with the next frame.
    pub fn resize(&mut self, size: Size) {
        self.parser.screen_mut().set_size(length(size.height), length(size.width));
        self.screen = terminal(&self.bytes, size, self.writer);
        self.shown = Buffer::default();
    }

    /// Shows the dashboard and gives back what was written, one write or none.
    pub fn show(&mut self, desk: &Desk) -> Vec<u8> {
        self.draw(|buffer| ui::view(&desk.model, &desk.theme, buffer.area, buffer))
    }

    /// Shows what is drawn into an empty buffer, and the cursor where it says.
    pub fn draw(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> Vec<u8> {
        let drawn = self.screen.draw(|frame| {
            if let Some(cursor) = draw(frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        });
        let now = drawn.expect("memory takes everything").buffer.clone();
        if self.shown.area != now.area {
            self.shown = Buffer::empty(now.area);
        }
        let diff = self.shown.diff(&now);
        self.changed = diff.iter().map(|(.., cell)| cell.symbol().len()).sum();
        let mut behind = None;
        self.places = 0;
        for (x, y, cell) in diff {
            self.places += usize::from(behind != Some((x, y)));
            behind = Some((x + cell.cell_width().max(1), y));
        }
        self.shown = now;
        let writes = mem::take(&mut *self.bytes.0.borrow_mut());
        assert!(writes.len() <= 1, "a frame is one write");
        let bytes = writes.concat();
        self.parser.process(&bytes);
        bytes
    }

    /// Compares two screens, cell by cell as they are seen, and the cursors.
    #[track_caller]
    pub fn assert_same(&self, other: &Self, when: &str) {
        self.assert_each_cell_is_of([other, other], when);
    }

    /// The same where each cell may be as on one screen or as on the other.
    #[track_caller]
    pub fn assert_each_cell_is_of(&self, others: [&Self; 2], when: &str) {
        let screen = self.parser.screen();
        let others = others.map(|other| other.parser.screen());
        assert_eq!(screen.size(), others[0].size());
        let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
            let cell = seen(screen, row, column);
            let expected = others.map(|screen| seen(screen, row, column));
            assert!(
                expected.contains(&cell),
                "{when}: row {row}, column {column}: {cell:?} instead of {expected:?}\n{}\n---\n{}",
                screen.contents(),
                others[0].contents()
            );
        }
        assert_eq!(screen.hide_cursor(), others[0].hide_cursor(), "{when}");
        if !screen.hide_cursor() {
            assert_eq!(screen.cursor_position(), others[0].cursor_position(), "{when}");
        }
    }

    /// Compares the text of the screen with what was drawn.
    #[track_caller]
    pub fn assert_shows_the_buffer(&self, when: &str) {
        let screen = self.parser.screen();
        for row in self.shown.area.rows() {
            let mut x = row.x;
            while x < row.right() {
                let drawn = &self.shown[(x, row.y)];
                let cell = screen.cell(row.y, x).expect("a cell of the screen");
                let shown = if cell.has_contents() { cell.contents() } else { " " };
                assert_eq!(shown, drawn.symbol(), "{when}: {x}, {}", row.y);
                x += drawn.cell_width().max(1);
            }
        }
    }
}

fn terminal(bytes: &Bytes, size: Size, writer: Writer) -> Terminal<Backend<Bytes>> {
    let size = layout::Size { width: size.width, height: size.height };
    Terminal::new(Backend::new(bytes.clone(), size, writer)).expect("memory takes everything")
}

/// What a person sees of a cell: on a blank only its background and the lines through it.
fn seen(screen: &vt100::Screen, row: u16, column: u16) -> impl PartialEq + std::fmt::Debug {
    let cell = screen.cell(row, column).expect("a cell of the screen");
    let text = cell.contents().trim().to_owned();
    let written = !text.is_empty() || cell.is_wide_continuation();
    let lines = (cell.bgcolor(), cell.inverse(), cell.underline());
    let letter = (written || cell.inverse() || cell.underline()).then(|| cell.fgcolor());
    let weight = written.then(|| (cell.bold(), cell.dim(), cell.italic()));
    (text, cell.is_wide(), cell.is_wide_continuation(), lines, letter, weight)
}

fn length(length: u16) -> NonZeroU16 {
    NonZeroU16::new(length).unwrap_or(NonZeroU16::MIN)
}
