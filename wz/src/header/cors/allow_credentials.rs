use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::ACCESS_CONTROL_ALLOW_CREDENTIALS;

use crate::header::syntax::trim;
use crate::header::{Header, HeaderError, Lines};

/// `Access-Control-Allow-Credentials: true`: requests may carry cookies and other credentials. There is no other value;
/// leave the header out to forbid it.
///
/// ```
/// use wz::header::AccessControlAllowCredentials;
///
/// assert_eq!(AccessControlAllowCredentials.to_string(), "true");
/// assert!("True".parse::<AccessControlAllowCredentials>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AccessControlAllowCredentials;

impl FromStr for AccessControlAllowCredentials {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<AccessControlAllowCredentials, HeaderError> {
        match trim(text) {
            "true" => Ok(AccessControlAllowCredentials),
            text => Err(HeaderError::value("`true`").found(text).of(ACCESS_CONTROL_ALLOW_CREDENTIALS)),
        }
    }
}

impl fmt::Display for AccessControlAllowCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true")
    }
}

impl Header for AccessControlAllowCredentials {
    const NAME: HeaderName = ACCESS_CONTROL_ALLOW_CREDENTIALS;
    const LINES: Lines = Lines::Single;
}
