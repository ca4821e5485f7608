use std::borrow::Cow;
use std::fmt;

use super::is_token;

/// A quoted string at the start of a text; see [`quoted_string`].
///
/// ```
/// use wz::header::syntax::{QuotedString, quoted_string};
///
/// let Some(QuotedString { value, rest }) = quoted_string("\"a\\\"b\" c") else { unreachable!() };
/// assert_eq!((&*value, rest), ("a\"b", " c"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotedString<'t> {
    /// What is between the quotes, without the escapes.
    pub value: Cow<'t, str>,
    /// What follows the closing quote.
    pub rest: &'t str,
}

/// The quoted string that `text` begins with (RFC 9110 §5.6.4), and the text after it; `None` when there is none or
/// it is not closed. A backslash stands for the character after it.
///
/// ```
/// use wz::header::syntax::quoted_string;
///
/// let quoted = quoted_string(r#""a \"b\""; c"#).unwrap();
/// assert_eq!((&*quoted.value, quoted.rest), (r#"a "b""#, "; c"));
/// assert_eq!(quoted_string(r#""open"#), None);
/// assert_eq!(quoted_string("token"), None);
/// ```
pub fn quoted_string(text: &str) -> Option<QuotedString<'_>> {
    let inner = text.strip_prefix('"')?;
    let mut value = Cow::Borrowed("");
    let mut start = 0;
    let mut at = 0;
    while let Some(&byte) = inner.as_bytes().get(at) {
        match byte {
            b'"' => {
                append(&mut value, &inner[start..at]);
                return Some(QuotedString { value, rest: &inner[at + 1..] });
            }
            b'\\' => {
                append(&mut value, &inner[start..at]);
                start = at + 1;
                at += 2;
            }
            _ => at += 1,
        }
    }
    None
}

fn append<'t>(value: &mut Cow<'t, str>, part: &'t str) {
    if value.is_empty() {
        *value = Cow::Borrowed(part);
    } else if !part.is_empty() {
        value.to_mut().push_str(part);
    }
}

/// The value of a token or quoted string: without the quotes and escapes when it is in quotes, else as it is.
///
/// Lenient as Werkzeug's `unquote_header_value`: quotes count only at both ends, what is between them need not be
/// escaped, and any other text stands for itself.
///
/// ```
/// use wz::header::syntax::unquote;
///
/// assert_eq!(unquote(r#""a\"b""#), r#"a"b"#);
/// assert_eq!(unquote("a"), "a");
/// assert_eq!(unquote(r#""open"#), r#""open"#);
/// ```
pub fn unquote(text: &str) -> Cow<'_, str> {
    let Some(inner) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else {
        return Cow::Borrowed(text);
    };
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    let mut value = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            // A backslash at the end has nothing to stand for.
            '\\' => value.push(characters.next().unwrap_or('\\')),
            other => value.push(other),
        }
    }
    Cow::Owned(value)
}

/// Writes a value as quoted string: `\` and `"` escaped.
///
/// A control character cannot be in a header in any way; it becomes a space, which is what RFC 9110 §5.5 has
/// recipients do with it.
///
/// ```
/// use wz::header::syntax::write_quoted;
///
/// let mut text = String::new();
/// write_quoted(&mut text, "a \"b\"\r\n")?;
/// assert_eq!(text, r#""a \"b\"  ""#);
/// # Ok::<_, std::fmt::Error>(())
/// ```
///
/// # Errors
/// Those of the writer.
pub fn write_quoted(out: &mut (impl fmt::Write + ?Sized), value: &str) -> fmt::Result {
    out.write_char('"')?;
    let mut start = 0;
    for (at, byte) in value.bytes().enumerate() {
        let replacement = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            0..=8 | 10..=31 | 127 => " ",
            _ => continue,
        };
        out.write_str(&value[start..at])?;
        out.write_str(replacement)?;
        start = at + 1;
    }
    out.write_str(&value[start..])?;
    out.write_char('"')
}

/// Writes a value as token when it is one, else [quoted](write_quoted): Werkzeug's `quote_header_value`.
///
/// ```
/// use wz::header::syntax::write_value;
///
/// let mut text = String::new();
/// for value in ["utf-8", "a b", ""] {
///     write_value(&mut text, value)?;
/// }
/// assert_eq!(text, r#"utf-8"a b""""#);
/// # Ok::<_, std::fmt::Error>(())
/// ```
///
/// # Errors
/// Those of the writer.
pub fn write_value(out: &mut (impl fmt::Write + ?Sized), value: &str) -> fmt::Result {
    if is_token(value) { out.write_str(value) } else { write_quoted(out, value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dumped(value: &str) -> String {
        let mut text = String::new();
        write_value(&mut text, value).unwrap();
        text
    }

    #[test]
    fn what_is_written_reads_back() {
        for value in ["", "a", "a b", "\"", "\\", "a\\\"b", "é", "\\\\\\", "a,b;c=d", "\"\""] {
            let text = dumped(value);
            assert_eq!(unquote(&text), value, "{text}");
            if text.starts_with('"') {
                assert_eq!(quoted_string(&text), Some(QuotedString { value: value.into(), rest: "" }));
            }
        }
    }

    #[test]
    fn never_writes_a_control_character() {
        let every: String = (0..=127).map(char::from).collect();
        assert!(dumped(&every).bytes().all(|byte| byte == b'\t' || (32..127).contains(&byte)));
    }

    #[test]
    fn unquotes_leniently() {
        for (text, value) in [
            ("\"", "\""),
            ("\"\"", ""),
            (r#"a"b"#, r#"a"b"#),
            (r#""a"b""#, r#"a"b"#),
            (r#""a\""#, r"a\"),
            ("", ""),
        ] {
            assert_eq!(unquote(text), value, "{text}");
        }
    }

    #[test]
    fn borrows_what_has_no_escape() {
        assert!(matches!(quoted_string("\"a b\"").unwrap().value, Cow::Borrowed("a b")));
        assert!(matches!(unquote("\"a b\""), Cow::Borrowed("a b")));
        assert_eq!(quoted_string(r#""\"#), None);
        assert_eq!(quoted_string(r#""\é\x"y"#).unwrap(), QuotedString { value: "éx".into(), rest: "y" });
    }
}
