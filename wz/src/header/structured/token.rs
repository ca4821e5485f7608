use std::fmt;
use std::str::FromStr;

use crate::header::HeaderError;
use crate::header::syntax::is_tchar;

/// A short word (RFC 9651 §3.3.4): it begins with a letter or `*`, and may have `:` and `/` besides what a token of
/// HTTP may have.
///
/// ```
/// use wz::header::structured::Token;
///
/// assert_eq!("text/html".parse::<Token>()?.as_str(), "text/html");
/// assert!("1st".parse::<Token>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(String);

impl Token {
    /// The text.
    ///
    /// ```
    /// use wz::header::structured::Token;
    ///
    /// assert_eq!("*/*".parse::<Token>()?.as_str(), "*/*");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_first(byte: u8) -> bool {
        byte.is_ascii_alphabetic() || byte == b'*'
    }

    pub(super) fn is_next(byte: u8) -> bool {
        is_tchar(byte) || matches!(byte, b':' | b'/')
    }

    /// A text of which every character was looked at.
    pub(super) fn checked(text: &str) -> Token {
        Token(text.to_owned())
    }
}

impl FromStr for Token {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Token, HeaderError> {
        if text.bytes().next().is_some_and(Token::is_first) && text.bytes().all(Token::is_next) {
            return Ok(Token(text.to_owned()));
        }
        let expected = "a token: a letter or `*`, then letters, digits and !#$%&'*+-.^_`|~:/";
        Err(HeaderError::unwritable(expected).found(text))
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
