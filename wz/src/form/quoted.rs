use std::fmt;

/// Text from the client in an error: between backticks, on one line and not endless.
pub(crate) struct Quoted<'t>(pub(crate) &'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 40;
        let end = self.0.char_indices().nth(SHOWN).map_or(self.0.len(), |(at, _)| at);
        let more = if end < self.0.len() { "…" } else { "" };
        write!(f, "`{}{more}`", self.0[..end].escape_debug())
    }
}
