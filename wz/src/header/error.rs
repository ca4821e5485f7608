use std::borrow::Cow;
use std::fmt;

use http::HeaderName;

/// Why a header could not be read or written: which one, what was expected, and what stood there.
///
/// The message says what to write. It quotes at most 40 characters of what was found, on one line, so it can go into
/// a log or an answer.
///
/// ```
/// use wz::header::{HeaderError, HeaderErrorKind};
/// use wz::http::header::AGE;
///
/// let error = HeaderError::value("a number of seconds").found("soon").at(0).of(AGE);
/// assert_eq!(error.kind(), HeaderErrorKind::Value);
/// assert_eq!(error.name(), Some(&AGE));
/// assert_eq!(error.to_string(), "age: expected a number of seconds, found `soon` at byte 0");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderError {
    name: Option<HeaderName>,
    kind: HeaderErrorKind,
    /// What was expected, or for the kinds without it, the whole message.
    message: Cow<'static, str>,
    found: Option<Box<str>>,
    position: Option<usize>,
}

/// What sort of mistake a [`HeaderError`] is.
///
/// ```
/// use wz::header::{ContentType, HeaderErrorKind, HeaderMapExt, Host};
/// use wz::http::HeaderMap;
///
/// let error = "text".parse::<ContentType>().unwrap_err();
/// assert_eq!(error.kind(), HeaderErrorKind::Syntax);
///
/// let hosts = ["a.example", "b.example"].map(|host| (wz::http::header::HOST, host.parse().unwrap()));
/// let error = HeaderMap::from_iter(hosts).typed::<Host>().unwrap_err();
/// assert_eq!(error.kind(), HeaderErrorKind::Repeated);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeaderErrorKind {
    /// The text does not follow the grammar of the header.
    Syntax,
    /// The text follows the grammar, and a value in it is not one that the header can have.
    Value,
    /// A documented limit is exceeded.
    Limit,
    /// There are several lines of a header that may have one only.
    Repeated,
    /// The value cannot be written as a header: a character in it would end the line or the quoting.
    Unwritable,
}

impl HeaderError {
    /// The text does not follow the grammar; `expected` names what should have been there.
    ///
    /// ```
    /// use wz::header::{HeaderError, HeaderErrorKind};
    ///
    /// let error = HeaderError::syntax("a token").found("a b");
    /// assert_eq!(error.kind(), HeaderErrorKind::Syntax);
    /// assert_eq!(error.to_string(), "expected a token, found `a b`");
    /// ```
    pub fn syntax(expected: impl Into<Cow<'static, str>>) -> HeaderError {
        HeaderError::new(HeaderErrorKind::Syntax, expected)
    }

    /// A value is out of its range or set; `expected` names what it can be.
    ///
    /// ```
    /// use wz::header::{HeaderError, HeaderErrorKind};
    ///
    /// assert_eq!(HeaderError::value("a number up to 5").kind(), HeaderErrorKind::Value);
    /// ```
    pub fn value(expected: impl Into<Cow<'static, str>>) -> HeaderError {
        HeaderError::new(HeaderErrorKind::Value, expected)
    }

    /// A limit is exceeded; `expected` names it with its value.
    ///
    /// ```
    /// use wz::header::{HeaderError, HeaderErrorKind};
    ///
    /// let error = HeaderError::limit("at most 256 methods");
    /// assert_eq!((error.kind(), error.to_string()), (HeaderErrorKind::Limit, "expected at most 256 methods".into()));
    /// ```
    pub fn limit(expected: impl Into<Cow<'static, str>>) -> HeaderError {
        HeaderError::new(HeaderErrorKind::Limit, expected)
    }

    /// The value cannot be written; `expected` names what can be.
    ///
    /// ```
    /// use wz::header::{HeaderError, HeaderErrorKind};
    ///
    /// assert_eq!(HeaderError::unwritable("visible ASCII").kind(), HeaderErrorKind::Unwritable);
    /// ```
    pub fn unwritable(expected: impl Into<Cow<'static, str>>) -> HeaderError {
        HeaderError::new(HeaderErrorKind::Unwritable, expected)
    }

