//! Which look the dashboard opens with, and why.

use crate::{
    app::Look,
    shell::state::{self, Config},
};

/// 理由. What decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The command line says so.
    Asked,
    /// The person wants no colours in any program.
    NoColor,
    /// The configuration says so, or the key that writes there.
    Chosen,
    /// The terminal knows no colours.
    Colourless,
    /// The terminal says that its background is light.
    Light,
    /// Nothing was said.
    Usual,
}

impl Because {
    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Asked => "--theme の指定",
            Self::NoColor => "NO_COLOR の指定",
            Self::Chosen => "設定ファイルの theme",
            Self::Colourless => "色のない端末（TERM）",
            Self::Light => "端末の背景が明るい（COLORFGBG）",
            Self::Usual => "指定なし",
        }
    }
}

/// The look for this person in this terminal.
pub fn look(asked: Option<Look>, config: &Config) -> (Look, Because) {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let (term, ground) = (variable("TERM"), variable("COLORFGBG"));
    decided(asked, state::wants_no_colour(), config.theme, &term, &ground)
}

/// What is said nearest counts: here, for every program, in the configuration, by the terminal.
fn decided(
    asked: Option<Look>,
    no_colour: bool,
    chosen: Option<Look>,
    term: &str,
    ground: &str,
) -> (Look, Because) {
    match (asked, chosen) {
        (Some(asked), _) => (asked, Because::Asked),
        _ if no_colour => (Look::Mono, Because::NoColor),
        (None, Some(chosen)) => (chosen, Because::Chosen),
        _ if has_no_colours(term) => (Look::Mono, Because::Colourless),
        _ if is_light(ground) => (Look::StandardLight, Because::Light),
        _ => (Look::Standard, Because::Usual),
    }
}

fn has_no_colours(term: &str) -> bool {
    ["vt1", "vt2", "vt3", "vt4"].iter().any(|family| term.starts_with(family))
        || ["-m", "-mono"].iter().any(|end| term.ends_with(end))
}

/// `15;default;0`: the colour of the letters first, that of the background last.
fn is_light(ground: &str) -> bool {
    matches!(ground.rsplit(';').next().map(str::parse), Some(Ok(7_u8 | 9..=15)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_decides() {
        let (mono, safe, usual) = (Look::Mono, Look::Safe, Look::Standard);
        for (asked, no_colour, chosen, term, ground, look, because) in [
            (None, false, None, "xterm-256color", "", usual, Because::Usual),
            (Some(safe), true, Some(mono), "vt100", "0;15", safe, Because::Asked),
            (None, true, Some(safe), "xterm", "", mono, Because::NoColor),
            (None, false, Some(safe), "vt100", "0;15", safe, Because::Chosen),
            (None, false, None, "vt220", "0;15", mono, Because::Colourless),
            (None, false, None, "xterm-mono", "", mono, Because::Colourless),
            (None, false, None, "rxvt", "0;15", Look::StandardLight, Because::Light),
            (None, false, None, "rxvt", "15;default;0", usual, Because::Usual),
            (None, false, None, "rxvt", "いろ", usual, Because::Usual),
        ] {
            assert_eq!(
                decided(asked, no_colour, chosen, term, ground),
                (look, because),
                "{term} {ground}"
            );
        }
    }
}
