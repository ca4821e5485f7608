use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use crate::header::HeaderError;

/// The name of a member of a dictionary or of a parameter (RFC 9651 §3.1.2): lower case.
///
/// ```
/// use wz::header::structured::Key;
///
/// assert_eq!("max-age".parse::<Key>()?.as_str(), "max-age");
/// assert!("Max-Age".parse::<Key>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    /// The text.
    ///
    /// ```
    /// use wz::header::structured::Dictionary;
    ///
    /// let fields: Dictionary = "max-age=5".parse()?;
    /// assert_eq!(fields.iter().next().unwrap().0.as_str(), "max-age");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn is_first(byte: u8) -> bool {
        byte.is_ascii_lowercase() || byte == b'*'
    }

    pub(super) fn is_next(byte: u8) -> bool {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.' | b'*')
    }

    /// A text of which every character was looked at.
    pub(super) fn checked(text: &str) -> Key {
        Key(text.to_owned())
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl FromStr for Key {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Key, HeaderError> {
        if text.bytes().next().is_some_and(Key::is_first) && text.bytes().all(Key::is_next) {
            return Ok(Key(text.to_owned()));
        }
        let expected = "a key: a lower-case letter or `*`, then lower-case letters, digits and _-.*";
        Err(HeaderError::unwritable(expected).found(text))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
