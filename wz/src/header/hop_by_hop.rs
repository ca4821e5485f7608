//! Headers that are about one connection, and not about the message (RFC 9110 §7.6.1).

use http::header::{
    CONNECTION, PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::{HeaderMap, HeaderName};

use super::tokens::tokens;

const NAMES: [HeaderName; 9] = [
    CONNECTION,
    HeaderName::from_static("keep-alive"),
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    HeaderName::from_static("proxy-connection"),
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// Whether a header is always about one connection: those of Werkzeug's `is_hop_by_hop_header`, and `Proxy-Connection`.
///
/// ```
/// use wz::header::is_hop_by_hop;
/// use wz::http::header::{CONTENT_TYPE, TRANSFER_ENCODING};
///
/// assert!(is_hop_by_hop(&TRANSFER_ENCODING) && !is_hop_by_hop(&CONTENT_TYPE));
/// ```
pub fn is_hop_by_hop(name: &HeaderName) -> bool {
    NAMES.contains(name)
}

/// Takes away what a proxy must not pass on: the headers of which [`is_hop_by_hop`] holds, and those that `Connection`
/// names (RFC 9110 §7.6.1), which Werkzeug's `remove_hop_by_hop_headers` leaves.
///
/// ```
/// use wz::header::remove_hop_by_hop;
/// use wz::http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// for (name, value) in [("connection", "close, X-Trace"), ("x-trace", "1"), ("te", "trailers"), ("host", "a")] {
///     headers.insert(name, value.parse().unwrap());
/// }
/// remove_hop_by_hop(&mut headers);
/// assert!(headers.keys().eq(["host"]));
/// ```
///
/// The client says what `Connection` names. Call this before your program adds what it trusts itself, as
/// `X-Forwarded-For`.
pub fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> =
        tokens(headers, &CONNECTION).filter_map(|token| HeaderName::from_bytes(token).ok()).collect();
    for name in named.iter().chain(&NAMES) {
        headers.remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_is_named_on_all_lines() {
        let mut headers = HeaderMap::new();
        for line in ["A,, b ", "é, c d", "\"e\""] {
            headers.append(CONNECTION, http::HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        for name in ["a", "b", "c", "d", "e", "keep-alive", "upgrade", "proxy-connection"] {
            headers.append(HeaderName::from_static(name), "1".parse().unwrap());
            headers.append(HeaderName::from_static(name), "2".parse().unwrap());
        }
        remove_hop_by_hop(&mut headers);
        let mut left: Vec<_> = headers.keys().map(HeaderName::as_str).collect();
        left.sort_unstable();
        assert_eq!(left, ["c", "d", "e"]);
    }
}
