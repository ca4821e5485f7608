//! What proxies say of the request that they got, in the headers from before RFC 7239.

use std::net::{IpAddr, SocketAddr};

use super::syntax::{list, unquote};
use super::{Header, HeaderError, Lines};

macro_rules! forwarded_list {
    ($(#[$docs:meta])* $name:ident, $header:literal, $value:literal) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name(Vec<String>);

        impl $name {
            /// These values, the client's first.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let sent = ", stringify!($name), "::new([\"a\", \"", $value, "\"])?;")]
            #[doc = concat!("assert_eq!(sent.to_string(), \"a, ", $value, "\");")]
            #[doc = concat!("assert!(", stringify!($name), "::new([\"a, b\"]).is_err());")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            ///
            /// # Errors
            /// A value is empty or not visible ASCII, or has `,`, `"` or `\`.
            pub fn new<V: Into<String>>(values: impl IntoIterator<Item = V>) -> Result<$name, HeaderError> {
                let values: Vec<String> = values.into_iter().map(Into::into).collect();
                values.iter().try_for_each(|value| check(value))?;
                Ok($name(values))
            }

            /// All values: the first says least, since the client may have written it.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let sent: ", stringify!($name), " = \"a, ", $value, "\".parse()?;")]
            #[doc = concat!("assert_eq!(sent.values(), [\"a\", \"", $value, "\"]);")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn values(&self) -> &[String] {
                &self.0
            }

            /// What the outermost of `proxies` proxies that you run has seen: the value that is so many places from
            /// the right, 1 for the last one. `None` when there are fewer, or for 0: then nothing here can be trusted.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let sent: ", stringify!($name), " = \"a, ", $value, ", b\".parse()?;")]
            #[doc = concat!("assert_eq!((sent.trusted(2), sent.trusted(0)), (Some(\"", $value, "\"), None));")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn trusted(&self, proxies: usize) -> Option<&str> {
                let at = self.0.len().checked_sub(proxies)?;
                self.0.get(at).map(String::as_str)
            }
        }

        impl std::str::FromStr for $name {
            type Err = HeaderError;

            /// Empty values do not count (RFC 9110 §5.6.1.2), and quotes are taken away.
            ///
            /// # Errors
            /// A value could not be written again; nothing of the header is to be trusted then.
            fn from_str(text: &str) -> Result<$name, HeaderError> {
                $name::new(list(text).map(unquote)).map_err(|error| error.of(<$name as Header>::NAME))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                for (at, value) in self.0.iter().enumerate() {
                    write!(f, "{}{value}", if at > 0 { ", " } else { "" })?;
                }
                Ok(())
            }
        }

        impl Header for $name {
            const NAME: http::HeaderName = http::HeaderName::from_static($header);
            const LINES: Lines = Lines::Joined;
        }
    };
}

fn check(value: &str) -> Result<(), HeaderError> {
    let legal = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b',' | b'"' | b'\\');
    if !value.is_empty() && value.bytes().all(legal) {
        return Ok(());
    }
    Err(HeaderError::unwritable("visible ASCII without `,`, `\"` and `\\`").found(value))
}

forwarded_list! {
    /// `X-Forwarded-For`: the addresses of the client and of the proxies, without that of the last one.
    ///
    /// Only what your own proxies have added, at the right, can be trusted.
    ///
    /// ```
    /// use wz::header::XForwardedFor;
    ///
    /// let sent: XForwardedFor = "6.6.6.6, 203.0.113.7, [2001:db8::1]:443".parse()?;
    /// assert_eq!(sent.trusted(2), Some("203.0.113.7"));
    /// assert_eq!(sent.trusted_address(1), Some("2001:db8::1".parse().unwrap()));
    /// assert_eq!((sent.trusted(0), sent.trusted(4)), (None, None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    XForwardedFor, "x-forwarded-for", "203.0.113.7"
}

