//! How ratatui reaches the terminal: a frame is one write, and nothing is ever asked of the terminal.

mod lean;
mod pen;

use std::{
    io::{self, Write},
    mem,
};

use crossterm::{
    cursor::{Hide, MoveTo, Show},
    queue,
    style::force_color_output,
    terminal::{
        BeginSynchronizedUpdate, Clear, ClearType as CrosstermClear, EndSynchronizedUpdate,
    },
};
use ratatui::{
    Terminal,
    backend::{Backend as Draws, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    layout::{Position, Size},
};

use self::lean::Shown;
use super::{guard::Tty, state::Writer};

/// 画面. What the loop draws on.
pub type Screen = Terminal<Backend<Tty>>;

/// A frame that reaches the terminal in one packet is shown at once by itself.
const PACKET: usize = 1_200;

/// 描画の出口. Collects a frame and writes it at once. A frame that changes nothing writes nothing.
///
/// A long frame stands between the marks that let a terminal show it at once, and hides the cursor
/// meanwhile, for the terminals that do not know the marks.
///
/// Never fails but in [`flush`](ratatui::backend::Backend::flush), so a screen can be dropped when
/// the terminal is dead. The cursor's place is remembered, not asked: a terminal that does not
/// answer would cost two seconds.
#[derive(Debug)]
pub struct Backend<W: Write> {
    out: W,
    /// What the frame shows, without the marks around it.
    frame: Vec<u8>,
    writer: Writer,
    size: Size,
    shown: Shown,
    /// Whether nothing was sent yet: what the terminal shows is of no use.
    fresh: bool,
    at: Position,
    visible: bool,
    /// The place of the cursor as the terminal knows it; `None`: hidden.
    told: Option<Position>,
}

impl<W: Write> Backend<W> {
    /// On a terminal of this size that shows anything at all: the first frame clears it.
    pub fn new(out: W, size: Size, writer: Writer) -> Self {
        // NO_COLOR would make crossterm reset bold and reverse too. Which colours are used is the
        // theme's business.
        force_color_output(true);
        let mut shown = Shown::new(size);
        shown.clear();
        Self {
            out,
            frame: Vec::new(),
            writer,
            size,
            shown,
            fresh: true,
            at: Position::ORIGIN,
            visible: false,
            told: None,
        }
    }

    /// What the terminal must be sent for the frame; nothing where it is there already.
    fn sent(&mut self, frame: &[u8]) -> io::Result<Vec<u8>> {
        let wanted = self.visible.then_some(self.at);
        let fresh = mem::take(&mut self.fresh);
        let told = mem::replace(&mut self.told, wanted);
        let mut bytes = Vec::new();
        if frame.is_empty() && told == wanted && !fresh {
            return Ok(bytes);
        }
        let long = fresh || frame.len() > PACKET;
        if long {
            queue!(bytes, BeginSynchronizedUpdate)?;
        }
        let hide = told.is_some() && (long || wanted.is_none());
        if fresh || hide {
            queue!(bytes, Hide)?;
        }
        if fresh {
            queue!(bytes, Clear(CrosstermClear::All))?;
        }
        bytes.extend_from_slice(frame);
        if let Some(Position { x, y }) = wanted {
            queue!(bytes, MoveTo(x, y))?;
            if fresh || hide || told.is_none() {
                queue!(bytes, Show)?;
            }
        }
        if long {
            queue!(bytes, EndSynchronizedUpdate)?;
        }
        Ok(bytes)
    }
}

impl<W: Write> Draws for Backend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        match self.writer {
            Writer::Lean => self.shown.change(content, &mut self.frame),
            // It remembers nothing from frame to frame.
            Writer::Stock => CrosstermBackend::new(&mut self.frame).draw(content)?,
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.visible = true;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.at)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.at = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let region = match clear_type {
            ClearType::All => CrosstermClear::All,
            ClearType::AfterCursor => CrosstermClear::FromCursorDown,
            ClearType::BeforeCursor => CrosstermClear::FromCursorUp,
            ClearType::CurrentLine => CrosstermClear::CurrentLine,
            ClearType::UntilNewLine => CrosstermClear::UntilNewLine,
        };
        match clear_type {
            ClearType::All => self.shown.clear(),
            _ => self.shown.forget(),
        }
        queue!(self.frame, MoveTo(self.at.x, self.at.y), Clear(region))
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        let frame = mem::take(&mut self.frame);
        let bytes = self.sent(&frame)?;
        if bytes.is_empty() { Ok(()) } else { self.out.write_all(&bytes) }
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, rc::Rc};

    use ratatui::style::{Style, Stylize};

    use super::*;

    /// Keeps every write apart.
    #[derive(Clone, Default)]
    struct Writes(Rc<RefCell<Vec<String>>>);

    impl Write for Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().push(String::from_utf8(bytes.to_vec()).unwrap());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn screen(writes: &Writes) -> Terminal<Backend<Writes>> {
        let size = Size { width: 80, height: 24 };
        Terminal::new(Backend::new(writes.clone(), size, Writer::Lean)).unwrap()
    }

    #[test]
    fn a_frame_is_one_write_and_the_same_frame_none() {
        let writes = Writes::default();
        let mut screen = screen(&writes);
        for _ in 0..2 {
            screen
                .draw(|frame| {
                    frame.render_widget("審議".bold(), frame.area());
                    frame.set_cursor_position((4, 0));
                })
                .unwrap();
        }
        assert_eq!(
            writes.0.take(),
            ["\x1b[?2026h\x1b[?25l\x1b[2J\x1b[1H\x1b[1m審議\x1b[m\x1b[1;5H\x1b[?25h\x1b[?2026l"]
        );
    }

    #[test]
    fn the_cursor_is_where_it_was_after_every_frame_and_hidden_when_no_field_has_it() {
        let writes = Writes::default();
        let mut screen = screen(&writes);
        let long = "創業".repeat(20);
        let texts = ["", "a", &long, "a", "a"];
        for (number, text) in texts.into_iter().enumerate() {
            screen
                .draw(|frame| {
                    for y in 0..frame.area().height {
                        let style = if y % 2 == 0 { Style::new() } else { Style::new().bold() };
                        frame.buffer_mut().set_string(0, y, text, style);
                    }
                    if number < 4 {
                        frame.set_cursor_position((1, 1));
                    }
                })
                .unwrap();
        }
        let written = writes.0.take();
        let [_, short, long, _, hidden] = &written[..] else { panic!("{written:?}") };
        assert!(short.ends_with("a\x1b[m\x1b[2;2H") || short.ends_with("a\x1b[2;2H"), "{short:?}");
        assert!(!short.contains('?'), "one packet: {short:?}");
        assert!(long.starts_with("\x1b[?2026h\x1b[?25l"), "{long:?}");
        assert!(long.ends_with("\x1b[2;2H\x1b[?25h\x1b[?2026l"), "{long:?}");
        assert_eq!(hidden, "\x1b[?25l");
    }

    #[test]
    fn the_stock_writer_places_the_cursor_behind_every_wide_character() {
        let writes = Writes::default();
        let size = Size { width: 80, height: 24 };
        let backend = Backend::new(writes.clone(), size, Writer::Stock);
        let mut screen = Terminal::new(backend).unwrap();
        screen.draw(|frame| frame.render_widget("審議", frame.area())).unwrap();
        assert!(writes.0.take()[0].contains("審\x1b[1;3H議"));
    }

    #[test]
    fn a_blank_first_frame_clears_and_dropping_a_screen_writes_nothing() {
        let writes = Writes::default();
        let mut screen = screen(&writes);
        screen.draw(|_| {}).unwrap();
        drop(screen);
        assert_eq!(writes.0.take().len(), 1);
    }
}
