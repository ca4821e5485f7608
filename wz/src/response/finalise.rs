use http::header::{CONTENT_LENGTH, HeaderValue, TRANSFER_ENCODING};
use http::{Method, StatusCode};
use http_body::Body as _;

use super::Response;
use crate::body::Body;

/// Makes a response fit its request, in the one place where that is done (RFC 9110 sections 8.6, 9.3.2, 15).
///
/// - 1xx, 204 and 304 have neither body nor `Content-Length`; 205 has an empty body.
/// - A body of known size has that `Content-Length`, whatever the handler wrote.
/// - `HEAD` loses its body and keeps the length that `GET` would have had; a handler that answers `HEAD` itself,
///   without a body, may set that length.
pub(crate) fn finalise(method: &Method, response: &mut Response) {
    let status = response.status();
    if status.is_informational() || status == StatusCode::NO_CONTENT || status == StatusCode::NOT_MODIFIED {
        *response.body_mut() = Body::empty();
        response.headers_mut().remove(CONTENT_LENGTH);
        return;
    }
    // A successful CONNECT is a tunnel: it has no length at all.
    if *method == Method::CONNECT && status.is_success() {
        return;
    }
    if status == StatusCode::RESET_CONTENT {
        *response.body_mut() = Body::empty();
    }
    let head = *method == Method::HEAD;
    if let Some(size) = response.body().size_hint().exact() {
        let headers = response.headers();
        let lengthy_head = head && size == 0 && headers.contains_key(CONTENT_LENGTH);
        if !lengthy_head && !headers.contains_key(TRANSFER_ENCODING) {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(size));
        }
    }
    if head {
        *response.body_mut() = Body::empty();
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
        let own = finalised(&Method::HEAD, ([("content-length", "77")], ()));
        assert_eq!(own.headers()["content-length"], "77");
    }

    #[test]
    fn no_content_has_no_length() {
        for status in [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED, StatusCode::SWITCHING_PROTOCOLS] {
            let response = finalised(&Method::GET, (status, [("content-length", "3")], "abc"));
            assert!(!response.headers().contains_key("content-length"));
            assert!(response.body().is_end_stream());
        }
        let reset = finalised(&Method::POST, (StatusCode::RESET_CONTENT, "abc"));
        assert_eq!(reset.headers()["content-length"], "0");
    }

    #[test]
    fn a_wrong_length_is_corrected() {
        let response = finalised(&Method::GET, ([("content-length", "99")], "abc"));
        assert_eq!(response.headers()["content-length"], "3");
        assert_eq!(finalised(&Method::GET, ()).headers()["content-length"], "0");
    }
}
