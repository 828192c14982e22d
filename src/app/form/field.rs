//! One field of a form: words to choose from, a line, or a text.

use tui_input::Input;

use super::TextArea;
use crate::app::{Code, Key};

/// How a choice that may be left open shows that it is.
pub const NONE: &str = "なし";

/// 欄. A name, what is in it, and a word on how to fill it in.
#[derive(Debug, Clone)]
pub struct Field {
    /// 名前.
    pub label: String,
    /// Shown under the field while it has the focus; may be empty.
    pub hint: String,
    /// 値.
    pub value: Value,
}

/// 値. What a field holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// 選択.
    Choice {
        /// What there is to choose from.
        words: Vec<String>,
        /// Which of them is chosen.
        at: Option<usize>,
        /// Whether a choice can be taken back.
        optional: bool,
    },
    /// 一行.
    Line(Input),
    /// 文章.
    Text(TextArea),
}

impl Field {
    /// A choice among words, one of which has to be chosen, `at` being chosen already.
    #[must_use]
    pub fn choice<W: Into<String>>(
        label: impl Into<String>,
        words: impl IntoIterator<Item = W>,
        at: Option<usize>,
    ) -> Self {
        let words: Vec<String> = words.into_iter().map(Into::into).collect();
        let at = at.filter(|at| *at < words.len());
        Self::new(label, Value::Choice { words, at, optional: false })
    }

    /// A line of text.
    #[must_use]
    pub fn line(label: impl Into<String>, text: &str) -> Self {
        Self::new(label, Value::Line(text.into()))
    }

    /// A text of several lines.
    #[must_use]
    pub fn text_area(label: impl Into<String>, text: &str) -> Self {
        Self::new(label, Value::Text(TextArea::new(text)))
    }

    fn new(label: impl Into<String>, value: Value) -> Self {
        Self { label: label.into(), hint: String::new(), value }
    }

    /// The same with a word on how to fill it in.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// The same choice, which may be left open.
    #[must_use]
    pub fn optional(mut self) -> Self {
        if let Value::Choice { optional, .. } = &mut self.value {
            *optional = true;
        }
        self
    }

    /// The same text for so many characters.
    #[must_use]
    pub fn with_limit(self, limit: usize) -> Self {
        let value = match self.value {
            Value::Text(area) => Value::Text(area.with_limit(limit)),
            value => value,
        };
        Self { value, ..self }
    }

    /// What the field holds as a text.
    pub(super) fn text(&self) -> &str {
        match &self.value {
            Value::Choice { words, at, .. } => {
                at.and_then(|at| words.get(at)).map_or("", String::as_str)
            }
            Value::Line(input) => input.value().trim(),
            // The blank before the first line may be the indent of a paragraph.
            Value::Text(area) => area.text().trim_end().trim_start_matches('\n'),
        }
    }

    pub(super) fn chosen(&self) -> Option<usize> {
        match &self.value {
            Value::Choice { at, .. } => *at,
            Value::Line(_) | Value::Text(_) => None,
        }
    }

    /// Everything in it, to see whether it is still the same.
    pub(super) fn content(&self) -> String {
        match &self.value {
            Value::Choice { at, .. } => at.map(|at| at.to_string()).unwrap_or_default(),
            Value::Line(input) => input.value().to_owned(),
            Value::Text(area) => area.text().to_owned(),
        }
    }

    /// Puts something else into the field. `false`: it is none of the words to choose from.
    pub(super) fn fill(&mut self, content: &str) -> bool {
        match &mut self.value {
            Value::Choice { words, at, .. } => {
                let found = words.iter().position(|word| word == content);
                *at = found;
                found.is_some() || content.is_empty()
            }
            Value::Line(input) => {
                *input = content.into();
                true
            }
            Value::Text(area) => {
                *area = TextArea::new(content).with_limit(area.limit());
                true
            }
        }
    }

    /// Lets a key choose. `false`: the key chooses nothing, and is no letter either.
    pub(super) fn choose(&mut self, key: Key) -> bool {
        let Value::Choice { words, at, optional } = &mut self.value else { return false };
        let last = words.len().checked_sub(1);
        let first = if *optional { None } else { Some(0) };
        let chosen = match (key.folded().code, *at) {
            _ if key.ctrl => return false,
            (Code::Left, None) => None,
            (Code::Left, Some(0)) | (Code::Home, _) => first,
            (Code::Left, Some(at)) => Some(at - 1),
            (Code::Char(' '), at) if at == last => first,
            (Code::Right | Code::Char(' '), at) => at.map_or(Some(0), |at| Some(at + 1)).min(last),
            (Code::End, _) => last,
            (Code::Backspace | Code::Delete | Code::Char('0'), at) => at.filter(|_| !*optional),
            (Code::Char(c), at) => match c.to_digit(10) {
                Some(digit) => {
                    (digit as usize).checked_sub(1).filter(|to| *to < words.len()).or(at)
                }
                None if key.is_japanese() => return false,
                None => at,
            },
            (Code::PageUp | Code::PageDown, at) => at,
            _ => return false,
        };
        *at = chosen.filter(|at| *at < words.len());
        true
    }
}
