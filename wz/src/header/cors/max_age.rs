use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use http::HeaderName;
use http::header::ACCESS_CONTROL_MAX_AGE;

use crate::header::seconds::read_seconds;
use crate::header::syntax::trim;
use crate::header::{Header, HeaderError, Lines};

/// `Access-Control-Max-Age`: how long the answer to a preflight holds, in whole seconds. Browsers cap it, at a day or two
/// hours; without it, it is five seconds. A number that is larger than 64 bits can hold is the largest that they can.
///
/// ```
/// use std::time::Duration;
/// use wz::header::AccessControlMaxAge;
///
/// assert_eq!("600".parse(), Ok(AccessControlMaxAge(Duration::from_secs(600))));
/// assert!("-1".parse::<AccessControlMaxAge>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccessControlMaxAge(pub Duration);

impl FromStr for AccessControlMaxAge {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<AccessControlMaxAge, HeaderError> {
        match read_seconds(trim(text)) {
            Some(seconds) => Ok(AccessControlMaxAge(Duration::from_secs(seconds))),
            None => {
                let error = HeaderError::syntax("a number of seconds, in digits").found(text);
                Err(error.of(ACCESS_CONTROL_MAX_AGE))
            }
        }
    }
}

impl fmt::Display for AccessControlMaxAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_secs().fmt(f)
    }
}

impl Header for AccessControlMaxAge {
    const NAME: HeaderName = ACCESS_CONTROL_MAX_AGE;
    const LINES: Lines = Lines::Single;
}
