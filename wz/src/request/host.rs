use std::borrow::Cow;

use http::HeaderMap;
use http::header::HOST;
#[cfg(feature = "server")]
use http::header::HeaderValue;

use super::Request;
use crate::url;

/// Of a name in the DNS, in its text form (RFC 1035 section 2.3.4).
const LONGEST: usize = 255;
const LONGEST_PORT: usize = 5;

impl Request {
    /// The host the client asked for: lower case, without port, of characters a host may have; `None` when there
    /// is none, more than one, or one that is not well-formed.
    ///
    /// The authority of the request target counts before the `Host` header (RFC 9112 section 3.2.2). The client
    /// chooses it freely: well-formed does not mean yours.
    ///
    /// ```
    /// use wz::Request;
    ///
    /// let request = Request::get("/").with_header("host", "Example.COM:8080");
    /// assert_eq!(request.host().as_deref(), Some("example.com"));
    /// assert_eq!(Request::get("/").with_header("host", "a/b").host(), None);
    /// ```
    pub fn host(&self) -> Option<Cow<'_, str>> {
        let host = match self.uri().authority() {
            Some(authority) => authority_host(authority.as_str())?,
            None => host_header(self.headers())?,
        };
        if host.is_empty() {
            None
        } else if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Some(Cow::Owned(host.to_ascii_lowercase()))
        } else {
            Some(Cow::Borrowed(host))
        }
    }
}

/// Whether a `Host` header is well-formed or empty.
#[cfg(feature = "server")]
pub(crate) fn is_host_header(value: &HeaderValue) -> bool {
    /// What nearly all names are made of: to look each byte up costs least.
    const PLAIN: [bool; 256] = {
        let mut plain = [false; 256];
        let mut byte = 0_u8;
        while byte < 128 {
            plain[byte as usize] =
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.' || byte == b'-';
            byte += 1;
        }
        plain
    };

    let text = value.as_bytes();
    let name = text.iter().position(|byte| !PLAIN[usize::from(*byte)]).unwrap_or(text.len());
    let is_plain = 0 < name
        && name <= LONGEST
        && match &text[name..] {
            [] => true,
            [b':', port @ ..] => port.len() <= LONGEST_PORT && port.iter().all(u8::is_ascii_digit),
            _ => false,
        };
    is_plain || text.is_empty() || value.to_str().is_ok_and(|text| authority_host(text).is_some())
}

/// The host of the only `Host` header, `""` when that is empty; `None` when the header is missing, repeated or
/// not well-formed.
pub(crate) fn host_header(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(HOST).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return None };
    let value = value.to_str().ok()?;
    if value.is_empty() { Some("") } else { authority_host(value) }
}

/// The host of `host [ ":" port ]` (RFC 3986 section 3.2, without user information and percent-encoding). Containers
/// call each other by names with `_`.
fn authority_host(authority: &str) -> Option<&str> {
    let (host, port) = url::split(authority)?;
    let port = port.unwrap_or("");
    let port_is_fine = port.bytes().all(|byte| byte.is_ascii_digit()) && port.len() <= LONGEST_PORT;
    (port_is_fine && host.len() <= LONGEST && url::is_host(host, true)).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authorities() {
        for (text, host) in [
            ("example.com", Some("example.com")),
            ("a_b-c.example:80", Some("a_b-c.example")),
            ("host:", Some("host")),
            ("127.0.0.1:5000", Some("127.0.0.1")),
            ("[::1]:5000", Some("[::1]")),
            ("[::1]", Some("[::1]")),
            ("[::1", None),
            ("[::1]x", None),
            ("[::1]:", Some("[::1]")),
            ("[::1]]:80", None),
            ("[]", None),
            ("::1", None),
            ("[zz]", None),
            ("a:b", None),
            ("a:123456", None),
            ("user@host", None),
            ("a b", None),
            ("a/b", None),
            ("ü", None),
            (":80", None),
            ("", None),
        ] {
            assert_eq!(authority_host(text), host, "{text}");
            #[cfg(feature = "server")]
            assert_eq!(is_host_header(&text.parse().unwrap()), host.is_some() || text.is_empty(), "{text}");
        }
        assert_eq!(authority_host(&"a".repeat(256)), None);
    }

    #[test]
    fn only_one_host_counts() {
        let request = Request::get("/").with_header("host", "a").with_header("host", "b");
        assert_eq!(request.host(), None);
        let absolute = Request::get("http://right.example/").with_header("host", "wrong.example");
        assert_eq!(absolute.host().as_deref(), Some("right.example"));
    }
}
