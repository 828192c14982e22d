//! Forms: fields one after the other, and two buttons. Everything a person says in words or by
//! choosing among words is said in one of these.
//!
//! A form knows nothing of what is said in it. Whoever opens one reads its fields when it answers
//! [`Answer::Save`], and [refuses](Form::refuse) what cannot be said.

mod area;
mod field;

pub use area::{TextArea, cells};
pub use field::{Field, NONE, Value};

use super::{Code, Key, field as line, layout::Pane};

/// Columns of a form's rows that are neither label nor value: air at both ends, the mark of the
/// focus, and the gap between the two.
const AROUND: u16 = 6;

/// Columns a label has beside a text, for `2000/2000字` stands under it.
const BESIDE_TEXT: usize = 12;

/// 書式. What is filled in, and where the focus is.
#[derive(Debug, Clone)]
pub struct Form {
    /// 題.
    pub title: String,
    /// What the form is about: shown above the fields.
    pub about: Vec<String>,
    fields: Vec<Field>,
    /// Which field has the focus; behind the last one come the buttons.
    at: usize,
    button: Button,
    trouble: Option<(usize, String)>,
    warning: Option<Warning>,
    /// What the fields held when the form opened.
    original: Vec<String>,
}

/// 返答. What a key meant to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Nothing: whoever has the form may have a use for the key. Never a letter, but for kana
    /// outside of fields one types into, which say that the IME was left on.
    Nothing,
    /// The form has used it.
    Used,
    /// 保存: what the fields hold shall be said.
    Save,
    /// やめる: the form shall close, and nothing shall be said.
    Leave,
    /// やめる, and what was written would be thrown away: whoever has the form asks first.
    Unsaved,
}

/// 押しボタン. The last stop of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// 保存.
    Save,
    /// やめる.
    Leave,
}

/// 注意. What has to be known before the next key; with the next key it is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// So many characters of a paste had no room.
    CutOff(usize),
}

impl Warning {
    /// The warning in words.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::CutOff(count) => {
                format!("貼り付けた文のうち、後ろの{count}文字は入りませんでした。")
            }
        }
    }
}

impl Form {
    /// A form as it opens, the focus on its first field.
    #[must_use]
    pub fn new(title: impl Into<String>, about: Vec<String>, fields: Vec<Field>) -> Self {
        Self {
            title: title.into(),
            about,
            original: fields.iter().map(Field::content).collect(),
            fields,
            at: 0,
            button: Button::Save,
            trouble: None,
            warning: None,
        }
    }

