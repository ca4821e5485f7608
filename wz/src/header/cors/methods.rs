use std::fmt;
use std::str::FromStr;

use http::header::ACCESS_CONTROL_REQUEST_METHOD;
use http::{HeaderName, Method};

use crate::header::method_list::{method, method_list_header};
use crate::header::syntax::trim;
use crate::header::{Header, HeaderError, Lines};

method_list_header! {
    /// `Access-Control-Allow-Methods`: which methods a request may have beside `GET`, `HEAD` and `POST`; `*` for all,
    /// where there are no credentials.
    ///
    /// ```
    /// use wz::header::AccessControlAllowMethods;
    /// use wz::http::Method;
    ///
    /// let allow = AccessControlAllowMethods::from_iter([Method::PUT, Method::PATCH]);
    /// assert_eq!(allow.to_string(), "PUT, PATCH");
    /// assert_eq!("PUT,PATCH".parse(), Ok(allow));
    /// ```
    AccessControlAllowMethods: ACCESS_CONTROL_ALLOW_METHODS
}

/// `Access-Control-Request-Method`: in a preflight, the method that the request will have.
///
/// ```
/// use wz::header::AccessControlRequestMethod;
/// use wz::http::Method;
///
/// assert_eq!("PUT".parse(), Ok(AccessControlRequestMethod(Method::PUT)));
/// assert!("PUT, GET".parse::<AccessControlRequestMethod>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AccessControlRequestMethod(pub Method);

impl FromStr for AccessControlRequestMethod {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<AccessControlRequestMethod, HeaderError> {
        method(trim(text))
            .map(AccessControlRequestMethod)
            .map_err(|error| error.of(ACCESS_CONTROL_REQUEST_METHOD))
    }
}

impl fmt::Display for AccessControlRequestMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Header for AccessControlRequestMethod {
    const NAME: HeaderName = ACCESS_CONTROL_REQUEST_METHOD;
    const LINES: Lines = Lines::Single;
}
