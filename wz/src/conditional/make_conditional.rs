use bytes::Bytes;
use http::header::{ACCEPT_RANGES, CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode};

use super::{Boundary, Content, Decision, MultipartByteRanges, Representation, evaluate};

/// Makes of a full response what a request asks for, where the whole content is in memory: Werkzeug's
/// `Response.make_conditional`.
///
/// Give it the response as it would be without conditions: status 200, the content, its `Content-Type`, and an `ETag` or a
/// `Last-Modified`, which conditions are about. What comes back is that, or the 206, 304, 412 or 416 in its place, ready to
/// be sent: `Content-Length` is right, `Accept-Ranges: bytes` is there, and the answer to `HEAD` has no content. 412 and 416
/// have none either; set one of your own if you like.
///
/// Responses of other status, and those to other methods than `GET` and `HEAD`, come back as they are: ask
/// [`evaluate`] before something is changed. A response with `Accept-Ranges: none` is never sent in parts.
///
/// ```
/// use wz::bytes::Bytes;
/// use wz::conditional::make_conditional;
/// use wz::http::{HeaderMap, Method, Response};
///
/// let full = || Response::builder().header("etag", r#""v1""#).body("0123456789").unwrap();
///
/// let mut headers = HeaderMap::new();
/// headers.insert("range", "bytes=-3".parse().unwrap());
/// let part = make_conditional(&Method::GET, &headers, full());
/// assert_eq!((part.status(), &part.headers()["content-range"]), (206.try_into().unwrap(), &"bytes 7-9/10".parse().unwrap()));
/// assert_eq!(part.body(), "789");
///
/// headers.insert("if-none-match", r#""v1""#.parse().unwrap());
/// let unchanged = make_conditional(&Method::GET, &headers, full());
/// assert!(unchanged.status() == 304 && unchanged.body().is_empty());
/// ```
#[must_use]
pub fn make_conditional(
    method: &Method,
    headers: &HeaderMap,
    response: Response<impl Into<Bytes>>,
) -> Response<Bytes> {
    make_content_conditional(method, headers, response.map(Into::into))
}

