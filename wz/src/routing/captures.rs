use http::uri::PathAndQuery;

use super::params::{Param, Params};
use super::variable::IntText;

/// What the variables of a matched rule stand for in this request: text already percent-decoded, in the order
/// of the variables (host pattern first, then mount prefixes from the outermost, then the rule's own).
///
/// Owned and cheap: for a path without percent escapes it shares the request's own buffer and allocates
/// nothing for up to eight variables within the first 255 bytes.
#[derive(Debug, Clone)]
pub struct Captures {
    source: Source,
    params: Params,
}

#[derive(Debug, Clone)]
enum Source {
    /// The spans point into the path as it was sent.
    Path(PathAndQuery),
    /// The spans point into text that had to be decoded, or that did not come from the path.
    Text(String),
}

impl Captures {
    pub(crate) fn from_path(path: &PathAndQuery, params: Params) -> Self {
        if params.len() == 0 {
            return Captures::from_text(String::new(), params);
        }
        Captures { source: Source::Path(path.clone()), params }
    }

    pub(crate) fn from_text(text: String, params: Params) -> Self {
        Captures { source: Source::Text(text), params }
    }

    /// The number of variables.
    pub fn len(&self) -> usize {
        self.params.len()
    }

    /// Whether the rule has no variables.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text of variable `index`; `""` beyond the last one.
    pub fn text(&self, index: usize) -> &str {
        let whole = match &self.source {
            Source::Path(path) => path.path(),
            Source::Text(text) => text,
        };
        let Param { start, len, .. } = self.params.get(index);
        whole.get(start as usize..start as usize + len as usize).unwrap_or("")
    }

    /// The text of a variable counted from the last one: what generated code asks for, since it does not know
    /// how many variables the mounts have.
    #[doc(hidden)]
    pub fn from_end(&self, index: usize) -> &str {
        self.text(self.len().wrapping_sub(1 + index))
    }

    /// The integer of a variable counted from the last one.
    #[doc(hidden)]
    pub fn int_from_end(&self, index: usize) -> IntText<'_> {
        let index = self.len().wrapping_sub(1 + index);
        IntText::new(self.text(index))
    }

    /// The integer of variable `index`.
    #[doc(hidden)]
    pub fn int(&self, index: usize) -> IntText<'_> {
        IntText::new(self.text(index))
    }
}
