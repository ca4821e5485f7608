use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::ACCESS_CONTROL_ALLOW_ORIGIN;

use crate::header::syntax::trim;
use crate::header::{Header, HeaderError, Lines, Origin};

/// `Access-Control-Allow-Origin`: whose pages may read the response.
///
/// ```
/// use wz::header::{AccessControlAllowOrigin, Origin};
///
/// let allow = AccessControlAllowOrigin::Only(Origin::new("https", "app.example.com")?);
/// assert_eq!(allow.to_string(), "https://app.example.com");
/// assert_eq!("*".parse(), Ok(AccessControlAllowOrigin::Any));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// There can be one origin only. Where it depends on the request's, say so with `Vary: origin`. Never allow `null` by
/// name: any page can have that origin.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AccessControlAllowOrigin {
    /// `*`: of all, without cookies and other credentials.
    Any,
    /// Of this origin.
    Only(Origin),
}

impl FromStr for AccessControlAllowOrigin {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<AccessControlAllowOrigin, HeaderError> {
        match trim(text) {
            "*" => Ok(AccessControlAllowOrigin::Any),
            text => match text.parse() {
                Ok(origin) => Ok(AccessControlAllowOrigin::Only(origin)),
                Err(_) => {
                    let error =
                        HeaderError::syntax("`*`, or an origin like `https://example.com`").found(text);
                    Err(error.of(ACCESS_CONTROL_ALLOW_ORIGIN))
                }
            },
        }
    }
}

impl fmt::Display for AccessControlAllowOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AccessControlAllowOrigin::Any => f.write_str("*"),
            AccessControlAllowOrigin::Only(origin) => origin.fmt(f),
        }
    }
}

impl Header for AccessControlAllowOrigin {
    const NAME: HeaderName = ACCESS_CONTROL_ALLOW_ORIGIN;
    const LINES: Lines = Lines::Single;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_origin() {
        let error = "https://a, https://b".parse::<AccessControlAllowOrigin>().unwrap_err();
        assert_eq!(error.name(), Some(&ACCESS_CONTROL_ALLOW_ORIGIN));
        assert_eq!("null".parse(), Ok(AccessControlAllowOrigin::Only(Origin::null())));
    }
}
