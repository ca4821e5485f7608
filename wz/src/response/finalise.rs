use http::header::{
    CONNECTION, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TE, TRANSFER_ENCODING, UPGRADE,
};
use http::{Method, StatusCode};
use http_body::Body as _;

use super::Response;
use crate::body::Body;
use crate::error::Failure;
use crate::header::lists;

/// Makes a response fit its request, in the one place where that is done (RFC 9110 sections 8.6, 9.3.2, 15). To do it
/// twice changes nothing.
///
/// - Other 1xx are no responses to a request: a 500.
/// - What concerns the connection rather than the response is the server's: see [`leave_the_connection`].
/// - 101 and 204 have neither body nor `Content-Length`; 304 has no body, and the length of the answer it stands for
///   when the handler says it; 205 has an empty body.
/// - A `Content-Length` that is not the size of a body whose size is known is corrected. Where there is none, the server
///   adds it, from the size hint of the body, for less than it takes here. A stream has the one that the handler
///   promises, if it is a number.
/// - `HEAD` loses its body and keeps the length that `GET` would have had; a handler that answers `HEAD` itself,
///   without a body, may set that length.
pub(crate) fn finalise(method: &Method, response: &mut Response) {
    refuse_interim(response);
    let status = response.status();
    let noticed = Noticed::of(response.headers());
    if noticed.connection {
        leave_the_connection(status, response.headers_mut());
    }
    // A successful CONNECT is a tunnel: it has no length at all.
    let tunnel = *method == Method::CONNECT && status.is_success();
    if status.is_informational() || status == StatusCode::NO_CONTENT || tunnel {
        response.headers_mut().remove(CONTENT_LENGTH);
        if !tunnel {
            *response.body_mut() = Body::empty();
        }
        return;
    }
    let own = if noticed.length { own_length(response.headers()) } else { None };
    if noticed.length && own.is_none() {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    if matches!(status, StatusCode::NOT_MODIFIED | StatusCode::RESET_CONTENT) {
        *response.body_mut() = Body::empty();
        if status == StatusCode::NOT_MODIFIED {
            return;
        }
    }
    let head = *method == Method::HEAD;
    if (head || noticed.length)
        && let Some(size) = response.body().size_hint().exact()
    {
        // An empty body may have been taken away here before, or by the handler.
        if (!head || size > 0) && own != Some(size) {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(size));
        }
    }
    if head {
        *response.body_mut() = Body::empty();
    }
}

const KEEP_ALIVE: HeaderName = HeaderName::from_static("keep-alive");
const PROXY_CONNECTION: HeaderName = HeaderName::from_static("proxy-connection");

/// Which headers there are to look at. Most responses have few headers, and none of these.
#[derive(Default)]
struct Noticed {
    length: bool,
    connection: bool,
}

impl Noticed {
    fn of(headers: &HeaderMap) -> Noticed {
        let mut noticed = Noticed::default();
        for name in headers.keys() {
            noticed.length |= *name == CONTENT_LENGTH;
            noticed.connection |= *name == TRANSFER_ENCODING
                || *name == CONNECTION
                || *name == UPGRADE
                || *name == TE
                || *name == KEEP_ALIVE
                || *name == PROXY_CONNECTION;
        }
        noticed
    }
}

/// An interim response is none: the client waits for another one (RFC 9110 section 15.2).
fn refuse_interim(response: &mut Response) {
    let status = response.status();
    if status.is_informational() && status != StatusCode::SWITCHING_PROTOCOLS {
        *response = Response::failed(Failure::message(format!("{status} is no status of a whole response")));
    }
}

/// The `Content-Length` of the handler, when it is one number in digits.
pub(crate) fn own_length(headers: &HeaderMap) -> Option<u64> {
    let mut values = headers.get_all(CONTENT_LENGTH).iter();
    let text = values.next()?.to_str().ok()?;
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits && values.next().is_none() { text.parse().ok() } else { None }
}

