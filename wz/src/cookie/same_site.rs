use std::fmt;
use std::str::FromStr;

use http::header::SET_COOKIE;

use crate::header::HeaderError;

/// Which requests of other sites carry a cookie: the `SameSite` attribute (6265bis §4.1.2.7).
///
/// ```
/// use wz::cookie::SameSite;
///
/// assert_eq!("strict".parse::<SameSite>()?, SameSite::Strict);
/// assert_eq!(SameSite::Lax.to_string(), "Lax");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SameSite {
    /// None of them, not even a link that is followed.
    Strict,
    /// Only links that are followed, and other top-level navigation with a safe method.
    Lax,
    /// All of them. Browsers want `Secure` with it.
    None,
}

impl SameSite {
    /// The attribute's value, as it is written.
    ///
    /// ```
    /// use wz::cookie::SameSite;
    ///
    /// assert_eq!(SameSite::None.as_str(), "None");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            SameSite::Strict => "Strict",
            SameSite::Lax => "Lax",
            SameSite::None => "None",
        }
    }
}

impl FromStr for SameSite {
    type Err = HeaderError;

    /// Without regard to case.
    fn from_str(text: &str) -> Result<SameSite, HeaderError> {
        let known = [SameSite::Strict, SameSite::Lax, SameSite::None];
        let found = known.into_iter().find(|same_site| same_site.as_str().eq_ignore_ascii_case(text));
        found.ok_or_else(|| {
            HeaderError::value("`Strict`, `Lax` or `None` as `SameSite`").found(text).of(SET_COOKIE)
        })
    }
}

impl fmt::Display for SameSite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
