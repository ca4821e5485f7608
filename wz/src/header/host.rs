use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::HOST;

use super::syntax::trim;
use super::{Header, HeaderError, Lines};
use crate::url::split_port;

/// `Host`: which host of a server a request is for, with its port if that is not the usual one (RFC 9110 §7.2).
///
/// ```
/// use wz::header::Host;
///
/// let host: Host = "Example.com:8080".parse()?;
/// assert_eq!((host.name(), host.port()), ("Example.com", Some(8080)));
/// assert!("a/b".parse::<Host>().is_err() && "a:99999".parse::<Host>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// It is well-formed, which does not make it yours: [`request_host`](crate::url::request_host) looks at the target of the
/// request, too, and compares with the hosts that are. A second line is an error (RFC 9112 §3.2). `_` may stand in a name,
/// as it is usual among containers; an empty `Host`, of a target without host, is an error here. A port is from 1 to 65535
/// and begins with no 0; an empty one (`a:`), which RFC 3986 §3.2.3 allows, is an error.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Host {
    text: String,
    /// Where the name ends.
    end: usize,
    port: Option<u16>,
}

impl Host {
    /// Name or address, an IPv6 address in its brackets.
    ///
    /// ```
    /// use wz::header::Host;
    ///
    /// assert_eq!("[::1]:80".parse::<Host>()?.name(), "[::1]");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.text[..self.end]
    }

    /// The port, if there is one.
    ///
    /// ```
    /// use wz::header::Host;
    ///
    /// let port = |text: &str| text.parse().map(|host: Host| host.port());
    /// assert_eq!((port("a.example:8080")?, port("a.example")?), (Some(8080), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// Both, as they stand there.
    ///
    /// ```
    /// use wz::header::Host;
    ///
    /// assert_eq!("A.example:80".parse::<Host>()?.as_str(), "A.example:80");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl FromStr for Host {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Host, HeaderError> {
        let text = trim(text);
        match split_port(text, true) {
            Some((name, port)) => Ok(Host { text: text.to_owned(), end: name.len(), port }),
            None => Err(HeaderError::syntax("a host like `example.com:8080`").found(text).of(HOST)),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Header for Host {
    const NAME: HeaderName = HOST;
    const LINES: Lines = Lines::Single;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_ports() {
        let parts = |text: &str| text.parse::<Host>().ok().map(|host| (host.name().to_owned(), host.port()));
        assert_eq!(parts("my_service"), Some(("my_service".into(), None)));
        assert_eq!(parts(" [::1]:80 "), Some(("[::1]".into(), Some(80))));
        assert_eq!(parts("[::1]"), Some(("[::1]".into(), None)));
        for text in ["", "a b", "a:", ":80", "::1", "a@b", "é", "a,b", "a:01"] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
