use std::net::Ipv6Addr;

use http::header::HOST;
use http::{HeaderMap, Uri};

use super::{TrustedHosts, UrlError, UrlErrorKind};

/// The host a request is for, with its port if that is not the usual one of the scheme: Werkzeug's `get_host`.
///
/// The `Host` header counts; without it, what the server is reached at (`None` for the port: a Unix socket, which is no
/// host). `None` when there is neither, or when it is not well-formed. Headers of proxies are not looked at.
///
/// The client chooses the `Host` header freely: give [`TrustedHosts`] where links or caches are made of it.
///
/// ```
/// use wz::url::{TrustedHosts, get_host};
///
/// let any = TrustedHosts::any();
/// assert_eq!(get_host("http", Some("example.com:80"), None, &any)?.as_deref(), Some("example.com"));
/// assert_eq!(get_host("https", None, Some(("::1", Some(5000))), &any)?.as_deref(), Some("[::1]:5000"));
/// assert_eq!(get_host("http", Some("a b"), None, &any)?, None);
///
/// let trusted = TrustedHosts::new([".example.com"])?;
/// assert!(get_host("http", Some("evil.example"), None, &trusted).is_err());
/// # Ok::<_, wz::url::UrlError>(())
/// ```
///
/// # Errors
/// When hosts are given that are trusted, and it is none of them; answer with 400.
pub fn get_host(
    scheme: &str,
    host_header: Option<&str>,
    server: Option<(&str, Option<u16>)>,
    trusted: &TrustedHosts,
) -> Result<Option<String>, UrlError> {
    let host = match (host_header, server) {
        (Some(host), _) => host.to_owned(),
        (None, Some((host, Some(port)))) if host.contains(':') && !host.starts_with('[') => {
            format!("[{host}]:{port}")
        }
        (None, Some((host, Some(port)))) => format!("{host}:{port}"),
        (None, _) => return Ok(None),
    };
    match check(&host, trusted) {
        Ok(()) => {}
        Err(_) if trusted.is_any() => return Ok(None),
        Err(error) => return Err(error),
    }
    let usual = match scheme {
        "http" | "ws" => ":80",
        "https" | "wss" => ":443",
        _ => "",
    };
    Ok(Some(host.strip_suffix(usual).unwrap_or(&host).to_owned()))
}

/// The host a request is for, as [`get_host`] gives it: of its target (HTTP/2, or a whole URL in HTTP/1), else of its `Host`
/// line (RFC 9112 §3.2.2).
///
/// ```
/// use wz::http::Request;
/// use wz::url::{TrustedHosts, request_host};
///
/// let trusted = TrustedHosts::new(["example.com"])?;
/// let request = Request::get("/").header("host", "example.com:8080").body(()).unwrap();
/// let host = request_host("http", request.uri(), request.headers(), &trusted)?;
/// assert_eq!(host.as_deref(), Some("example.com:8080"));
///
/// let forged = Request::get("/").header("host", "evil.example").body(()).unwrap();
/// assert!(request_host("http", forged.uri(), forged.headers(), &trusted).is_err());
/// # Ok::<_, wz::url::UrlError>(())
/// ```
///
/// # Errors
/// There are several `Host` lines, or one that is no text (RFC 9112 §3.2); hosts are given that are trusted, and it is none
/// of them. Answer with 400.
pub fn request_host(
    scheme: &str,
    target: &Uri,
    headers: &HeaderMap,
    trusted: &TrustedHosts,
) -> Result<Option<String>, UrlError> {
    let malformed = || UrlError::new(UrlErrorKind::Host);
    let mut lines = headers.get_all(HOST).iter();
    let (line, more) = (lines.next(), lines.next());
    if more.is_some() {
        return Err(malformed());
    }
    let line = line.map(|line| line.to_str().map_err(|_| malformed())).transpose()?;
    get_host(scheme, target.authority().map(http::uri::Authority::as_str).or(line), None, trusted)
}

/// Whether a host, perhaps with a port, is well-formed and trusted: Werkzeug's `host_is_trusted`.
///
/// Well-formed is a name of ASCII letters, digits, `.` and `-` (and `_` where
/// [that is allowed](TrustedHosts::allow_underscore)), or an IPv6 address in brackets; a port is from 1 to 65535 without
/// zeros before it.
///
/// ```
/// use wz::url::{TrustedHosts, host_is_trusted};
///
/// let trusted = TrustedHosts::new([".a.example"])?;
/// assert!(host_is_trusted("x.A.example:80", &trusted) && !host_is_trusted("xa.example", &trusted));
/// # Ok::<_, wz::url::UrlError>(())
/// ```
#[must_use]
pub fn host_is_trusted(host: &str, trusted: &TrustedHosts) -> bool {
    check(host, trusted).is_ok()
}

