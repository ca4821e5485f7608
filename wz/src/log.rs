//! Lines for people on standard error.

use std::fmt;
use std::io::Write;

/// Writes one line in one piece. A closed standard error is no reason to stop serving.
pub(crate) fn line(text: &str) {
    let mut line = String::with_capacity(text.len() + 1);
    line.push_str(text);
    line.push('\n');
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Whether to write colours, given whether the other end is a terminal: not when `NO_COLOR` is set to something.
#[cfg(feature = "server")]
pub(crate) fn colours(terminal: bool) -> bool {
    terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Text that came from outside: what could move the cursor, start a line or change colours is escaped.
pub(crate) struct Visible<'t>(pub(crate) &'t str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(|c: char| !(' '..='~').contains(&c) || c == '\\') {
            f.write_str(&rest[..at])?;
            let mut chars = rest[at..].chars();
            if let Some(odd) = chars.next() {
                write!(f, "{}", odd.escape_default())?;
            }
            rest = chars.as_str();
        }
        f.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(Visible("/a b").to_string(), "/a b");
        assert_eq!(Visible("/\x1b[31m\n\\ü").to_string(), "/\\u{1b}[31m\\n\\\\\\u{fc}");
    }
}
