use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a byte needs no quotes. RFC 6265 §4.1.1 allows some more than a token, and this is all that Werkzeug
/// leaves bare.
fn is_bare(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

/// The value as it is written in a cookie: as it is where RFC 6265 allows that, else in quotes.
///
/// Between quotes, `"` and `\` have a backslash before them; control characters, `,`, `;` and the bytes of what is
/// not ASCII become `\` and three octal digits. The result is always ASCII without control characters, and the same
/// as that of Python's `http.cookies`, which [`unquote`] and Werkzeug read.
///
/// ```
/// use wz::cookie::quote;
///
/// assert_eq!(quote("a=b/c"), "a=b/c");
/// assert_eq!(quote("b\"c;d e\\"), r#""b\"c\073d e\\""#);
/// assert_eq!(quote("é"), r#""\303\251""#);
/// ```
pub fn quote(value: &str) -> Cow<'_, str> {
    // All of it is looked at, which takes many bytes at a time.
    if value.bytes().fold(true, |bare, byte| bare & is_bare(byte)) {
        return Cow::Borrowed(value);
    }
    let mut quoted = String::with_capacity(value.len() + 8);
    quoted.push('"');
    for byte in value.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            b' ' => quoted.push(' '),
            _ if is_bare(byte) => quoted.push(char::from(byte)),
            // Nothing can be done about an error of a string, and there is none.
            _ => drop(write!(quoted, "\\{byte:03o}")),
        }
    }
    quoted.push('"');
    Cow::Owned(quoted)
}

/// The value that is written as `text` in a cookie: without quotes and escapes when quotes are at both ends, else as
/// it is.
///
/// A backslash and three octal digits from `\000` to `\377` are a byte; another backslash is dropped and what follows
/// it stays. Bytes that are not UTF-8 become U+FFFD.
///
/// ```
/// use wz::cookie::unquote;
///
/// assert_eq!(unquote(r#""J\303\274rgen \"J\"""#), "Jürgen \"J\"");
/// assert_eq!(unquote(r"a\073"), r"a\073");
/// assert_eq!(unquote("\"\\377\""), "\u{fffd}");
/// ```
pub fn unquote(text: &str) -> Cow<'_, str> {
    unquote_bytes(text.as_bytes())
}

pub(super) fn unquote_bytes(text: &[u8]) -> Cow<'_, str> {
    let inner = match text {
        [b'"', inner @ .., b'"'] => inner,
        _ => return String::from_utf8_lossy(text),
    };
    let Some(first) = inner.iter().position(|&byte| byte == b'\\') else {
        return String::from_utf8_lossy(inner);
    };
    let mut value = Vec::with_capacity(inner.len());
    value.extend_from_slice(&inner[..first]);
    let mut rest = &inner[first..];
    while let Some((&byte, after)) = rest.split_first() {
        rest = match (byte, after) {
            (b'\\', [high @ b'0'..=b'3', middle @ b'0'..=b'7', low @ b'0'..=b'7', after @ ..]) => {
                value.push((high & 7) << 6 | (middle & 7) << 3 | (low & 7));
                after
            }
            // A line feed is what Werkzeug's expression does not take for a character; no header has one.
            (b'\\', [escaped, after @ ..]) if *escaped != b'\n' => {
                value.push(*escaped);
                after
            }
            _ => {
                value.push(byte);
                after
            }
        };
    }
    match String::from_utf8(value) {
        Ok(value) => Cow::Owned(value),
        Err(error) => Cow::Owned(String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_reads_back_and_is_written_safely() {
        for code in (0..0x300).chain([0x20ac, 0xfffd, 0x1f600]) {
            let Some(character) = char::from_u32(code) else { continue };
            for value in [character.to_string(), format!("a{character}\\{character}b\" {character}")] {
                let text = quote(&value);
                assert_eq!(unquote(&text), value, "{text}");
                assert!(text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic() && byte != b';'));
                assert!(text.starts_with('"') || !text.contains([' ', '"', '\\', ',']));
            }
        }
    }

    #[test]
    fn borrows_what_needs_no_change() {
        assert!(matches!(quote(""), Cow::Borrowed("")));
        assert!(matches!(unquote("\"a b\""), Cow::Borrowed("a b")));
        assert!(matches!(unquote("a"), Cow::Borrowed("a")));
    }

    #[test]
    fn escapes_as_werkzeug_reads_them() {
        for (text, value) in [
            (r#""\400""#, "400"),
            (r#""\08""#, "08"),
            (r#""\18""#, "18"),
            (r#""\101\"\\x\é""#, "A\"\\xé"),
            (r#""a\""#, "a\\"),
            ("\"", "\""),
            ("\"\"", ""),
        ] {
            assert_eq!(unquote(text), value, "{text}");
        }
    }
}
