use std::borrow::Cow;
use std::fmt;

use super::syntax::{cut, is_token, unquote};
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
    fn is_known(self) -> bool {
        self != Charset::Unknown
    }

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

    /// Whether all of them are text.
    fn has(self, bytes: &[u8]) -> bool {
        match self {
            Charset::Latin1 => true,
            Charset::Ascii => bytes.is_ascii(),
            Charset::Utf8 => std::str::from_utf8(bytes).is_ok(),
            Charset::Unknown => false,
        }
    }
}

/// The value of a parameter `name*` (RFC 8187 §3.2): `UTF-8''na%C3%AFve`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExtValue<'t> {
    /// What it stands for; where the charset is not known, the text as it is.
    pub(super) text: Cow<'t, str>,
    /// Whether that is what was meant: there is a known charset, and all of it could be decoded.
    pub(super) decoded: bool,
}

impl<'t> ExtValue<'t> {
    pub(super) fn read(value: &'t str) -> ExtValue<'t> {
        let (charset, text) = charset_of(value);
        if !text.bytes().any(|byte| byte == b'%') {
            return ExtValue { text: Cow::Borrowed(text), decoded: charset.is_some_and(Charset::is_known) };
        }
        let mut decoder = Decoder::new(charset);
        decoder.encoded(text);
        decoder.finish()
    }

    /// The text, without its quotes where it is no extended value and so may have some.
    pub(super) fn unquoted(self) -> Cow<'t, str> {
        match self.text {
            Cow::Borrowed(text) if !self.decoded => unquote(text),
            Cow::Owned(text) if !self.decoded => Cow::Owned(unquote(&text).into_owned()),
            text => text,
        }
    }
}

/// The charset, if there is one, and the text after the language.
pub(super) fn charset_of(value: &str) -> (Option<Charset>, &str) {
    let fits = |part: &str| part.is_empty() || is_token(part);
    let marked = || {
        let (charset, rest) = cut(value, b'\'')?;
        let (language, text) = cut(rest, b'\'')?;
        (fits(charset) && fits(language) && fits(text)).then_some((charset, text))
    };
    match marked() {
        // Without a charset it is none of RFC 8187; text in single quotes stays what it is.
        Some(("", "")) => (None, value),
        Some(("", text)) => (None, text),
        Some((charset, text)) => (Some(Charset::of(charset)), text),
        None => (None, value),
    }
}

/// Puts a value together from parts that are percent-encoded and parts that are not.
#[derive(Debug)]
pub(super) struct Decoder {
    charset: Option<Charset>,
    /// What has been read, up to the last bytes: a character may go on in the next part.
    text: String,
    bytes: Vec<u8>,
    decoded: bool,
}

impl Decoder {
    pub(super) fn new(charset: Option<Charset>) -> Decoder {
        let charset = charset.filter(|charset| charset.is_known());
        Decoder { charset, text: String::new(), bytes: Vec::new(), decoded: charset.is_some() }
    }

    /// Adds text as it is.
    pub(super) fn plain(&mut self, text: &str) {
        self.flush();
        self.text.push_str(text);
    }

    /// Adds text in which bytes are written as `%XX`. Without a known charset nobody can say which text they are.
    pub(super) fn encoded(&mut self, text: &str) {
        if self.charset.is_none() {
            return self.text.push_str(text);
        }
        let mut rest = text;
        while let Some(&byte) = rest.as_bytes().first() {
            // Whoever writes ASCII as it is may have split a character around it; that is two broken ones.
            let length = match (escape(rest.as_bytes()), byte) {
                (Some(escaped), _) => {
                    self.bytes.push(escaped);
                    3
                }
                (None, 0..=127) => {
                    self.decoded &= byte != b'%';
                    self.bytes.push(byte);
                    1
                }
                (None, _) => {
                    let end = rest.bytes().position(|byte| byte.is_ascii()).unwrap_or(rest.len());
                    self.plain(&rest[..end]);
                    end
                }
            };
            rest = &rest[length..];
        }
    }

    pub(super) fn finish(mut self) -> ExtValue<'static> {
        self.flush();
        ExtValue { text: Cow::Owned(self.text), decoded: self.decoded }
    }

    fn flush(&mut self) {
        if let Some(charset) = self.charset
            && !self.bytes.is_empty()
        {
            self.decoded &= charset.has(&self.bytes);
            self.text.push_str(&charset.decode_lossy(&self.bytes));
            self.bytes.clear();
        }
    }
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

    fn read(value: &str) -> (String, bool) {
        let value = ExtValue::read(value);
        (value.text.into_owned(), value.decoded)
    }

    #[test]
    fn reads_the_charsets_of_the_list() {
        for (value, text) in [
            ("UTF-8''%e2%82%ac", "€"),
            ("utf-8'en'a%20b", "a b"),
            ("iso-8859-1''%e9", "é"),
            ("us-ascii''%41a", "Aa"),
            ("UTF-8''a'b", "a'b"),
            ("UTF-8''", ""),
        ] {
            assert_eq!(read(value), (text.into(), true), "{value}");
        }
    }

    #[test]
    fn says_what_cannot_be_decoded() {
        for (value, text) in [
            ("us-ascii''%e9a", "\u{fffd}a"),
            ("UTF-8''%ff", "\u{fffd}"),
            ("UTF-8''%c3x%a9", "\u{fffd}x\u{fffd}"),
            ("utf-8''a%", "a%"),
            ("utf-8''%zz%41", "%zzA"),
            ("latin9''%a4", "%a4"),
            ("latin9''a", "a"),
            ("''%41", "%41"),
            ("''x", "x"),
            ("'x'", "'x'"),
            ("''", "''"),
            ("%a4", "%a4"),
            ("UTF-8'%41", "UTF-8'%41"),
            ("\"UTF-8''x\"", "\"UTF-8''x\""),
        ] {
            assert_eq!(read(value), (text.into(), false), "{value}");
        }
    }

    #[test]
    fn a_character_may_be_in_two_parts() {
        let mut decoder = Decoder::new(Some(Charset::Utf8));
        decoder.encoded("%c3");
        decoder.encoded("%a9é%41");
        decoder.plain("%41");
        assert_eq!(decoder.finish(), ExtValue { text: "ééA%41".into(), decoded: true });
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
