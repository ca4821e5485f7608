use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::REFERRER_POLICY;

use super::syntax::list;
use super::{Header, HeaderError, Lines};

/// `Referrer-Policy`: what of the address of a page goes into the `Referer` of its requests.
///
/// The header may list several, of which browsers take the last one they know; so does reading.
///
/// ```
/// use wz::header::ReferrerPolicy;
///
/// let policy: ReferrerPolicy = "no-referrer, some-new-one, Same-Origin, other".parse()?;
/// assert_eq!(policy, ReferrerPolicy::SameOrigin);
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ReferrerPolicy {
    /// Nothing.
    NoReferrer,
    /// All of it, unless from HTTPS to HTTP.
    NoReferrerWhenDowngrade,
    /// The origin.
    Origin,
    /// All of it to the same origin, else the origin.
    OriginWhenCrossOrigin,
    /// All of it to the same origin, else nothing.
    SameOrigin,
    /// The origin, unless from HTTPS to HTTP.
    StrictOrigin,
    /// All of it to the same origin, else the origin, unless from HTTPS to HTTP: what browsers do by themselves.
    #[default]
    StrictOriginWhenCrossOrigin,
    /// All of it.
    UnsafeUrl,
}

impl ReferrerPolicy {
    const ALL: [ReferrerPolicy; 8] = [
        ReferrerPolicy::NoReferrer,
        ReferrerPolicy::NoReferrerWhenDowngrade,
        ReferrerPolicy::Origin,
        ReferrerPolicy::OriginWhenCrossOrigin,
        ReferrerPolicy::SameOrigin,
        ReferrerPolicy::StrictOrigin,
        ReferrerPolicy::StrictOriginWhenCrossOrigin,
        ReferrerPolicy::UnsafeUrl,
    ];

    /// The word that is written.
    ///
    /// ```
    /// use wz::header::ReferrerPolicy;
    ///
    /// assert_eq!(ReferrerPolicy::default().as_str(), "strict-origin-when-cross-origin");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            ReferrerPolicy::NoReferrer => "no-referrer",
            ReferrerPolicy::NoReferrerWhenDowngrade => "no-referrer-when-downgrade",
            ReferrerPolicy::Origin => "origin",
            ReferrerPolicy::OriginWhenCrossOrigin => "origin-when-cross-origin",
            ReferrerPolicy::SameOrigin => "same-origin",
            ReferrerPolicy::StrictOrigin => "strict-origin",
            ReferrerPolicy::StrictOriginWhenCrossOrigin => "strict-origin-when-cross-origin",
            ReferrerPolicy::UnsafeUrl => "unsafe-url",
        }
    }
}

impl FromStr for ReferrerPolicy {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ReferrerPolicy, HeaderError> {
        let known = |word: &str| {
            ReferrerPolicy::ALL.into_iter().find(|policy| policy.as_str().eq_ignore_ascii_case(word))
        };
        list(text).filter_map(known).last().ok_or_else(|| {
            HeaderError::value("a policy like `strict-origin`").found(text).of(REFERRER_POLICY)
        })
    }
}

impl fmt::Display for ReferrerPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Header for ReferrerPolicy {
    const NAME: HeaderName = REFERRER_POLICY;
    const LINES: Lines = Lines::Joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_reads_back() {
        for policy in ReferrerPolicy::ALL {
            assert_eq!(policy.as_str().parse(), Ok(policy));
        }
        for text in ["", ",", "never", "origin;x"] {
            assert!(text.parse::<ReferrerPolicy>().is_err());
        }
    }
}
