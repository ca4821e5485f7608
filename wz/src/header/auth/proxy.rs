use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::{PROXY_AUTHENTICATE, PROXY_AUTHORIZATION};

use super::{Authorization, WwwAuthenticate};
use crate::header::{Header, HeaderError, Lines};

macro_rules! for_proxies {
    ($(#[$docs:meta])* $name:ident($of:ident), $header:ident, $lines:ident) => {
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name(pub $of);

        impl FromStr for $name {
            type Err = HeaderError;

            fn from_str(text: &str) -> Result<$name, HeaderError> {
                text.parse().map($name)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Header for $name {
            const NAME: HeaderName = $header;
            const LINES: Lines = Lines::$lines;
        }
    };
}

for_proxies! {
    /// `Proxy-Authorization`: [`Authorization`] for the next proxy (RFC 9110 §11.7.2).
    ///
    /// ```
    /// use wz::header::ProxyAuthorization;
    ///
    /// assert_eq!("Bearer x".parse::<ProxyAuthorization>()?.0.bearer(), Some("x"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ProxyAuthorization(Authorization), PROXY_AUTHORIZATION, Single
}

for_proxies! {
    /// `Proxy-Authenticate`: [`WwwAuthenticate`] of a proxy, with a 407 (RFC 9110 §11.7.1).
    ///
    /// ```
    /// use wz::header::ProxyAuthenticate;
    ///
    /// assert_eq!("Basic realm=x".parse::<ProxyAuthenticate>()?.0.get("basic").unwrap().realm(), Some("x"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ProxyAuthenticate(WwwAuthenticate), PROXY_AUTHENTICATE, Joined
}