/// [`make_conditional`] for any content. What cannot be sent in parts is whole or not at all; what describes it is then left
/// as it is.
pub(crate) fn make_content_conditional<C: Content>(
    method: &Method,
    headers: &HeaderMap,
    mut response: Response<C>,
) -> Response<C> {
    let reads = *method == Method::GET || *method == Method::HEAD;
    if !reads || response.status() != StatusCode::OK {
        return response;
    }
    let length = response.body().length();
    if let Some(length) = length {
        // To `HEAD` the content may have been left out already.
        if *method == Method::GET || length > 0 || !response.headers().contains_key(CONTENT_LENGTH) {
            response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        // Beside a length it would be an error (RFC 9112 §6.2).
        response.headers_mut().remove(TRANSFER_ENCODING);
        let bytes = HeaderValue::from_static("bytes");
        response.headers_mut().entry(ACCEPT_RANGES).or_insert(bytes);
    }
    let mut representation = Representation::of_response(response.headers());
    if length.is_none() || response.headers().get(ACCEPT_RANGES).is_some_and(|units| units == "none") {
        representation.length = None;
    }
    let decision = evaluate(method, headers, &representation);
    decision.apply(response.headers_mut());
    if let Some(status) = decision.status() {
        *response.status_mut() = status;
    }
    let content = std::mem::take(response.body_mut());
    *response.body_mut() = match decision {
        // The length of the answer to `HEAD` is no longer known by its content.
        Decision::Perform if *method == Method::GET || length.is_none() => content,
        Decision::Partial { range, .. } => content.part(&range),
        Decision::Parts { ranges, length } => {
            let content_type = response.headers().get(http::header::CONTENT_TYPE);
            let message = MultipartByteRanges::new(&ranges, length, content_type, &Boundary::random());
            message.apply(response.headers_mut());
            content.parts(&message)
        }
        _ => C::default(),
    };
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(method: &Method, lines: &[(&'static str, &'static str)]) -> Response<Bytes> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        let full = Response::builder().header("etag", "\"v1\"").header("content-type", "text/plain");
        make_conditional(method, &headers, full.body("0123456789").unwrap())
    }

    fn header<'r>(response: &'r Response<Bytes>, name: &str) -> &'r str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[test]
    fn the_whole() {
        let whole = answer(&Method::GET, &[]);
        assert_eq!((whole.status().as_u16(), whole.body().as_ref()), (200, &b"0123456789"[..]));
        assert_eq!((header(&whole, "content-length"), header(&whole, "accept-ranges")), ("10", "bytes"));
        let head = answer(&Method::HEAD, &[("range", "bytes=0-1")]);
        assert_eq!(
            (head.status().as_u16(), header(&head, "content-length"), head.body().len()),
            (200, "10", 0)
        );
    }

    #[test]
    fn parts() {
        let one = answer(&Method::GET, &[("range", "bytes=2-3"), ("if-range", "\"v1\"")]);
        assert_eq!((one.status().as_u16(), one.body().as_ref()), (206, &b"23"[..]));
        assert_eq!((header(&one, "content-range"), header(&one, "content-length")), ("bytes 2-3/10", "2"));

        let changed = answer(&Method::GET, &[("range", "bytes=2-3"), ("if-range", "\"v0\"")]);
        assert_eq!((changed.status().as_u16(), changed.body().len()), (200, 10));

        let two = answer(&Method::GET, &[("range", "bytes=0-1,-1")]);
        assert_eq!(two.status(), 206);
        assert!(header(&two, "content-type").starts_with("multipart/byteranges; boundary="));
        assert_eq!(header(&two, "content-length"), two.body().len().to_string());
        let text = std::str::from_utf8(two.body()).unwrap();
        assert!(
            text.contains("Content-Type: text/plain\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--"),
            "{text}"
        );

        let none = answer(&Method::GET, &[("range", "bytes=10-")]);
        assert_eq!(
            (none.status().as_u16(), header(&none, "content-range"), none.body().len()),
            (416, "bytes */10", 0)
        );
        assert!(!none.headers().contains_key("content-type"));
    }

    #[test]
    fn digests_and_coding() {
        let answer = |range: &'static str| {
            let headers = HeaderMap::from_iter([(http::header::RANGE, HeaderValue::from_static(range))]);
            let full = Response::builder().header("content-digest", "sha-256=:AA==:");
            let full = full.header("repr-digest", "sha-256=:AA==:").header("transfer-encoding", "chunked");
            let answer = make_conditional(&Method::GET, &headers, full.body("0123456789").unwrap());
            ["content-digest", "repr-digest", "transfer-encoding"]
                .map(|name| answer.headers().contains_key(name))
        };
        assert_eq!(answer("x"), [true, true, false]);
        assert_eq!(answer("bytes=0-1"), [false, true, false]);
        assert_eq!(answer("bytes=0-1,5-6"), [false, true, false]);
        assert_eq!(answer("bytes=10-"), [false, false, false]);
    }

    #[test]
    fn conditions() {
        for method in [Method::GET, Method::HEAD] {
            let unchanged = answer(&method, &[("if-none-match", "W/\"v1\"")]);
            assert_eq!(
                (unchanged.status().as_u16(), unchanged.body().len(), header(&unchanged, "etag")),
                (304, 0, "\"v1\"")
            );
            let failed = answer(&method, &[("if-match", "\"v0\"")]);
            assert_eq!((failed.status().as_u16(), failed.body().len()), (412, 0));
        }
    }

    #[test]
    fn what_is_left_as_it_is() {
        assert_eq!(answer(&Method::PUT, &[("if-match", "\"v0\"")]).status(), 200);
        let headers = HeaderMap::from_iter([(http::header::RANGE, HeaderValue::from_static("bytes=0-0"))]);
        let missing = Response::builder().status(404).body("none").unwrap();
        assert_eq!(make_conditional(&Method::GET, &headers, missing).body(), "none");
        let whole = Response::builder().header(ACCEPT_RANGES, "none").body("whole").unwrap();
        assert_eq!(make_conditional(&Method::GET, &headers, whole).body(), "whole");
        // To `HEAD`, a handler may know the length and send nothing.
        let empty = Response::builder().header(CONTENT_LENGTH, 7).body("").unwrap();
        assert_eq!(make_conditional(&Method::HEAD, &headers, empty).headers()[CONTENT_LENGTH], "7");
    }
}
