//! The parser of RFC 9651 §4.2.

mod bare_item;
mod containers;
mod number;

use crate::header::HeaderError;

/// A place in a text. Everything before it is ASCII.
#[derive(Debug)]
pub(super) struct Parser<'t> {
    text: &'t str,
    at: usize,
}

type Parsed<T> = Result<T, HeaderError>;

impl<'t> Parser<'t> {
    /// Reads the whole text, and the spaces around it.
    pub(super) fn whole<T>(text: &'t str, read: impl FnOnce(&mut Parser<'t>) -> Parsed<T>) -> Parsed<T> {
        let mut parser = Parser { text, at: 0 };
        parser.skip(|byte| byte == b' ');
        let value = read(&mut parser)?;
        parser.skip(|byte| byte == b' ');
        if parser.peek().is_some() { Err(parser.expected("the end")) } else { Ok(value) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over this character, if it is the next one.
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Steps over all that are such, and gives them. `is` is true for ASCII only.
    fn skip(&mut self, is: impl Fn(u8) -> bool) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.bytes().position(|byte| !is(byte)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// An error at this place.
    fn expected(&self, what: &'static str) -> HeaderError {
        let error = HeaderError::syntax(what).at(self.at);
        match &self.text[self.at..] {
            "" => error,
            rest => error.found(rest),
        }
    }
}
