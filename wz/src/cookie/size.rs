use std::fmt;

/// How long a `Set-Cookie` header may be for browsers to keep it, in bytes: what Werkzeug warns about. Browsers
/// silently drop a longer one.
pub const MAX_SIZE: usize = 4093;

/// A warning: a cookie is larger than browsers keep; from [`SetCookie::too_large`](super::SetCookie::too_large).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLarge {
    /// The name of the cookie.
    pub name: String,
    /// The length of the value as it is written.
    pub value: usize,
    /// The length of the whole header.
    pub size: usize,
    /// What it may be.
    pub limit: usize,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let TooLarge { name, value, size, limit } = self;
        write!(
            f,
            "the cookie `{name}` is too large: {value} bytes of value and {} of attributes are {size}, the limit is \
             {limit}; browsers may drop it without a word",
            size.saturating_sub(*value)
        )
    }
}

impl std::error::Error for TooLarge {}
