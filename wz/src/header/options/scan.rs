use std::iter::FusedIterator;

use super::quoting::Quoting;
use crate::header::syntax::{cut, is_tchar, trim};

/// The `name=value` parts of a text that are well formed, the value as it is written: a token, or with its quotes.
///
/// As Werkzeug reads them: what follows a value up to the next `;` is ignored, as is a part that does not begin with a name
/// and `=`; at a quote that is not closed reading ends. Unlike there, blanks around `=` do not matter: RFC 6266 §5 has
/// them in its examples, and parameters of media types had them by RFC 2616.
#[derive(Debug, Clone)]
pub(super) struct Parts<'t> {
    rest: &'t str,
    quoting: Quoting,
}

/// The parts of `text`, which begins with the first one.
pub(super) fn parts(text: &str, quoting: Quoting) -> Parts<'_> {
    Parts { rest: text, quoting }
}

impl<'t> Iterator for Parts<'t> {
    type Item = (&'t str, &'t str);

    fn next(&mut self) -> Option<(&'t str, &'t str)> {
        while !self.rest.is_empty() {
            let text = skip_blanks(std::mem::take(&mut self.rest));
            let name = &text[..token_length(text)];
            let after = skip_blanks(&text[name.len()..]);
            let value = match after.strip_prefix('=') {
                Some(value) if !name.is_empty() => skip_blanks(value),
                _ => {
                    self.rest = after_delimiter(after);
                    continue;
                }
            };
            let length = if value.starts_with('"') {
                self.quoting.length(value)?
            } else if self.quoting == Quoting::Multipart && name.eq_ignore_ascii_case("boundary") {
                trim(cut(value, b';').map_or(value, |(value, _)| value)).len()
            } else {
                token_length(value)
            };
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

fn skip_blanks(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

fn after_delimiter(text: &str) -> &str {
    cut(text, b';').map_or("", |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_what_is_malformed() {
        let read = |text| parts(text, Quoting::Header).collect::<Vec<_>>();
        assert_eq!(read(r#"b="c;d"; e=f"#), [("b", r#""c;d""#), ("e", "f")]);
        assert_eq!(read("b;;=c; \"d\"=e; f g=h;\ti=j"), [("i", "j")]);
        assert_eq!(read("a = b;c=\t\"d\";e\t=f; g= ;h= \t"), [("a", "b"), ("c", "\"d\""), ("e", "f")]);
        assert_eq!(read("b=c d; e=f=g;h="), [("b", "c"), ("e", "f")]);
        assert_eq!(read(r#"a=b; c="open; d=e"#), [("a", "b")]);
        assert_eq!(read(r#"a="\é\"b"x; c=d"#), [("a", r#""\é\"b""#), ("c", "d")]);
    }

    #[test]
    fn a_boundary_needs_no_quotes() {
        let read = |text| parts(text, Quoting::Multipart).collect::<Vec<_>>();
        assert_eq!(read("boundary=--=_x==; a=b=c"), [("boundary", "--=_x=="), ("a", "b")]);
        assert_eq!(
            read("Boundary = a b/c ;boundary=\"x=\"y"),
            [("Boundary", "a b/c"), ("boundary", "\"x=\"")]
        );
        assert_eq!(read("boundary=;a=b"), [("a", "b")]);
        assert_eq!(parts("boundary=--=_x==", Quoting::Header).collect::<Vec<_>>(), [("boundary", "--")]);
    }
}
