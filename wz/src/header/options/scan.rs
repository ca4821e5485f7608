use std::iter::FusedIterator;

use crate::header::syntax::{cut, is_tchar};

/// The `name=value` parts of a text that are well formed, the value as it is written: a token, or with its quotes.
///
/// As Werkzeug reads them: no spaces around `=`; what follows a value up to the next `;` is ignored, as is a part that
/// does not begin with a name and `=`; at a quote that is not closed reading ends.
#[derive(Debug, Clone)]
pub(super) struct Parts<'t> {
    rest: &'t str,
}

/// The parts of `text`, which begins with the first one.
pub(super) fn parts(text: &str) -> Parts<'_> {
    Parts { rest: text }
}

impl<'t> Iterator for Parts<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<(&'t str, &'t str)> {
        while !self.rest.is_empty() {
            let text = std::mem::take(&mut self.rest).trim_start_matches([' ', '\t']);
            let name = &text[..token_length(text)];
            let after = &text[name.len()..];
            let value = match after.strip_prefix('=') {
                Some(value) if !name.is_empty() => value,
                _ => {
                    self.rest = after_delimiter(after);
                    continue;
                }
            };
            let length = if value.starts_with('"') { quoted_length(value)? } else { token_length(value) };
            self.rest = after_delimiter(&value[length..]);
            if length > 0 {
                return Some((name, &value[..length]));
            }
        }
        None
    }
}

impl FusedIterator for Parts<'_> {}

fn token_length(text: &str) -> usize {
    text.bytes().take_while(|&byte| is_tchar(byte)).count()
}

/// How long the quoted string at the start is, with its quotes. A backslash escapes only what has to be escaped.
fn quoted_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'\\', Some(b'\\' | b'"')) => at += 2,
            (b'"', _) => return Some(at + 1),
            _ => at += 1,
        }
    }
}

fn after_delimiter(text: &str) -> &str {
    cut(text, b';').map_or("", |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_what_is_malformed() {
        let read = |text| parts(text).collect::<Vec<_>>();
        assert_eq!(read(r#"b="c;d"; e=f"#), [("b", r#""c;d""#), ("e", "f")]);
        assert_eq!(read("b;;=c; \"d\"=e; f = g;\th=i"), [("h", "i")]);
        assert_eq!(read("b=c d; e=f=g;h="), [("b", "c"), ("e", "f")]);
        assert_eq!(read(r#"a=b; c="open; d=e"#), [("a", "b")]);
        assert_eq!(read(r#"a="\é\"b"x; c=d"#), [("a", r#""\é\"b""#), ("c", "d")]);
    }
}
