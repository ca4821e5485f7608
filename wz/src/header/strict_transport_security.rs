use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use http::HeaderName;
use http::header::STRICT_TRANSPORT_SECURITY;

use super::seconds::read_seconds;
use super::syntax::{split, split_once, unquote};
use super::{Header, HeaderError, Lines};

/// `Strict-Transport-Security`: browsers come by HTTPS only from now on (RFC 6797).
///
/// Reading ignores unknown directives; a directive that stands twice or has a wrong value is an error, and then the
/// whole header has to be ignored (§6.1, §8.1). Of several lines the first counts. A time that is larger than 64 bits
/// can hold is the largest that they can.
///
/// ```
/// use std::time::Duration;
/// use wz::header::StrictTransportSecurity;
///
/// let year = StrictTransportSecurity::new(Duration::from_secs(31_536_000)).with_subdomains();
/// assert_eq!(year.to_string(), "max-age=31536000; includeSubDomains");
/// assert_eq!("Max-Age=\"31536000\"; includesubdomains; x=1".parse(), Ok(year));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StrictTransportSecurity {
    /// For how long, in whole seconds; zero ends it.
    pub max_age: Duration,
    /// For all subdomains too.
    pub include_subdomains: bool,
    /// The owner wants it in the lists that browsers come with.
    pub preload: bool,
}

impl StrictTransportSecurity {
    /// For this host only; a part of a second is not written.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::header::StrictTransportSecurity;
    ///
    /// assert_eq!(StrictTransportSecurity::new(Duration::from_secs(60)).to_string(), "max-age=60");
    /// ```
    pub const fn new(max_age: Duration) -> StrictTransportSecurity {
        StrictTransportSecurity { max_age, include_subdomains: false, preload: false }
    }

    /// For all subdomains too (RFC 6797 §6.1.2).
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::header::StrictTransportSecurity;
    ///
    /// let all = StrictTransportSecurity::new(Duration::from_secs(60)).with_subdomains();
    /// assert_eq!(all.to_string(), "max-age=60; includeSubDomains");
    /// ```
    #[must_use]
    pub const fn with_subdomains(self) -> StrictTransportSecurity {
        StrictTransportSecurity { include_subdomains: true, ..self }
    }
}

impl FromStr for StrictTransportSecurity {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<StrictTransportSecurity, HeaderError> {
        read(text).map_err(|error| error.found(text).of(STRICT_TRANSPORT_SECURITY))
    }
}

fn read(text: &str) -> Result<StrictTransportSecurity, HeaderError> {
    let twice = || HeaderError::syntax("each directive once");
    let mut max_age = None;
    let (mut include_subdomains, mut preload) = (false, false);
    for directive in split(text, b';') {
        let (name, value) = split_once(directive, b'=');
        if name.eq_ignore_ascii_case("max-age") {
            let seconds = read_seconds(&value.map(unquote).unwrap_or_default())
                .ok_or_else(|| HeaderError::value("`max-age` in whole seconds"))?;
            if max_age.replace(Duration::from_secs(seconds)).is_some() {
                return Err(twice());
            }
        } else if name.eq_ignore_ascii_case("includeSubDomains") {
            if std::mem::replace(&mut include_subdomains, true) {
                return Err(twice());
            }
        } else if name.eq_ignore_ascii_case("preload") && std::mem::replace(&mut preload, true) {
            return Err(twice());
        }
    }
    let max_age = max_age.ok_or_else(|| HeaderError::syntax("`max-age=` with a number of seconds"))?;
    Ok(StrictTransportSecurity { max_age, include_subdomains, preload })
}

impl fmt::Display for StrictTransportSecurity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "max-age={}", self.max_age.as_secs())?;
        f.write_str(if self.include_subdomains { "; includeSubDomains" } else { "" })?;
        f.write_str(if self.preload { "; preload" } else { "" })
    }
}

impl Header for StrictTransportSecurity {
    const NAME: HeaderName = STRICT_TRANSPORT_SECURITY;
    const LINES: Lines = Lines::First;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_rfc_has() {
        for (text, canonical) in [
            ("max-age=0", "max-age=0"),
            (" max-age = 5 ;; includeSubDomains ; preload;", "max-age=5; includeSubDomains; preload"),
            ("includeSubDomains;max-age=\"1\"", "max-age=1; includeSubDomains"),
            ("max-age=99999999999999999999999", "max-age=18446744073709551615"),
        ] {
            assert_eq!(text.parse::<StrictTransportSecurity>().unwrap().to_string(), canonical, "{text}");
        }
        for text in [
            "",
            "max-age",
            "max-age=",
            "max-age=-1",
            "max-age=1.5",
            "max-age=1;max-age=1",
            "preload",
            "max-age=+1",
            "max-age=1;preload;preload",
            "max-age=\"1",
        ] {
            assert!(text.parse::<StrictTransportSecurity>().is_err(), "{text}");
        }
    }
}
