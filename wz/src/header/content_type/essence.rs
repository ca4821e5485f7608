use crate::header::syntax::is_token;

/// `type/subtype` in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::header) struct Essence {
    text: String,
    slash: usize,
}

impl Essence {
    pub(in crate::header) fn read(text: &str) -> Option<Essence> {
        let (main, sub) = text.split_once('/')?;
        (is_token(main) && is_token(sub))
            .then(|| Essence { text: text.to_ascii_lowercase(), slash: main.len() })
    }

    /// Two tokens in lower case.
    pub(super) fn of(main: &str, sub: &str) -> Essence {
        Essence { text: format!("{main}/{sub}"), slash: main.len() }
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
