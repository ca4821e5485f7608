use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use http::HeaderName;
use http::header::AGE;

use super::seconds::read_seconds;
use super::syntax::trim;
use super::{Header, HeaderError, Lines};

/// `Age`: how long ago the response was made or checked at the server (RFC 9111 §5.1).
///
/// ```
/// use std::time::Duration;
/// use wz::header::Age;
///
/// assert_eq!("60".parse::<Age>()?.0, Duration::from_secs(60));
/// assert_eq!(Age(Duration::from_millis(5900)).to_string(), "5");
/// assert!("-1".parse::<Age>().is_err() && "1.5".parse::<Age>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Of several members the first counts. A number that is larger than 64 bits can hold is the largest that they can (RFC
/// 9111 §1.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Age(pub Duration);

impl FromStr for Age {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Age, HeaderError> {
        let first = trim(text.split_once(',').map_or(text, |(first, _)| first));
        match read_seconds(first) {
            Some(seconds) => Ok(Age(Duration::from_secs(seconds))),
            None => Err(HeaderError::syntax("a number of seconds, in digits").found(first).of(AGE)),
        }
    }
}

/// Whole seconds; a fraction is cut off.
impl fmt::Display for Age {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_secs().fmt(f)
    }
}

impl Header for Age {
    const NAME: HeaderName = AGE;
    const LINES: Lines = Lines::First;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_seconds() {
        assert_eq!("5, 7".parse(), Ok(Age(Duration::from_secs(5))));
        assert_eq!("99999999999999999999999".parse(), Ok(Age(Duration::from_secs(u64::MAX))));
        assert!(["", "x", ", 5", "+5"].iter().all(|text| text.parse::<Age>().is_err()));
    }
}
