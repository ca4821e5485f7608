use http::header::{CONTENT_LENGTH, ETAG, LAST_MODIFIED};
use http::{HeaderMap, StatusCode};

use super::asked::Asked;
use crate::conditional::make_content_conditional;
use crate::error::HttpError;
use crate::response::{IntoResponse, Response};

/// Answers a `GET` or `HEAD` as its conditions and ranges say, when the handler gave a full response (200) with an `ETag`
/// or a `Last-Modified`: 304, 206, 412, 416, or just that response. A stream is never sent in parts, a file is.
#[inline]
pub(super) fn apply(asked: &Asked, response: &mut Response) {
    // Most responses have few headers: to look at all is less than to look two up.
    let has_validator = response.headers().keys().any(|name| *name == ETAG || *name == LAST_MODIFIED);
    if !has_validator || response.status() != StatusCode::OK || !asked.reads() {
        return;
    }
    let none = HeaderMap::new();
    let conditions = asked.conditions().unwrap_or(&none);
    let (head, content) = std::mem::take(response).into_parts();
    let full = http::Response::from_parts(head, content);
    *response = make_content_conditional(&asked.method, conditions, full).into();
    if matches!(response.status(), StatusCode::PRECONDITION_FAILED | StatusCode::RANGE_NOT_SATISFIABLE) {
        refuse(response);
    }
}

/// The page of the error, with the headers that are left.
fn refuse(response: &mut Response) {
    let mut headers = std::mem::take(response.headers_mut());
    headers.remove(CONTENT_LENGTH);
    let mut page = HttpError::new(response.status()).into_response();
    page.add_headers(headers);
    *response = page;
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::app::{App, AppFuture};
    use crate::handler::HandlerFuture;
    use crate::request::Request;
    use crate::test_support::{block_on, chunks};

    #[wz::get("/")]
    fn index() {}

    wz::routes! { Site = index }

    fn answer(method: Method, lines: &[(&'static str, &str)], response: Response) -> Response {
        let mut request = Request::new(method, "/", ());
        for (name, value) in lines {
            request = request.with_header(name, value);
        }
        block_on(AppFuture::running(
            App::new(Site).inner,
            Asked::of(&request),
            HandlerFuture::ready(response),
        ))
    }

    fn full() -> Response {
        Response::new("0123456789").with_header("content-type", "text/plain").with_header("etag", "\"v1\"")
    }

    fn streamed() -> Response {
        Response::new(chunks(["01234", "56789"])).with_header("etag", "\"v1\"")
    }

    fn seen(response: &Response) -> (u16, &[u8]) {
        (response.status().as_u16(), response.body().as_bytes().unwrap_or(b"stream"))
    }

    #[test]
    fn what_has_a_validator_is_conditional() {
        for (lines, status, body) in [
            (&[][..], 200, "0123456789"),
            (&[("if-none-match", "\"v1\"")], 304, ""),
            (&[("if-none-match", "\"v0\"")], 200, "0123456789"),
            (&[("range", "bytes=2-3")], 206, "23"),
            (&[("range", "bytes=2-3"), ("if-range", "\"v0\"")], 200, "0123456789"),
            (&[("if-match", "\"v0\", \"v1\"")], 200, "0123456789"),
        ] {
            let answer = answer(Method::GET, lines, full());
            assert_eq!(seen(&answer), (status, body.as_bytes()), "{lines:?}");
            assert_eq!(answer.headers().contains_key("accept-ranges"), status != 304);
        }
        let refused = answer(Method::GET, &[("if-match", "\"v0\""), ("accept", "application/json")], full());
        assert_eq!(refused.status(), 412);
        assert!(
            refused.headers()["content-type"] == "application/problem+json"
                && !refused.headers().contains_key("etag")
        );
        let beyond = answer(Method::GET, &[("range", "bytes=10-")], full());
        assert_eq!(
            (beyond.status().as_u16(), &beyond.headers()["content-range"]),
            (416, &"bytes */10".parse().unwrap())
        );
        assert!(seen(&beyond).1.starts_with(b"<!doctype html>"));
    }

    #[test]
    fn head_and_others() {
        let head = answer(Method::HEAD, &[("range", "bytes=0-1")], full());
        assert_eq!((seen(&head), &head.headers()["content-length"]), ((200, &b""[..]), &10.into()));
        let head = answer(Method::HEAD, &[("if-none-match", "*")], full());
        assert_eq!(seen(&head).0, 304);
        let post = answer(Method::POST, &[("if-none-match", "*"), ("range", "bytes=0-1")], full());
        assert_eq!(seen(&post), (200, &b"0123456789"[..]));
        // Nothing to compare with, and no success.
        let plain = answer(Method::GET, &[("range", "bytes=0-1")], Response::new("0123456789"));
        assert_eq!(seen(&plain), (200, &b"0123456789"[..]));
        let missing =
            answer(Method::GET, &[("if-none-match", "*")], full().with_status(StatusCode::NOT_FOUND));
        assert_eq!(seen(&missing).0, 404);
    }

    #[test]
    fn a_stream_is_whole_or_not_at_all() {
        for (line, status, body) in [
            (("if-none-match", "\"v1\""), 304, &b""[..]),
            (("if-match", "\"v0\""), 412, b"<!"),
            (("range", "bytes=0-1"), 200, b"stream"),
        ] {
            let answer = answer(Method::GET, &[line], streamed());
            assert!(seen(&answer).0 == status && seen(&answer).1.starts_with(body), "{line:?}: {answer:?}");
        }
    }

    #[test]
    fn a_tag_from_the_content() {
        let tagged = answer(Method::GET, &[], Response::new("0123").with_content_etag());
        let tag = tagged.headers()["etag"].to_str().unwrap();
        let again = answer(Method::GET, &[("if-none-match", tag)], Response::new("0123").with_content_etag());
        assert_eq!(seen(&again), (304, &b""[..]));
        let other =
            answer(Method::GET, &[("if-none-match", tag)], Response::new("01234").with_content_etag());
        assert_eq!(seen(&other).0, 200);
        assert!(!Response::new(chunks(["a"])).with_content_etag().headers().contains_key("etag"));
    }
}