/// Takes away what only a server can say, since it is about one connection (RFC 9110 section 7.6.1): how the body is
/// framed, how long the connection stays. A handler that forwards the answer of another server would send them along.
///
/// What stays: `Connection: close`, with which a handler may end the connection; `Upgrade` where RFC 9110 asks for it
/// (101 and 426, sections 15.2.2 and 15.5.22); `Trailer`, which announces fields of the message itself.
fn leave_the_connection(status: StatusCode, headers: &mut HeaderMap) {
    let upgrades = matches!(status, StatusCode::SWITCHING_PROTOCOLS | StatusCode::UPGRADE_REQUIRED);
    let says = |option: &str| lists(headers, &CONNECTION, option);
    let connection = match (says("close"), upgrades && says("upgrade")) {
        (true, true) => Some("close, upgrade"),
        (true, false) => Some("close"),
        (false, true) => Some("upgrade"),
        (false, false) => None,
    };
    for name in [TRANSFER_ENCODING, TE, KEEP_ALIVE, PROXY_CONNECTION, CONNECTION] {
        headers.remove(name);
    }
    if !upgrades {
        headers.remove(UPGRADE);
    }
    if let Some(connection) = connection {
        headers.insert(CONNECTION, HeaderValue::from_static(connection));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::response::IntoResponse;

    fn finalised(method: &Method, response: impl IntoResponse) -> Response {
        let mut response = response.into_response();
        finalise(method, &mut response);
        response
    }

    #[test]
    fn head_keeps_the_length_only() {
        let response = finalised(&Method::HEAD, "Hello");
        assert_eq!(response.headers()["content-length"], "5");
        assert_eq!(response.body().as_bytes(), Some(&b""[..]));
        let again = finalised(&Method::HEAD, finalised(&Method::HEAD, stream()));
        assert!(!again.headers().contains_key("content-length"));
        let own = finalised(&Method::HEAD, ([("content-length", "77")], ()));
        assert_eq!(own.headers()["content-length"], "77");
    }

    #[test]
    fn no_content_has_no_length() {
        for status in [StatusCode::NO_CONTENT, StatusCode::SWITCHING_PROTOCOLS] {
            let response = finalised(&Method::GET, (status, [("content-length", "3")], "abc"));
            assert!(!response.headers().contains_key("content-length"));
            assert!(response.body().is_end_stream());
        }
        let reset = finalised(&Method::POST, (StatusCode::RESET_CONTENT, "abc"));
        assert!(reset.body().is_end_stream());
    }

    #[test]
    fn a_wrong_length_is_corrected() {
        let response = finalised(&Method::GET, ([("content-length", "99")], "abc"));
        assert_eq!(response.headers()["content-length"], "3");
        let silent = finalised(&Method::GET, "abc");
        assert!(
            !silent.headers().contains_key("content-length") && silent.body().size_hint().exact() == Some(3)
        );
    }

    #[test]
    fn an_interim_response_is_a_failure() {
        for code in [100, 102, 103, 199] {
            let response = finalised(&Method::GET, StatusCode::from_u16(code).unwrap());
            assert!(response.status() == 500 && response.has_failed(), "{code}");
        }
    }

    #[test]
    fn not_modified_may_have_the_length_of_what_it_stands_for() {
        let response = finalised(&Method::GET, (StatusCode::NOT_MODIFIED, [("content-length", "3")], "abc"));
        assert_eq!(response.headers()["content-length"], "3");
        assert!(response.body().is_end_stream());
        let silent = finalised(&Method::GET, StatusCode::NOT_MODIFIED);
        assert!(!silent.headers().contains_key("content-length"));
    }

    #[test]
    fn a_length_that_is_no_number_goes() {
        for length in ["x", "", "-1", "+1", "1, 1", "18446744073709551616"] {
            for status in [StatusCode::OK, StatusCode::NOT_MODIFIED] {
                let response = finalised(&Method::HEAD, (status, [("content-length", length)], stream()));
                assert!(!response.headers().contains_key("content-length"), "{length}");
            }
        }
        let twice = ([("content-length", "1"), ("content-length", "1")], stream());
        assert!(!finalised(&Method::GET, twice).headers().contains_key("content-length"));
        let promised = finalised(&Method::GET, ([("content-length", "7")], stream()));
        assert_eq!(promised.headers()["content-length"], "7");
    }

    #[test]
    fn the_connection_is_the_servers() {
        let headers = [
            ("transfer-encoding", "gzip"),
            ("connection", "keep-alive, Close"),
            ("connection", "x-name"),
            ("keep-alive", "timeout=5"),
            ("proxy-connection", "keep-alive"),
            ("te", "trailers"),
            ("upgrade", "h2c"),
            ("trailer", "x-sum"),
        ];
        let ok = finalised(&Method::GET, (headers, "abc"));
        let mut left: Vec<_> = ok.headers().iter().map(|(name, _)| name.as_str()).collect();
        left.sort_unstable();
        assert_eq!(left, ["connection", "content-type", "trailer"]);
        assert_eq!(ok.headers()["connection"], "close");
        let plain = finalised(&Method::GET, ([("connection", "keep-alive")], "abc"));
        assert!(!plain.headers().contains_key("connection"));
        for status in [StatusCode::SWITCHING_PROTOCOLS, StatusCode::UPGRADE_REQUIRED] {
            let headers = [("upgrade", "websocket"), ("connection", "Upgrade, x")];
            let response = finalised(&Method::GET, (status, headers, ()));
            assert_eq!(response.headers()["upgrade"], "websocket");
            assert_eq!(response.headers()["connection"], "upgrade");
        }
    }

    /// A body whose size is not known.
    fn stream() -> Body {
        struct Endless;

        impl http_body::Body for Endless {
            type Data = bytes::Bytes;
            type Error = std::convert::Infallible;

            fn poll_frame(
                self: std::pin::Pin<&mut Self>,
                _: &mut std::task::Context<'_>,
            ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
                std::task::Poll::Pending
            }
        }

        Body::new(Endless)
    }
}