fn check(host: &str, trusted: &TrustedHosts) -> Result<(), UrlError> {
    match split_port(host, trusted.allows_underscore()) {
        Some((name, _)) if trusted.is_any() || trusted.contains(name) => Ok(()),
        Some(_) => Err(UrlError::new(UrlErrorKind::UntrustedHost)),
        None => Err(UrlError::new(UrlErrorKind::Host)),
    }
}

/// A host and its port; `None` when they are not well-formed.
pub(crate) fn split_port(host: &str, underscore: bool) -> Option<(&str, Option<u16>)> {
    let (name, port) = split(host)?;
    let port = port.map(|port| plain_port(port).ok_or(())).transpose().ok()?;
    is_host(name, underscore).then_some((name, port))
}

/// What is before the `:` of a port, and what is after it; `None` when an address in brackets is followed by something
/// else.
pub(crate) fn split(host: &str) -> Option<(&str, Option<&str>)> {
    let end = match host.starts_with('[') {
        true => host.find(']')? + 1,
        false => host.find(':').unwrap_or(host.len()),
    };
    match host.split_at(end) {
        (name, "") => Some((name, None)),
        (name, port) => Some((name, Some(port.strip_prefix(':')?))),
    }
}

/// Whether a text without port is a host: an IPv6 address in brackets, or a name.
pub(crate) fn is_host(name: &str, underscore: bool) -> bool {
    if let Some(address) = name.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    let may = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-') || (underscore && byte == b'_')
    };
    !name.is_empty() && name.bytes().all(may)
}

fn plain_port(digits: &str) -> Option<u16> {
    let plain = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts() {
        let host = |text| get_host("http", Some(text), None, &TrustedHosts::any()).unwrap();
        for (text, expected) in [
            ("example.com:80", "example.com"),
            ("example.com:443", "example.com:443"),
            ("EXAMPLE.com", "EXAMPLE.com"),
            ("[::1]:5000", "[::1]:5000"),
            ("[::1]:80", "[::1]"),
            ("a.com.", "a.com."),
            ("-a-", "-a-"),
            (".", "."),
        ] {
            assert_eq!(host(text).as_deref(), Some(expected));
        }
        for text in [
            "a_b.com",
            "::1",
            "1.2.3.4:99999",
            "a:0",
            "a:01",
            "a b",
            "",
            "a/b",
            "a@b",
            "☃.net",
            "[::1%eth0]",
            "a:",
            ":80",
            "a?b",
            "a:8080:1",
            "a:80:80",
            "a\n",
            "[::1]x",
            "[::1",
            "[zz:]",
        ] {
            assert_eq!(host(text), None, "{text}");
        }
    }

    #[test]
    fn of_a_request() {
        let host = |target: &str, lines: &[&'static [u8]]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(HOST, http::HeaderValue::from_bytes(line).unwrap());
            }
            request_host("http", &target.parse().unwrap(), &headers, &TrustedHosts::any())
        };
        assert_eq!(host("/", &[b"a"]).unwrap().as_deref(), Some("a"));
        assert_eq!(host("http://b/", &[b"a"]).unwrap().as_deref(), Some("b"));
        assert_eq!(host("http://user@b/", &[b"a"]), Ok(None));
        assert_eq!(host("/", &[]), Ok(None));
        assert!(host("/", &[b"a", b"a"]).is_err() && host("/", &[b"\xff"]).is_err());
    }

    #[test]
    fn trusted() {
        let trusted = TrustedHosts::new([".a.com:90", "[::1]"]).unwrap();
        for host in ["x.a.com", "a.com", "A.COM:80", "[::1]:5000"] {
            assert!(host_is_trusted(host, &trusted), "{host}");
        }
        for host in ["xa.com", "a.com.", "com", "[::2]", "", "a.com:x"] {
            assert!(!host_is_trusted(host, &trusted), "{host}");
        }
        let error = get_host("http", Some("b.com"), None, &trusted).unwrap_err();
        assert_eq!(error.kind(), UrlErrorKind::UntrustedHost);
        assert_eq!(get_host("http", None, None, &trusted), Ok(None));
    }
}