    pub(super) fn repeated() -> HeaderError {
        HeaderError::new(HeaderErrorKind::Repeated, "one line of this header, found several")
    }

    fn new(kind: HeaderErrorKind, expected: impl Into<Cow<'static, str>>) -> HeaderError {
        HeaderError { name: None, kind, message: expected.into(), found: None, position: None }
    }

    /// Adds the text that was found; leave it out where the text is a secret. At most 40 characters of it are shown.
    ///
    /// ```
    /// use wz::header::HeaderError;
    ///
    /// assert_eq!(HeaderError::value("a number").found("a\nb").to_string(), r"expected a number, found `a\nb`");
    /// ```
    #[must_use]
    pub fn found(mut self, text: &str) -> HeaderError {
        // No more is kept than is shown, with one character more to tell that there was more.
        let end = text.char_indices().nth(SHOWN + 1).map_or(text.len(), |(at, _)| at);
        self.found = Some(text[..end].into());
        self
    }

    /// Adds where it was found: a byte offset in the text that was parsed.
    ///
    /// ```
    /// use wz::header::HeaderError;
    ///
    /// assert_eq!(HeaderError::syntax("a comma").at(7).to_string(), "expected a comma at byte 7");
    /// ```
    #[must_use]
    pub fn at(mut self, position: usize) -> HeaderError {
        self.position = Some(position);
        self
    }

    /// Adds the name of the header, unless there is one already.
    ///
    /// ```
    /// use wz::header::HeaderError;
    /// use wz::http::header::{AGE, DATE};
    ///
    /// assert_eq!(HeaderError::value("a number").of(AGE).of(DATE).to_string(), "age: expected a number");
    /// ```
    #[must_use]
    pub fn of(mut self, name: HeaderName) -> HeaderError {
        self.name.get_or_insert(name);
        self
    }

    /// The header, when it is known: reading from a map always says it.
    ///
    /// ```
    /// use wz::header::{Age, HeaderError};
    /// use wz::http::header::AGE;
    ///
    /// assert_eq!("soon".parse::<Age>().unwrap_err().name(), Some(&AGE));
    /// assert_eq!(HeaderError::value("a number").name(), None);
    /// ```
    pub fn name(&self) -> Option<&HeaderName> {
        self.name.as_ref()
    }

    /// The sort of mistake.
    ///
    /// ```
    /// use wz::header::{ContentType, HeaderErrorKind};
    ///
    /// assert_eq!("text".parse::<ContentType>().unwrap_err().kind(), HeaderErrorKind::Syntax);
    /// ```
    pub fn kind(&self) -> HeaderErrorKind {
        self.kind
    }

    /// The byte offset in the text that was parsed, when it is known.
    ///
    /// ```
    /// use wz::header::structured::Item;
    ///
    /// assert_eq!("5;é".parse::<Item>().unwrap_err().position(), Some(2));
    /// ```
    pub fn position(&self) -> Option<usize> {
        self.position
    }
}

/// How many characters of what was found a message shows.
const SHOWN: usize = 40;

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            write!(f, "{name}: ")?;
        }
        write!(f, "expected {}", self.message)?;
        if let Some(found) = &self.found {
            let (shown, more) = match found.char_indices().nth(SHOWN) {
                Some((end, _)) => (&found[..end], "…"),
                None => (&**found, ""),
            };
            write!(f, ", found `{}{more}`", shown.escape_debug())?;
        }
        match self.position {
            Some(position) => write!(f, " at byte {position}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for HeaderError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_little_of_what_was_found_and_on_one_line() {
        let error = HeaderError::syntax("a token").found(&"é\n".repeat(1000));
        let text = error.to_string();
        assert!(text.ends_with("…`") && !text.contains('\n') && text.len() < 120, "{text}");
        assert_eq!(HeaderError::syntax("x").found(&"é".repeat(40)).to_string().matches('é').count(), 40);
    }

    #[test]
    fn keeps_the_first_name() {
        let error = HeaderError::limit("at most 5").of(http::header::AGE).of(http::header::DATE);
        assert_eq!(error.to_string(), "age: expected at most 5");
    }
}
