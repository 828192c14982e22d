//! Switches the input method of terminals that let a program do so (Tera Term, `RLogin`,
//! mintty, mlterm): on in a field as the person left it there, off where letters are commands.
//!
//! Others ignore these sequences. Nobody is asked whether they do: only who wishes it gets it.

use std::io::Write;

use super::{guard::Tty, state::ImeControl};

/// As it was left in the last field.
const RESTORE: &[u8] = b"\x1b[<r";

/// Remembers how it is, and off.
const OFF: &[u8] = b"\x1b[<s\x1b[<0t";

/// Off, and that is remembered: what follows on this terminal begins anew.
pub const LEAVE: &[u8] = b"\x1b[<0t\x1b[<s";

/// 日本語入力.
#[derive(Debug)]
pub struct Ime {
    control: ImeControl,
    /// Whether it stands as in a field; nothing where nobody knows.
    in_field: Option<bool>,
}

impl Ime {
    /// Left alone, or switched.
    #[must_use]
    pub fn new(control: ImeControl) -> Self {
        Self { control, in_field: None }
    }

    /// Switches it where the focus has gone to a field, or away from one.
    pub fn follow(&mut self, typing: bool) {
        if let Some(bytes) = self.switch(typing) {
            // A terminal that is gone is noticed elsewhere.
            let _ = Tty.write_all(bytes);
        }
    }

    /// Somebody else had the terminal meanwhile.
    pub fn forget(&mut self) {
        self.in_field = None;
    }

    fn switch(&mut self, typing: bool) -> Option<&'static [u8]> {
        let before = self.in_field.replace(typing);
        match (self.control, before) {
            (ImeControl::Off, _) => None,
            (ImeControl::On, Some(before)) if before == typing => None,
            (ImeControl::On, None) if typing => None,
            (ImeControl::On, _) => Some(if typing { RESTORE } else { OFF }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_switched_only_where_the_focus_comes_and_goes_and_only_when_asked() {
        let typed = [false, false, true, true, false, true];
        let mut ime = Ime::new(ImeControl::On);
        let sent: Vec<_> = typed.iter().filter_map(|typing| ime.switch(*typing)).collect();
        assert_eq!(sent, [OFF, RESTORE, OFF, RESTORE]);
        ime.forget();
        assert_eq!((ime.switch(true), ime.switch(false)), (None, Some(OFF)));
        let mut ime = Ime::new(ImeControl::Off);
        assert!(typed.iter().all(|typing| ime.switch(*typing).is_none()));
    }
}
