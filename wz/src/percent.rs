//! Percent-encoding (RFC 3986 section 2.1): escapes read and written, for everything that has them.

use memchr::{memchr, memchr2};

/// The byte of an escape at the start of `bytes`.
pub(crate) fn escape(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else { return None };
    let hex = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    };
    Some(hex(*high)? << 4 | hex(*low)?)
}

/// The escapes of all bytes, one after the other.
const ESCAPES: [u8; 768] = {
    let mut all = [0; 768];
    let mut at = 0;
    while at < 768 {
        all[at] = wz_rule::escaped((at / 3) as u8)[at % 3];
        at += 1;
    }
    all
};

/// The escape of a byte.
pub(crate) fn escaped(byte: u8) -> &'static str {
    const TEXT: &str = match std::str::from_utf8(&ESCAPES) {
        Ok(text) => text,
        Err(_) => "",
    };
    &TEXT[3 * usize::from(byte)..][..3]
}

/// Appends the escape of a byte.
pub(crate) fn push_escape(byte: u8, out: &mut String) {
    out.push_str(escaped(byte));
}

/// Letters and digits of ASCII.
pub(crate) const ALPHANUMERIC: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

/// The table with more bytes in it.
pub(crate) const fn with(mut table: [bool; 256], bytes: &[u8]) -> [bool; 256] {
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
}

/// Appends a text in which the bytes that `is_bare` does not take are escaped; it takes ASCII only.
pub(crate) fn push_encoded(text: &str, is_bare: impl Fn(u8) -> bool, out: &mut String) {
    let bytes = text.as_bytes();
    push_encoded_as(text, |at| is_bare(bytes[at]) && bytes[at].is_ascii(), escaped, out);
}

/// Appends a text in which the bytes stay that `keeps` says by their places, which are those of ASCII, and others are what
/// `encoded` says.
pub(crate) fn push_encoded_as(
    text: &str,
    keeps: impl Fn(usize) -> bool,
    encoded: impl Fn(u8) -> &'static str,
    out: &mut String,
) {
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if !keeps(at) {
            // Behind the byte that was encoded last there may be the rest of its character, of which nothing is kept.
            if start < at {
                out.push_str(&text[start..at]);
            }
            out.push_str(encoded(byte));
            start = at + 1;
        }
    }
    if start < text.len() {
        out.push_str(&text[start..]);
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
    let find = |bytes| if in_form { memchr2(b'%', b'+', bytes) } else { memchr(b'%', bytes) };
    let mut rest = text.as_bytes();
    let mut found = find(rest)?;
    let mut decoded = Vec::with_capacity(rest.len());
    loop {
        decoded.extend_from_slice(&rest[..found]);
        rest = &rest[found..];
        // Escapes come in runs: all but the simplest characters take several.
        while let [byte @ (b'%' | b'+'), after @ ..] = rest {
            let (byte, after) = match escape(rest) {
                Some(escaped) => (escaped, &rest[3..]),
                None if in_form && *byte == b'+' => (b' ', after),
                None => (*byte, after),
            };
            decoded.push(byte);
            rest = after;
        }
        let Some(next) = find(rest) else { break };
        found = next;
    }
    decoded.extend_from_slice(rest);
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
