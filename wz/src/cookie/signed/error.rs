use std::fmt;

/// Why a value is not taken.
///
/// ```
/// use wz::cookie::{Key, Keys, OpenError};
/// use wz::header::HttpDate;
///
/// let keys = Keys::new(Key::from_secret(b"an example; take 32 random bytes")?);
/// let now = HttpDate::now();
/// let over = keys.sign("user", "7", Some(HttpDate::UNIX_EPOCH));
/// assert_eq!(keys.verify("user", &over, now), Err(OpenError::Expired));
/// assert_eq!(keys.verify("admin", &over, now), Err(OpenError::Forged));
/// assert_eq!(keys.verify("user", "7", now), Err(OpenError::Malformed));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OpenError {
    /// It is no signed or encrypted value at all.
    Malformed,
    /// None of the keys has made it, or not for a cookie of this name, or it was changed.
    Forged,
    /// Its time is over.
    Expired,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            OpenError::Malformed => "the cookie is neither signed nor encrypted; go on as if it had not come",
            OpenError::Forged => {
                "the cookie was made for another name or with another key, or it was changed; go on as if it had not \
                 come"
            }
            OpenError::Expired => "the time of the cookie is over; go on as if it had not come",
        })
    }
}

impl std::error::Error for OpenError {}

/// A secret is too short for a [`Key`](super::Key).
///
/// ```
/// let error = wz::cookie::Key::from_secret(b"short").unwrap_err();
/// assert_eq!(error.to_string(), "expected a secret of at least 32 random bytes, found 5 bytes");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyError {
    pub(super) length: usize,
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a secret of at least 32 random bytes, found {} bytes", self.length)
    }
}

impl std::error::Error for KeyError {}

/// The system has no random bytes to give.
///
/// ```
/// use wz::cookie::{Key, SealError};
///
/// // Next to never: let the caller answer with 500.
/// fn key() -> Result<Key, SealError> {
///     Key::generate()
/// }
/// assert!(key().is_ok());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SealError(pub(super) ());

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the system has no random bytes to give; answer with 500 and try later")
    }
}

impl std::error::Error for SealError {}
