//! Signed and encrypted values of cookies, and the keys for them.

mod encrypt;
mod error;
mod key;
mod sign;

pub use error::{KeyError, OpenError, SealError};
pub use key::{Key, Keys};

use crate::header::HttpDate;

/// A value that was signed or encrypted with one of the keys.
///
/// ```
/// use std::time::Duration;
/// use wz::cookie::{Key, Keys, Opened};
/// use wz::header::HttpDate;
///
/// let keys = Keys::new(Key::from_secret(b"an example; take 32 random bytes")?);
/// let now = HttpDate::UNIX_EPOCH;
/// let end = now + Duration::from_secs(60);
/// let text = keys.sign("user", "7", Some(end));
/// let Opened { value, expires, old_key } = keys.verify("user", &text, now)?;
/// assert_eq!((&*value, expires, old_key), ("7", Some(end), false));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The value.
    pub value: String,
    /// Until when it may be used; `None` for ever.
    pub expires: Option<HttpDate>,
    /// It was made with a key that is not the first: make it anew, so that the old key can go some day.
    pub old_key: bool,
}

#[cfg(test)]
mod tests;