impl XForwardedFor {
    /// The address at [`trusted`](XForwardedFor::trusted), without a port; `None` also when it is none.
    ///
    /// ```
    /// use wz::header::XForwardedFor;
    ///
    /// let sent: XForwardedFor = "[2001:db8::1]:443, 203.0.113.7, unknown".parse()?;
    /// assert_eq!(sent.trusted_address(3), Some("2001:db8::1".parse().unwrap()));
    /// assert_eq!((sent.trusted_address(2), sent.trusted_address(1)), (Some([203, 0, 113, 7].into()), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn trusted_address(&self, proxies: usize) -> Option<IpAddr> {
        let text = self.trusted(proxies)?;
        let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        bare.parse().ok().or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()))
    }
}

forwarded_list! {
    /// `X-Forwarded-Proto`: the schemes, `http` or `https`.
    ///
    /// ```
    /// use wz::header::XForwardedProto;
    ///
    /// assert_eq!("https, http".parse::<XForwardedProto>()?.trusted(2), Some("https"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    XForwardedProto, "x-forwarded-proto", "https"
}

forwarded_list! {
    /// `X-Forwarded-Host`: the hosts, perhaps with a port, as the client wrote them. They still have to be checked.
    ///
    /// ```
    /// use wz::header::XForwardedHost;
    ///
    /// assert_eq!("example.com:8080".parse::<XForwardedHost>()?.trusted(1), Some("example.com:8080"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    XForwardedHost, "x-forwarded-host", "example.com"
}

forwarded_list! {
    /// `X-Forwarded-Port`: the ports to which requests were sent.
    ///
    /// ```
    /// use wz::header::XForwardedPort;
    ///
    /// assert_eq!("443".parse::<XForwardedPort>()?.trusted_port(1), Some(443));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    XForwardedPort, "x-forwarded-port", "443"
}

impl XForwardedPort {
    /// The port at [`trusted`](XForwardedPort::trusted); `None` also when it is none.
    ///
    /// ```
    /// use wz::header::XForwardedPort;
    ///
    /// let sent: XForwardedPort = "8443, https".parse()?;
    /// assert_eq!((sent.trusted_port(2), sent.trusted_port(1)), (Some(8443), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn trusted_port(&self, proxies: usize) -> Option<u16> {
        let text = self.trusted(proxies)?;
        // `parse` would take a plus sign.
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
    }
}

forwarded_list! {
    /// `X-Forwarded-Prefix`: the starts of paths that proxies have taken away.
    ///
    /// ```
    /// use wz::header::XForwardedPrefix;
    ///
    /// assert_eq!("/app".parse::<XForwardedPrefix>()?.trusted(1), Some("/app"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    XForwardedPrefix, "x-forwarded-prefix", "/app"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_from_the_right() {
        let sent: XForwardedFor = "a,, \"b\" ,c:1,".parse().unwrap();
        assert_eq!(sent.values(), ["a", "b", "c:1"]);
        assert_eq!(
            [0, 1, 2, 3, 4, usize::MAX].map(|proxies| sent.trusted(proxies)),
            [None, Some("c:1"), Some("b"), Some("a"), None, None]
        );
        assert_eq!(sent.to_string(), "a, b, c:1");
        assert_eq!("".parse::<XForwardedFor>().unwrap().trusted(1), None);
    }

    #[test]
    fn refuses_what_cannot_be_trusted() {
        for text in ["\"a, b", "a b", "\"a,b\"", "é", "a\\", "\"\""] {
            assert!(text.parse::<XForwardedFor>().is_err(), "{text}");
        }
        assert!(XForwardedHost::new(["a\r\n"]).is_err());
    }

    #[test]
    fn addresses_and_ports() {
        let address = |text: &str| text.parse::<XForwardedFor>().unwrap().trusted_address(1);
        assert_eq!(address("::1"), address("[::1]"));
        assert_eq!(address("[::1]:80"), address("::1"));
        assert_eq!(address("1.2.3.4:80"), address("1.2.3.4"));
        assert_eq!((address("unknown"), address("1.2.3"), address("[1.2.3.4")), (None, None, None));
        let port = |text: &str| text.parse::<XForwardedPort>().unwrap().trusted_port(1);
        assert_eq!((port("0080"), port("+80"), port("65536"), port("-1")), (Some(80), None, None, None));
    }
}
