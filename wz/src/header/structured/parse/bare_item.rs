use super::{Parsed, Parser};
use crate::base64::{Alphabet, decode_filled, decode_unfilled};
use crate::header::HeaderError;
use crate::header::structured::{BareItem, Text, Token};

impl Parser<'_> {
    /// §4.2.3.1: the first character says which one it is.
    pub(super) fn bare_item(&mut self) -> Parsed<BareItem> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'"') => self.string(),
            Some(first) if Token::is_first(first) => {
                Ok(BareItem::Token(Token::checked(self.skip(Token::is_next))))
            }
            Some(b':') => self.bytes(),
            Some(b'?') => self.boolean(),
            Some(b'@') => {
                self.at += 1;
                self.date()
            }
            Some(b'%') => self.display_string(),
            _ => Err(self.expected("a value")),
        }
    }

    /// §4.2.5.
    fn string(&mut self) -> Parsed<BareItem> {
        self.at += 1;
        let mut text = String::new();
        loop {
            text.push_str(self.skip(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'));
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(BareItem::Text(Text::checked(text)));
                }
                Some(b'\\') => {
                    self.at += 1;
                    match self.peek() {
                        Some(escaped @ (b'"' | b'\\')) => text.push(char::from(escaped)),
                        _ => return Err(self.expected("`\"` or `\\` after a backslash")),
                    }
                    self.at += 1;
                }
                Some(_) => return Err(self.expected("printable ASCII in a string")),
                None => return Err(self.expected("`\"` at the end of a string")),
            }
        }
    }

    /// §4.2.7. What is left over in the last group is not looked at, and its `=` may be missing.
    fn bytes(&mut self) -> Parsed<BareItem> {
        self.at += 1;
        let start = self.at;
        let text = self.skip(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
        if !self.eat(b':') {
            return Err(self.expected("base64 and `:` at the end of a byte sequence"));
        }
        let decode = if text.ends_with('=') { decode_filled } else { decode_unfilled };
        let bytes = decode(text.as_bytes(), Alphabet::Standard);
        bytes.map(BareItem::Bytes).ok_or_else(|| HeaderError::syntax("base64").found(text).at(start))
    }

    /// §4.2.8.
    fn boolean(&mut self) -> Parsed<BareItem> {
        self.at += 1;
        match self.peek() {
            Some(value @ (b'0' | b'1')) => {
                self.at += 1;
                Ok(BareItem::Boolean(value == b'1'))
            }
            _ => Err(self.expected("`0` or `1` after `?`")),
        }
    }

    /// §4.2.10.
    fn display_string(&mut self) -> Parsed<BareItem> {
        self.at += 1;
        let start = self.at;
        if !self.eat(b'"') {
            return Err(self.expected("`\"` after `%`"));
        }
        let mut bytes = Vec::new();
        loop {
            let plain = self.skip(|byte| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'%');
            bytes.extend_from_slice(plain.as_bytes());
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    let text = String::from_utf8(bytes);
                    let not_text =
                        || HeaderError::syntax("the bytes of UTF-8 text in a display string").at(start);
                    return text.map(BareItem::DisplayString).map_err(|_| not_text());
                }
                Some(b'%') => {
                    self.at += 1;
                    let (high, low) = (self.hex()?, self.hex()?);
                    bytes.push(high << 4 | low);
                }
                Some(_) => return Err(self.expected("printable ASCII or `%` in a display string")),
                None => return Err(self.expected("`\"` at the end of a display string")),
            }
        }
    }

    /// A digit in lower case: others would be a second way to write the same.
    fn hex(&mut self) -> Parsed<u8> {
        let value = match self.peek() {
            Some(digit @ b'0'..=b'9') => digit - b'0',
            Some(digit @ b'a'..=b'f') => digit - b'a' + 10,
            _ => return Err(self.expected("two hex digits in lower case after `%`")),
        };
        self.at += 1;
        Ok(value)
    }
}
