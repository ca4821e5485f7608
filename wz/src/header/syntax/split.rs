use std::iter::FusedIterator;

use super::trim;

/// The parts of a text; see [`split`] and [`list`].
///
/// ```
/// use wz::header::syntax::{Split, list};
///
/// let mut parts: Split<'_> = list("a, b, c");
/// assert_eq!(parts.next(), Some("a"));
/// assert_eq!(parts.clone().count(), 2);
/// assert_eq!(parts.last(), Some("c"));
/// ```
#[derive(Debug, Clone)]
pub struct Split<'t> {
    rest: Option<&'t str>,
    separator: u8,
    empty: bool,
}

/// The parts between top-level separators: a separator inside of a quoted string does not count. Parts are
/// [trimmed](trim); empty ones are kept. A quote that is not closed reaches to the end.
///
/// `separator` is an ASCII character other than `"` and `\`.
///
/// ```
/// use wz::header::syntax::split;
///
/// assert!(split(r#"a; b="x;y" ;"#, b';').eq(["a", r#"b="x;y""#, ""]));
/// ```
pub fn split(text: &str, separator: u8) -> Split<'_> {
    Split { rest: Some(text), separator, empty: true }
}

/// The elements of a list: between top-level commas, [trimmed](trim), and without the empty ones, which recipients
/// have to ignore (RFC 9110 §5.6.1.2). A quote that is not closed reaches to the end.
///
/// Elements are as they are written; [`unquote`](super::unquote) takes quotes away.
///
/// ```
/// use wz::header::syntax::list;
///
/// assert!(list(r#"a,, "b,c" ,d;e="f,g","#).eq(["a", r#""b,c""#, r#"d;e="f,g""#]));
/// ```
pub fn list(text: &str) -> Split<'_> {
    Split { rest: Some(text), separator: b',', empty: false }
}

/// The text before and after the first top-level separator, both [trimmed](trim); `None` after it when there is none.
///
/// ```
/// use wz::header::syntax::split_once;
///
/// assert_eq!(split_once("text/html ; q=1; r", b';'), ("text/html", Some("q=1; r")));
/// assert_eq!(split_once(" a ", b';'), ("a", None));
/// ```
pub fn split_once(text: &str, separator: u8) -> (&str, Option<&str>) {
    match find(text.as_bytes(), separator) {
        Some(at) => (trim(&text[..at]), Some(trim(&text[at + 1..]))),
        None => (trim(text), None),
    }
}

/// The text before and after the first `separator`, which is ASCII, quoted or not.
///
/// Most texts are short, and for them this is faster than the search of the standard library.
#[inline]
pub(crate) fn cut(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == separator)?;
    Some((&text[..at], &text[at + 1..]))
}

impl<'t> Iterator for Split<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        loop {
            let text = self.rest?;
            let part = match find(text.as_bytes(), self.separator) {
                Some(at) => {
                    self.rest = Some(&text[at + 1..]);
                    &text[..at]
                }
                None => {
                    self.rest = None;
                    text
                }
            };
            let part = trim(part);
            if self.empty || !part.is_empty() {
                return Some(part);
            }
        }
    }
}

impl FusedIterator for Split<'_> {}

/// Where the first separator outside of quotes is.
fn find(bytes: &[u8], separator: u8) -> Option<usize> {
    // Other bytes of a character are never ASCII, so an offset found here is at the edge of a character.
    debug_assert!(separator.is_ascii());
    let mut at = bytes.iter().position(|&byte| byte == separator || byte == b'"')?;
    let mut quoted = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => quoted = !quoted,
            b'\\' if quoted => at += 1,
            byte if byte == separator && !quoted => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_in_quotes_do_not_count() {
        assert!(list(r#""a\",b", c"#).eq([r#""a\",b""#, "c"]));
        assert!(list(r#"a"b,c"d,e"#).eq([r#"a"b,c"d"#, "e"]));
        assert!(list(r#"a\,b"#).eq([r"a\", "b"]));
    }

    #[test]
    fn an_open_quote_reaches_to_the_end() {
        assert!(list(r#"a, "b, c"#).eq(["a", r#""b, c"#]));
        assert!(list("\"a\\").eq(["\"a\\"]));
        assert!(list("\"\\é,x").eq(["\"\\é,x"]));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(list("").count() + list(" ,\t,, ").count(), 0);
        assert!(split("", b';').eq([""]));
        assert!(split(";", b';').eq(["", ""]));
    }

    #[test]
    fn a_megabyte_of_separators() {
        assert_eq!(list(&",".repeat(1 << 20)).count(), 0);
        assert_eq!(list(&"\"".repeat((1 << 20) + 1)).count(), 1);
        assert_eq!(split(&";".repeat(1 << 20), b';').count(), (1 << 20) + 1);
    }
}
