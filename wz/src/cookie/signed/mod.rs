//! Signed and encrypted values of cookies, and the keys for them.

mod encrypt;
mod error;
mod key;
mod sign;

pub use error::{KeyError, OpenError, SealError};
pub use key::{Key, Keys};

use crate::header::HttpDate;

/// A value that was signed or encrypted with one of the keys.
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
