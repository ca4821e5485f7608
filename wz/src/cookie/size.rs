use std::fmt;

/// How long a `Set-Cookie` header may be for browsers to keep it, in bytes: what Werkzeug warns about. Browsers
/// silently drop a longer one.
///
/// ```
/// use wz::cookie::{MAX_SIZE, SetCookie};
///
/// let cookie = SetCookie::build("a", "b").build()?;
/// assert!(cookie.to_string().len() <= MAX_SIZE);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
pub const MAX_SIZE: usize = 4093;

/// A warning: a cookie is larger than browsers keep; from [`SetCookie::too_large`](super::SetCookie::too_large).
///
/// ```
/// use wz::cookie::SetCookie;
///
/// let cookie = SetCookie::build("a", "b".repeat(5000)).build()?;
/// let warning = cookie.too_large(wz::cookie::MAX_SIZE).unwrap();
/// assert_eq!((&*warning.name, warning.value, warning.size, warning.limit), ("a", 5000, 5010, 4093));
/// assert!(warning.to_string().starts_with("the cookie `a` is too large: 5000 bytes of value"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
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
