use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::ORIGIN;

use super::syntax::trim;
use super::{Header, HeaderError, Lines};
use crate::url::{iri_to_uri, split_port};

/// `Origin`: scheme, host and port of the page that a request comes from (RFC 6454 §7). Scripts cannot forge it, other
/// programs can.
///
/// ```
/// use wz::header::{HeaderMapExt, Origin};
/// use wz::http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// headers.insert("origin", "https://Example.com:443".parse().unwrap());
/// let origin: Origin = headers.typed()?.unwrap();
/// assert_eq!(origin, Origin::new("https", "example.com")?);
/// assert_eq!((origin.scheme(), origin.host(), origin.port()), (Some("https"), Some("example.com"), Some(443)));
///
/// // `null`, of which nobody knows where it comes from, is no origin that could be allowed by its name.
/// headers.insert("origin", "null".parse().unwrap());
/// assert!(headers.typed::<Origin>()?.unwrap().is_null());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Scheme and host are in lower case, and the usual port of the scheme is left out, so equal origins are equal texts. There
/// is one origin in a header, as browsers write it; several, which RFC 6454 knew, are an error.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin(Option<Box<str>>);

impl Origin {
    /// `null`: an origin that is not to be known, as of a sandboxed page or a file.
    ///
    /// ```
    /// use wz::header::Origin;
    ///
    /// assert_eq!((Origin::null().to_string().as_str(), Origin::null().host()), ("null", None));
    /// ```
    pub const fn null() -> Origin {
        Origin(None)
    }

    /// The origin of a scheme and a host, with its port if that is not the usual one:
    /// [`request_host`](crate::url::request_host) gives such a host.
    ///
    /// ```
    /// use wz::header::Origin;
    ///
    /// assert_eq!(Origin::new("https", "A.example:443")?.to_string(), "https://a.example");
    /// assert!(Origin::new("https", "a/b").is_err() && Origin::new("", "a").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// One of them is none.
    pub fn new(scheme: &str, host: &str) -> Result<Origin, HeaderError> {
        read(&format!("{scheme}://{host}"))
    }

    /// The origin of a URL (RFC 6454 §4); [`null`](Origin::null) where it has none, as `data:` and `file:`.
    ///
    /// ```
    /// use wz::header::Origin;
    ///
    /// assert_eq!(Origin::of_url("http://u@a.example:80/b?c#d").to_string(), "http://a.example");
    /// assert!(Origin::of_url("/relative").is_null() && Origin::of_url("data:,x").is_null());
    /// ```
    pub fn of_url(url: &str) -> Origin {
        let end = |start: usize| url[start..].find(['/', '?', '#', '\\']).map_or(url.len(), |at| start + at);
        let origin = url.find("://").and_then(|colon| {
            let authority = &url[colon + 3..end(colon + 3)];
            let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
            Origin::new(&url[..colon], host).ok()
        });
        origin.filter(|origin| origin.scheme() != Some("file")).unwrap_or(Origin::null())
    }

    /// Whether it is `null`.
    ///
    /// ```
    /// use wz::header::Origin;
    ///
    /// assert!("null".parse::<Origin>()?.is_null() && !"http://null".parse::<Origin>()?.is_null());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_null(&self) -> bool {
        self.0.is_none()
    }

    /// The scheme, in lower case; `None` for `null`.
    ///
    /// ```
    /// use wz::header::Origin;
    ///
    /// assert_eq!("HTTPS://a.example".parse::<Origin>()?.scheme(), Some("https"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn scheme(&self) -> Option<&str> {
        self.parts().map(|(scheme, ..)| scheme)
    }

    /// The host, in lower case, an IPv6 address in its brackets; `None` for `null`.
    ///
    /// ```
    /// use wz::header::Origin;
    ///
    /// assert_eq!("http://[::1]:80".parse::<Origin>()?.host(), Some("[::1]"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn host(&self) -> Option<&str> {
        self.parts().map(|(_, host, _)| host)
    }

    /// The port, also when it is the usual one of the scheme; `None` where that has none, and for `null`.
    ///
    /// ```
    /// use wz::header::Origin;
    ///
    /// let port = |text: &str| text.parse().map(|origin: Origin| origin.port());
    /// assert_eq!((port("https://a")?, port("http://a:81")?, port("app://a")?), (Some(443), Some(81), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn port(&self) -> Option<u16> {
        let (scheme, _, port) = self.parts()?;
        port.or(usual_port(scheme))
    }

    fn parts(&self) -> Option<(&str, &str, Option<u16>)> {
        let (scheme, host) = self.0.as_deref()?.split_once("://")?;
        let (host, port) = split_port(host, true)?;
        Some((scheme, host, port))
    }
}

fn usual_port(scheme: &str) -> Option<u16> {
    match scheme {
        "http" | "ws" => Some(80),
        "https" | "wss" => Some(443),
        _ => None,
    }
}

fn read(text: &str) -> Result<Origin, HeaderError> {
    let wrong =
        || HeaderError::syntax("an origin like `https://example.com`, or `null`").found(text).of(ORIGIN);
    // Makes scheme and host lower case and ASCII, and checks them.
    let uri = iri_to_uri(text).map_err(|_| wrong())?;
    let (scheme, host) = uri.split_once("://").ok_or_else(wrong)?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let (name, port) = split_port(host, true).filter(|_| is_scheme).ok_or_else(wrong)?;
    let host = if port == usual_port(scheme) { name } else { host };
    Ok(Origin(Some(format!("{scheme}://{host}").into())))
}

impl FromStr for Origin {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Origin, HeaderError> {
        match trim(text) {
            "null" => Ok(Origin::null()),
            text => read(text),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_deref().unwrap_or("null"))
    }
}

impl Header for Origin {
    const NAME: HeaderName = ORIGIN;
    const LINES: Lines = Lines::Single;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_for_one_origin() {
        for (text, origin) in [
            ("HTTPS://EXAMPLE.com", "https://example.com"),
            ("http://a:80", "http://a"),
            ("http://a:443", "http://a:443"),
            ("wss://a:443", "wss://a"),
            ("http://[::1]:80", "http://[::1]"),
            ("http://[::1]:5000", "http://[::1]:5000"),
            ("moz-extension://0f", "moz-extension://0f"),
            ("http://a:", "http://a"),
            (" null\t", "null"),
        ] {
            let read: Origin = text.parse().unwrap();
            assert_eq!(read.to_string(), origin);
            assert_eq!(origin.parse(), Ok(read));
        }
        let v6: Origin = "http://[::1]:5000".parse().unwrap();
        assert_eq!((v6.host(), v6.port()), (Some("[::1]"), Some(5000)));
        assert_eq!((Origin::null().scheme(), Origin::null().port()), (None, None));
    }

    #[test]
    fn refuses_what_is_none() {
        for text in [
            "",
            "Null",
            "example.com",
            "//example.com",
            "http://",
            "http:///",
            "http://a/",
            "http://a?b",
            "http://a#b",
            "http://u@a",
            "http://a http://b",
            "http://a, http://b",
            "http://a:x",
            "1x://a",
            "http://a:99999",
            "://a",
            "http://a%2f",
            "data:,x",
        ] {
            assert!(text.parse::<Origin>().is_err(), "{text}");
        }
        assert!(Origin::of_url("http://a\\@b").to_string() == "http://a");
        assert!(Origin::of_url("file:///etc").is_null() && Origin::of_url("file://host/etc").is_null());
    }
}