    /// The fields, from top to bottom.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The field that has the focus; `None` on the buttons.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        (self.at < self.fields.len()).then_some(self.at)
    }

    /// The button that has the focus; `None` on a field.
    #[must_use]
    pub fn button(&self) -> Option<Button> {
        self.at().is_none().then_some(self.button)
    }

    /// The field that was refused, and why.
    #[must_use]
    pub fn trouble(&self) -> Option<(usize, &str)> {
        self.trouble.as_ref().map(|(field, why)| (*field, why.as_str()))
    }

    /// What has to be known before the next key.
    #[must_use]
    pub fn warning(&self) -> Option<Warning> {
        self.warning
    }

    /// The text of a field without blanks and empty lines around it; of a choice, the word. Empty
    /// where there is none.
    #[must_use]
    pub fn text(&self, field: usize) -> &str {
        self.fields.get(field).map_or("", Field::text)
    }

    /// Which word of a choice is chosen.
    #[must_use]
    pub fn choice(&self, field: usize) -> Option<usize> {
        self.fields.get(field).and_then(Field::chosen)
    }

    /// What every field holds, by its name.
    #[must_use]
    pub fn contents(&self) -> Vec<(String, String)> {
        let content = |field: &Field| match field.value {
            Value::Choice { .. } => field.text().to_owned(),
            Value::Line(_) | Value::Text(_) => field.content(),
        };
        self.fields.iter().map(|field| (field.label.clone(), content(field))).collect()
    }

    /// Fills the fields with what they held at another time, and goes to one of them. Gives back the
    /// names of what found no place.
    pub fn restore(&mut self, contents: &[(String, String)], at: usize) -> Vec<String> {
        let mut lost = Vec::new();
        for (label, content) in contents {
            let field = self.fields.iter_mut().find(|field| field.label == *label);
            if !field.is_some_and(|field| field.fill(content)) && !content.is_empty() {
                lost.push(label.clone());
            }
        }
        self.at = at.min(self.fields.len());
        lost
    }

    /// Whether the focus is where one types, rather than on words to choose from or on a button.
    #[must_use]
    pub fn is_typed_into(&self) -> bool {
        let field = self.fields.get(self.at);
        field.is_some_and(|field| !matches!(field.value, Value::Choice { .. }))
    }

    /// Whether a field holds something else than when the form opened.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.fields.iter().map(Field::content).eq(self.original.iter().cloned())
    }

    /// Goes to a field and says under it why it cannot be said so.
    pub fn refuse(&mut self, field: usize, why: impl Into<String>) {
        let field = field.min(self.fields.len().saturating_sub(1));
        self.at = field;
        self.trouble = Some((field, why.into()));
        self.warning = None;
    }

    /// Lets a key edit the form, as it is shown in a body of this size.
    pub fn key(&mut self, key: Key, body: Pane) -> Answer {
        self.warning = None;
        if key == Key::ctrl('s') || key == Key::plain(Code::F(7)) {
            return Answer::Save;
        }
        match key.code {
            Code::Esc => return self.leave(),
            Code::Tab => self.at = (self.at + 1) % (self.fields.len() + 1),
            Code::BackTab => {
                self.at = self.at.checked_sub(1).unwrap_or(self.fields.len());
            }
            _ if self.at >= self.fields.len() => return self.key_on_button(key),
            _ => return self.key_in_field(key, body),
        }
        self.button = Button::Save;
        Answer::Used
    }

    /// Puts pasted text into the field that has the focus. A choice takes none.
    pub fn paste(&mut self, text: &str) {
        self.warning = None;
        let Some(field) = self.fields.get_mut(self.at) else { return };
        let before = field.content();
        match &mut field.value {
            Value::Choice { .. } => {}
            Value::Line(input) => line::paste(input, text),
            Value::Text(area) => {
                let left_out = area.paste(text);
                self.warning = (left_out > 0).then_some(Warning::CutOff(left_out));
            }
        }
        self.forget_trouble(&before);
    }

    /// How many cells the labels take in a body so wide, and how many are left for the values.
    #[must_use]
    pub fn columns(&self, body: u16) -> (usize, usize) {
        let room = usize::from(body.saturating_sub(AROUND));
        let label = |field: &Field| match field.value {
            Value::Text(_) => cells(&field.label).max(BESIDE_TEXT),
            Value::Choice { .. } | Value::Line(_) => cells(&field.label),
        };
        let label = self.fields.iter().map(label).max().unwrap_or_default().min(room / 3);
        (label, room - label)
    }

    fn key_in_field(&mut self, key: Key, body: Pane) -> Answer {
        let (_, width) = self.columns(body.width);
        let Some(field) = self.fields.get_mut(self.at) else { return Answer::Nothing };
        let before = field.content();
        let used = match (&mut field.value, key.code) {
            (Value::Choice { .. } | Value::Line(_), Code::Up) => return self.up(),
            (Value::Choice { .. } | Value::Line(_), Code::Down | Code::Enter) => {
                return self.down();
            }
            (Value::Choice { .. }, _) => field.choose(key),
            (Value::Line(input), _) => line::edit(input, key),
            (Value::Text(area), Code::Up) if area.cursor_at(width).0 == 0 => return self.up(),
            (Value::Text(area), Code::Down)
                if area.cursor_at(width).0 + 1 == area.rows(width).len() =>
            {
                return self.down();
            }
            // A text has what the rest of the form leaves of the body: about a half.
            (Value::Text(area), _) => area.key(key, width, usize::from(body.height / 2)),
        };
        self.forget_trouble(&before);
        if used { Answer::Used } else { Answer::Nothing }
    }

    fn key_on_button(&mut self, key: Key) -> Answer {
        match (key.folded().code, self.button) {
            (Code::Up, _) => return self.up(),
            (Code::Left | Code::Home, _) => self.button = Button::Save,
            (Code::Right | Code::End, _) => self.button = Button::Leave,
            (Code::Enter | Code::Char(' '), Button::Save) => return Answer::Save,
            (Code::Enter | Code::Char(' '), Button::Leave) => return self.leave(),
            (Code::Char(_), _) if !key.ctrl && !key.is_japanese() => {}
            (Code::Down, _) => {}
            _ => return Answer::Nothing,
        }
        Answer::Used
    }

    fn up(&mut self) -> Answer {
        self.at = self.at.saturating_sub(1);
        Answer::Used
    }

    fn down(&mut self) -> Answer {
        self.at = (self.at + 1).min(self.fields.len());
        self.button = Button::Save;
        Answer::Used
    }

    fn leave(&self) -> Answer {
        if self.is_changed() { Answer::Unsaved } else { Answer::Leave }
    }

    /// What was refused is no longer there once it is written anew.
    fn forget_trouble(&mut self, before: &str) {
        let at = self.at;
        let changed = self.fields.get(at).is_some_and(|field| field.content() != before);
        self.trouble.take_if(|(field, _)| *field == at && changed);
    }
}

#[cfg(test)]
mod tests;
