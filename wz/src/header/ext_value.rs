use std::borrow::Cow;
use std::fmt;

use super::syntax::{cut, is_token};
use crate::percent::escape;

/// The charsets in which an extended value is read; the list is not going to grow (RFC 8187 has UTF-8 only).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Ascii,
    Utf8,
    Latin1,
    /// The value stays percent-encoded.
    Unknown,
}

impl Charset {
    pub(crate) fn of(name: &str) -> Charset {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("utf-8") {
            Charset::Utf8
        } else if is("iso-8859-1") {
            Charset::Latin1
        } else if is("ascii") || is("us-ascii") {
            Charset::Ascii
        } else {
            Charset::Unknown
        }
    }

    /// The text that some bytes are; what does not decode becomes U+FFFD, and an unknown charset is taken for UTF-8.
    pub(crate) fn decode_lossy(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Charset::Latin1 => bytes.iter().copied().map(char::from).collect(),
            Charset::Ascii => bytes
                .iter()
                .map(|&byte| if byte.is_ascii() { char::from(byte) } else { char::REPLACEMENT_CHARACTER })
                .collect(),
            Charset::Utf8 | Charset::Unknown => String::from_utf8_lossy(bytes),
        }
    }
}

/// The value of a parameter `name*` (RFC 8187 §3.2): `UTF-8''na%C3%AFve`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExtValue<'t> {
    /// What it stands for; where the charset is not known, the text as it is.
    pub(super) text: Cow<'t, str>,
    pub(super) charset: Option<Charset>,
}

impl<'t> ExtValue<'t> {
    /// Reads a value; `prior` is the charset of an earlier part, for one that has none (RFC 2231 §4.1).
    pub(super) fn read(value: &'t str, prior: Option<Charset>) -> ExtValue<'t> {
        let (charset, rest) = match marked(value) {
            Some(("", rest)) => (prior, rest),
            Some((charset, rest)) => (Some(Charset::of(charset)), rest),
            None => (prior, value),
        };
        let text = match charset {
            Some(Charset::Unknown) | None => Cow::Borrowed(rest),
            Some(known) => decode(rest, known),
        };
        ExtValue { text, charset }
    }
}

/// The charset, which may be empty, and the text after the language.
fn marked(value: &str) -> Option<(&str, &str)> {
    let (charset, rest) = cut(value, b'\'')?;
    let (language, text) = cut(rest, b'\'')?;
    let fits = |part: &str| part.is_empty() || is_token(part);
    (fits(charset) && fits(language) && is_token(text)).then_some((charset, text))
}

fn decode(text: &str, charset: Charset) -> Cow<'_, str> {
    let Some(first) = text.bytes().position(|byte| byte == b'%') else { return Cow::Borrowed(text) };
    let mut decoded = String::with_capacity(text.len());
    decoded.push_str(&text[..first]);
    let mut bytes = Vec::with_capacity(text.len() - first);
    let mut rest = &text[first..];
    while let Some(&byte) = rest.as_bytes().first() {
        // Whoever writes ASCII as it is may have split a character around it; that is two broken ones.
        let length = match (escape(rest.as_bytes()), byte) {
            (Some(escaped), _) => {
                bytes.push(escaped);
                3
            }
            (None, 0..=127) => {
                bytes.push(byte);
                1
            }
            (None, _) => {
                decoded.push_str(&charset.decode_lossy(&bytes));
                bytes.clear();
                let end = rest.bytes().position(|byte| byte.is_ascii()).unwrap_or(rest.len());
                decoded.push_str(&rest[..end]);
                end
            }
        };
        rest = &rest[length..];
    }
    decoded.push_str(&charset.decode_lossy(&bytes));
    Cow::Owned(decoded)
}

/// Writes an extended value in UTF-8: everything but the `attr-char` of RFC 8187 §3.2.1 as `%XX`.
pub(super) fn write_ext_value(out: &mut (impl fmt::Write + ?Sized), text: &str) -> fmt::Result {
    out.write_str("UTF-8''")?;
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
        if plain { out.write_char(char::from(byte))? } else { write!(out, "%{byte:02X}")? }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> (String, Option<Charset>) {
        let value = ExtValue::read(value, None);
        (value.text.into_owned(), value.charset)
    }

    #[test]
    fn reads_the_charsets_of_the_list() {
        assert_eq!(read("UTF-8''%e2%82%ac"), ("€".into(), Some(Charset::Utf8)));
        assert_eq!(read("utf-8'en'a%20b%"), ("a b%".into(), Some(Charset::Utf8)));
        assert_eq!(read("iso-8859-1''%e9"), ("é".into(), Some(Charset::Latin1)));
        assert_eq!(read("us-ascii''%e9a"), ("\u{fffd}a".into(), Some(Charset::Ascii)));
        assert_eq!(read("UTF-8''%ff"), ("\u{fffd}".into(), Some(Charset::Utf8)));
        assert_eq!(read("latin9''%a4"), ("%a4".into(), Some(Charset::Unknown)));
        assert_eq!(read("%a4"), ("%a4".into(), None));
        assert_eq!(read("UTF-8''"), ("UTF-8''".into(), None));
        assert_eq!(read("UTF-8'%41"), ("UTF-8'%41".into(), None));
    }

    #[test]
    fn takes_the_charset_of_an_earlier_part() {
        let value = ExtValue::read("%c3%a9é%41", Some(Charset::Utf8));
        assert_eq!((&*value.text, value.charset), ("ééA", Some(Charset::Utf8)));
    }

    #[test]
    fn what_is_written_reads_back() {
        let every: String = ('\0'..='\u{7f}').chain("é€\u{10ffff}".chars()).collect();
        let mut text = String::new();
        write_ext_value(&mut text, &every).unwrap();
        assert!(is_token(&text));
        assert_eq!(read(&text).0, every);
    }
}
