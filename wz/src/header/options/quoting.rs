use std::borrow::Cow;

use crate::header::syntax::{trim, unquote};
use crate::header::usual;

/// What stands for a quote inside of quotes, and what a backslash is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::header) enum Quoting {
    /// A backslash stands for the character after it (RFC 9110 §5.6.4).
    Header,
    /// As in `Header`; but a `boundary` that has no quotes goes on up to the next `;`. Some programs write `=` and `/` in it
    /// without quotes, and most that read it take it so. Werkzeug cuts it off, and then finds no such boundary.
    Multipart,
    /// Browsers write `%22`, `%0D` and `%0A`, and leave a backslash as it is (HTML, multipart/form-data). Before a quote it
    /// is an escape, as other clients write it.
    Form,
}

impl Quoting {
    /// How long the quoted string at the start is, with its quotes. A backslash escapes only what has to be escaped.
    pub(super) fn length(self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 1;
        while let Some(byte) = bytes.get(at) {
            match (byte, bytes.get(at + 1)) {
                (b'\\', Some(b'\\' | b'"')) => at += 2,
                (b'"', _) => return Some(at + 1),
                _ => at += 1,
            }
        }
        // A browser wrote the backslash at the end of a name, and the quote after it is the closing one.
        let text = trim(text);
        (self == Quoting::Form && text.ends_with("\\\"")).then_some(text.len())
    }

    /// The value of a token or quoted string.
    pub(super) fn value(self, text: &str) -> Cow<'static, str> {
        let value = match self {
            Quoting::Header | Quoting::Multipart => decoded(unquote(text), &[("%22", "\"")]),
            Quoting::Form => {
                let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                let text = inner.map_or(Cow::Borrowed(text), without_escapes);
                decoded(text, &[("%22", "\""), ("%0D", "\r"), ("%0A", "\n")])
            }
        };
        match value {
            Cow::Borrowed(text) => usual::kept(text, usual::VALUES),
            Cow::Owned(text) => Cow::Owned(text),
        }
    }
}

fn decoded<'t>(text: Cow<'t, str>, escapes: &[(&str, &str)]) -> Cow<'t, str> {
    if !text.bytes().any(|byte| byte == b'%') {
        return text;
    }
    escapes.iter().fold(text, |text, (escape, character)| {
        if text.contains(escape) { Cow::Owned(text.replace(escape, character)) } else { text }
    })
}

/// What is between the quotes, with half of the backslashes that stand before one.
fn without_escapes(inner: &str) -> Cow<'_, str> {
    if !inner.ends_with('\\') && !inner.contains("\\\"") {
        return Cow::Borrowed(inner);
    }
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.bytes().position(|byte| byte == b'\\') {
        let after = rest[at..].trim_start_matches('\\');
        let count = rest.len() - at - after.len();
        text.push_str(&rest[..at]);
        let kept = match after.bytes().next() {
            // The last one of an odd number is there for the quote.
            Some(b'"') => count / 2,
            Some(_) => count,
            None => count.div_ceil(2),
        };
        text.extend(std::iter::repeat_n('\\', kept));
        rest = after;
    }
    text.push_str(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_keep_backslashes_that_are_not_before_a_quote() {
        for (text, value) in [
            (r#""C:\dir\x.txt""#, r"C:\dir\x.txt"),
            (r#""\\server\x""#, r"\\server\x"),
            (r#""a\"b""#, r#"a"b"#),
            (r#""a\\\"b""#, r#"a\"b"#),
            (r#""a\\""#, r"a\"),
            (r#""a\""#, r"a\"),
            (r#""a\\\""#, r"a\\"),
            (r#""%22%0D%0A%0d%41""#, "\"\r\n%0d%41"),
            (r"a\b", r"a\b"),
            ("\"é\\é\"", "é\\é"),
        ] {
            assert_eq!(Quoting::Form.length(text).unwrap_or(text.len()), text.len(), "{text}");
            assert_eq!(Quoting::Form.value(text), value, "{text}");
        }
        assert_eq!(Quoting::Header.value(r#""C:\dir%22%0D""#), "C:dir\"%0D");
    }

    #[test]
    fn a_quote_that_is_not_closed_has_no_end() {
        for text in ["\"a", "\"a\\\"b", "\"", "\"\\", "\"a\\\" b"] {
            assert_eq!((Quoting::Form.length(text), Quoting::Header.length(text)), (None, None), "{text}");
        }
        assert_eq!((Quoting::Form.length("\"a\\\" "), Quoting::Header.length("\"a\\\"")), (Some(4), None));
    }
}
