use std::borrow::Cow;

use crate::header::syntax::{cut, is_token};
use crate::header::usual;

/// `type/subtype` in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::header) struct Essence {
    text: Cow<'static, str>,
    slash: usize,
}

impl Essence {
    pub(in crate::header) fn read(text: &str) -> Option<Essence> {
        let (main, sub) = cut(text, b'/')?;
        let text = match usual::find(text, usual::MEDIA_TYPES) {
            Some(text) => Cow::Borrowed(text),
            None if is_token(main) && is_token(sub) => Cow::Owned(text.to_ascii_lowercase()),
            None => return None,
        };
        Some(Essence { text, slash: main.len() })
    }

    /// Two tokens in lower case, a slash between them.
    pub(super) fn of(text: &'static str) -> Essence {
        Essence { text: Cow::Borrowed(text), slash: text.find('/').unwrap_or(text.len()) }
    }

    pub(in crate::header) fn text(&self) -> &str {
        &self.text
    }

    pub(in crate::header) fn main(&self) -> &str {
        &self.text[..self.slash]
    }

    pub(in crate::header) fn sub(&self) -> &str {
        &self.text[self.slash + 1..]
    }
}
