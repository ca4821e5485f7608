//! Lines for people on standard error.

#[cfg(feature = "server")]
use std::ffi::OsStr;
use std::fmt::{self, Write as _};
use std::io::Write;

/// Writes one line in one piece. A closed standard error is no reason to stop serving.
pub(crate) fn line(text: &str) {
    let mut line = String::with_capacity(text.len() + 1);
    line.push_str(text);
    line.push('\n');
    let _ = std::io::stderr().write_all(line.as_bytes());
}

/// Whether to write colours, given whether the other end is a terminal: not when `NO_COLOR` is set to something, and
/// not when `TERM` is `dumb`, a terminal that would show the codes.
#[cfg(feature = "server")]
pub(crate) fn colours(terminal: bool) -> bool {
    terminal && wants_colours(std::env::var_os("NO_COLOR").as_deref(), std::env::var_os("TERM").as_deref())
}

#[cfg(feature = "server")]
fn wants_colours(no_color: Option<&OsStr>, term: Option<&OsStr>) -> bool {
    no_color.is_none_or(OsStr::is_empty) && term.is_none_or(|term| term != "dumb")
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

/// Bytes of a text from outside that a line of the log holds.
const SHOWN: usize = 1024;

/// Text that came from outside and may have any length: [visible](Visible), and cut with an ellipsis and the length,
/// lest whoever sends requests fills the log.
pub(crate) struct Shown<'t>(pub(crate) &'t str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.len() <= SHOWN {
            return Visible(self.0).fmt(f);
        }
        let beginning = &self.0[..self.0.floor_char_boundary(SHOWN)];
        write!(f, "{}... ({} bytes)", Visible(beginning), self.0.len())
    }
}

/// Words of an error or a panic, in which text from outside may be quoted. What could move the cursor, change colours
/// or the direction of writing is escaped. A line break stays one, but the next line is indented further than any line
/// of the log: it can be read, and cannot be taken for one.
pub(crate) struct Words<'t>(pub(crate) &'t str);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, line) in self.0.split('\n').enumerate() {
            if i > 0 {
                f.write_str("\n    ")?;
            }
            for c in line.strip_suffix('\r').unwrap_or(line).chars() {
                if plays_tricks(c) { write!(f, "{}", c.escape_default())? } else { f.write_char(c)? }
            }
        }
        Ok(())
    }
}

/// Control characters (C0, DEL, C1), the line and paragraph separators, and what changes the direction of writing.
fn plays_tricks(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_readable_and_play_no_tricks() {
        assert_eq!(Words(r"no `ü` in C:\x").to_string(), r"no `ü` in C:\x");
        assert_eq!(Words("a\nGET / 200\r\n  at b\rc").to_string(), "a\n    GET / 200\n      at b\\rc");
        let odd = "\0\x1b[2J\x7f\u{9b}31m\u{2028}\u{2029}\u{202e}\u{2066}\u{200f}\t";
        let escaped = r"\u{0}\u{1b}[2J\u{7f}\u{9b}31m\u{2028}\u{2029}\u{202e}\u{2066}\u{200f}\t";
        assert_eq!(Words(odd).to_string(), escaped);
    }

    #[cfg(feature = "server")]
    #[test]
    fn terminals_without_colours() {
        let wants = |no_color: Option<&str>, term: Option<&str>| {
            wants_colours(no_color.map(OsStr::new), term.map(OsStr::new))
        };
        assert!(wants(None, None) && wants(Some(""), Some("xterm-256color")));
        assert!(!wants(Some("1"), Some("xterm")) && !wants(None, Some("dumb")));
    }

    #[test]
    fn what_is_long_is_cut_between_characters() {
        let long = format!("/{}\u{fc}{}", "a".repeat(1022), "b".repeat(60_000));
        assert_eq!(Shown(&long).to_string(), format!("/{}... (61025 bytes)", "a".repeat(1022)));
        assert_eq!(Shown(&"a".repeat(1024)).to_string(), "a".repeat(1024));
    }

    #[test]
    fn nothing_reaches_the_terminal_raw() {
        assert_eq!(Visible("/a b").to_string(), "/a b");
        assert_eq!(Visible("/\x1b[31m\n\\ü").to_string(), "/\\u{1b}[31m\\n\\\\\\u{fc}");
    }
}
