//! Percent-encoding (RFC 3986 section 2.1): escapes read and written, for everything that has them.

/// The byte of an escape at the start of `bytes`.
pub(crate) fn escape(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else { return None };
    let hex = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8);
    Some(hex(*high)? << 4 | hex(*low)?)
}

/// Appends the escape of a byte.
pub(crate) fn push_escape(byte: u8, out: &mut String) {
    out.extend(wz_rule::escaped(byte).map(char::from));
}

/// Appends a text in which the bytes that `is_bare` does not take are escaped; it takes ASCII only.
pub(crate) fn push_encoded(text: &str, is_bare: impl Fn(u8) -> bool, out: &mut String) {
    for byte in text.bytes() {
        if is_bare(byte) && byte.is_ascii() { out.push(char::from(byte)) } else { push_escape(byte, out) }
    }
}

/// Appends a URL or a piece of one: what RFC 3986 has no place for is escaped, `\` too, which browsers take for `/`. All
/// that means something in a URL stays, and so does `%`.
pub(crate) fn push_url(text: &str, out: &mut String) {
    push_encoded(text, |byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte), out);
}

/// The bytes of a text with its escapes undone, and with spaces for `+` in a form; `None` when they are those of the text.
/// A `%` without two hexadecimal digits stands for itself.
pub(crate) fn decoded(text: &str, in_form: bool) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    let first = bytes.iter().position(|byte| *byte == b'%' || (in_form && *byte == b'+'))?;
    let mut decoded = Vec::with_capacity(bytes.len());
    decoded.extend_from_slice(&bytes[..first]);
    let mut rest = &bytes[first..];
    while let [byte, after @ ..] = rest {
        let (byte, after) = match (*byte, escape(rest)) {
            (_, Some(escaped)) => (escaped, &rest[3..]),
            (b'+', None) if in_form => (b' ', after),
            (byte, None) => (byte, after),
        };
        decoded.push(byte);
        rest = after;
    }
    Some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_there_and_back() {
        for byte in 0..=255 {
            let mut text = String::new();
            push_escape(byte, &mut text);
            assert_eq!(escape(text.as_bytes()), Some(byte));
            assert_eq!(escape(text.to_ascii_lowercase().as_bytes()), Some(byte));
        }
        for text in ["", "%", "%4", "%4g", "%g4", "41", "%+1", "%é"] {
            assert_eq!(escape(text.as_bytes()), None, "{text}");
        }
        let mut text = String::new();
        push_encoded("aé%", |byte| byte != b'%', &mut text);
        assert_eq!(text, "a%C3%A9%25");
    }

    #[test]
    fn decodes() {
        assert_eq!(decoded("a+b%20%C3%a9%zz%", false).as_deref(), Some("a+b é%zz%".as_bytes()));
        assert_eq!(decoded("a+b%20%C3%a9%zz%", true).as_deref(), Some("a b é%zz%".as_bytes()));
        assert_eq!((decoded("a+b", false), decoded("é", true)), (None, None));
    }
}
