use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use flate2::read::GzDecoder;
use http::Method;

use crate::app::{App, AppFuture};
use crate::body::{Body, Coding, Compression};
use crate::error::HttpError;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::{IntoResponse, Response};
use crate::test_support::{block_on, chunks};

use super::super::asked::Asked;

#[wz::get("/")]
fn index() {}

wz::routes! { Site = index }

fn with(
    compression: Compression,
    method: Method,
    lines: &[(&'static str, &str)],
    response: Response,
) -> Response {
    let mut request = Request::new(method, "/", ());
    for (name, value) in lines {
        request.headers_mut().append(*name, value.parse().unwrap());
    }
    let mut asked = Asked::of(&request);
    asked.keep_accept_encoding(request.headers());
    let app = App::new(Site).compress(compression).on_failure(|_, _, _| {});
    block_on(AppFuture::running(app.inner, asked, HandlerFuture::ready(response)))
}

fn get(lines: &[(&'static str, &str)], response: Response) -> Response {
    with(Compression::new(), Method::GET, lines, response)
}

const TEXT: &str = "All work and no play makes a text that becomes much shorter. ";

fn long() -> Response {
    Response::new(TEXT.repeat(100)).with_header("content-type", "text/plain; charset=utf-8")
}

fn tagged() -> Response {
    long().with_header("etag", "\"v1\"")
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

/// Status, coding, `Vary`.
fn seen(response: &Response) -> (u16, &str, &str) {
    (response.status().as_u16(), header(response, "content-encoding"), header(response, "vary"))
}

fn unzipped(data: &[u8]) -> String {
    let mut text = String::new();
    GzDecoder::new(data).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn what_the_client_accepts_decides() {
    let first = Coding::ALL[0].name();
    for (accept, coding) in [
        (&[][..], ""),
        (&["gzip"], "gzip"),
        (&["x-gzip"], "gzip"),
        (&["GZIP;q=0.001"], "gzip"),
        (&["gzip;q=0"], ""),
        (&["deflate, compress"], ""),
        (&["identity"], ""),
        (&["identity;q=0.5, gzip;q=0.4"], ""),
        (&["identity;q=0.5, gzip;q=0.5"], "gzip"),
        (&["*"], first),
        (&["*;q=0"], ""),
        (&["*;q=0, gzip"], "gzip"),
        (&["identity;q=0, *"], first),
        (&["identity;q=0"], ""),
        (&["identity, *;q=0"], ""),
        (&["gzip, deflate, br, zstd"], first),
        (&["deflate, br;q=0.5, zstd;q=0.5, gzip;q=0.6"], "gzip"),
        (&["deflate", "gzip"], "gzip"),
        (&["gzip;q=2"], ""),
        (&[""], ""),
        (&["é"], ""),
    ] {
        let lines: Vec<_> = accept.iter().map(|value| ("accept-encoding", *value)).collect();
        for response in [long(), Response::new(chunks([TEXT, TEXT])).with_header("content-type", "text/css")]
        {
            let response = get(&lines, response);
            assert_eq!(seen(&response), (200, coding, "Accept-Encoding"), "{accept:?}");
        }
    }
}

#[cfg(feature = "brotli")]
#[test]
fn br_is_for_what_is_short() {
    let lines = [("accept-encoding", "gzip, br")];
    let of = |body: Body| header(&get(&lines, long().with_body(body)), "content-encoding").to_owned();
    assert_eq!(
        (of(Body::from("x".repeat(1 << 18))), of(Body::from("x".repeat(1 << 18) + "x"))),
        ("br".into(), "gzip".into())
    );
    assert_eq!(of(chunks([TEXT])), "gzip");
    let only = get(&[("accept-encoding", "br")], long().with_body(chunks([TEXT])));
    assert_eq!(header(&only, "content-encoding"), "br");
}

#[test]
fn the_order_is_the_servers() {
    let gzip_first = Compression::new().codings(Coding::ALL.iter().rev().copied());
    let lines = [("accept-encoding", "zstd, br, gzip")];
    assert_eq!(header(&with(gzip_first, Method::GET, &lines, long()), "content-encoding"), "gzip");
    let none = Compression::new().codings([]);
    assert_eq!(header(&with(none, Method::GET, &lines, long()), "content-encoding"), "");
    let (fast, short) =
        (Compression::new().level(Coding::Gzip, 0), Compression::new().level(Coding::Gzip, 99));
    let length = |compression| {
        let response = with(compression, Method::GET, &[("accept-encoding", "gzip")], long());
        assert_eq!(unzipped(response.body().as_bytes().unwrap()), TEXT.repeat(100));
        response.body().as_bytes().unwrap().len()
    };
    assert!(length(fast) > length(short));
}

#[test]
fn content_that_is_there_has_a_length_and_a_stream_has_none() {
    let whole = get(&[("accept-encoding", "gzip")], long().with_header("accept-ranges", "bytes"));
    let content = whole.body().as_bytes().unwrap();
    assert_eq!(unzipped(content), TEXT.repeat(100));
    assert_eq!((header(&whole, "content-length"), header(&whole, "accept-ranges")), ("", ""));
    let promised = Response::new(chunks([TEXT; 20])).with_header("content-type", "text/plain");
    let promised = promised.with_header("content-length", &(20 * TEXT.len()).to_string());
    for mut response in [promised, Response::new("x".repeat(65_537)).with_header("content-type", "a/b+json")]
    {
        response = get(&[("accept-encoding", "gzip")], response);
        assert_eq!(
            (header(&response, "content-length"), header(&response, "content-encoding")),
            ("", "gzip")
        );
        let mut request = Request::post("/", std::mem::take(response.body_mut()));
        let text = unzipped(&block_on(request.bytes()).unwrap());
        assert!(text == TEXT.repeat(20) || text == "x".repeat(65_537));
    }
}

/// A stream that is not as long as it promised is a failure, compressed or not.
#[test]
fn a_promise_is_kept_by_what_is_compressed() {
    let reports = Arc::new(AtomicU32::new(0));
    let count = Arc::clone(&reports);
    let app = App::new(Site).compress(Compression::new()).on_failure(move |_, _, failure| {
        assert!(failure.error().contains("promised"), "{failure}");
        count.fetch_add(1, Ordering::Relaxed);
    });
    let request = Request::get("/").with_header("accept-encoding", "gzip");
    let mut asked = Asked::of(&request);
    asked.keep_accept_encoding(request.headers());
    let stream = Response::new(chunks([TEXT])).with_header("content-type", "text/css");
    let stream = stream.with_header("content-length", "5000");
    let response = block_on(AppFuture::running(app.inner, asked, HandlerFuture::ready(stream)));
    assert_eq!(header(&response, "content-encoding"), "gzip");
    assert!(block_on(Request::post("/", response.into_body()).bytes()).is_err());
    assert_eq!(reports.load(Ordering::Relaxed), 1);
}

#[test]
fn what_is_left_alone() {
    let lines = [("accept-encoding", "gzip")];
    for (response, status) in [
        (long().with_header("content-type", "image/png"), 200),
        (Response::new(TEXT.repeat(100)), 200),
        (long().with_header("content-encoding", "br"), 200),
        (long().with_header("content-encoding", "identity"), 200),
        (long().with_header("content-range", "bytes 0-1/2"), 200),
        (long().with_status(http::StatusCode::PARTIAL_CONTENT), 206),
        (long().with_status(http::StatusCode::NO_CONTENT), 204),
        (long().with_status(http::StatusCode::RESET_CONTENT), 205),
        (long().with_status(http::StatusCode::NOT_MODIFIED), 304),
        (long().with_header("cache-control", "max-age=5, No-Transform"), 200),
        (long().with_header("repr-digest", "sha-256=:AAAA:"), 200),
        (long().without_compression(), 200),
        (long().with_body("short"), 200),
        (long().with_body(""), 200),
        (Response::new(chunks([TEXT])).with_header("content-type", "text/event-stream"), 200),
    ] {
        let what = format!("{response:?}");
        let coding = header(&response, "content-encoding").to_owned();
        let response = get(&lines, response);
        assert_eq!(seen(&response), (status, coding.as_str(), ""), "{what}");
    }
    let made = get(&lines, long().with_status(http::StatusCode::CREATED));
    assert_eq!(seen(&made), (201, "gzip", "Accept-Encoding"));
    let posted = with(Compression::new(), Method::POST, &lines, long());
    assert_eq!(seen(&posted), (200, "gzip", "Accept-Encoding"));
    // Of the page of an error, not of the response it took the place of.
    let error = HttpError::not_found().with_description(TEXT.repeat(100)).into_response();
    assert_eq!(seen(&get(&[("accept-encoding", "gzip"), ("accept", "text/html")], error)).1, "gzip");
}

#[test]
fn the_settings_decide_too() {
    let lines = [("accept-encoding", "gzip")];
    let coding = |compression, response| {
        header(&with(compression, Method::GET, &lines, response), "content-encoding").to_owned()
    };
    for (length, expected) in [(999, ""), (1000, "gzip")] {
        let response = long().with_body("x".repeat(length));
        assert_eq!(coding(Compression::new().min_length(1000), response), expected);
    }
    let events =
        || Response::new(chunks([TEXT])).with_header("content-type", "Text/Event-Stream; charset=utf-8");
    let all = || Compression::new().media_types(|media_type| media_type == "text/event-stream");
    assert_eq!((coding(all(), events()), coding(all(), long())), ("gzip".into(), String::new()));
}

/// Who refuses the content as it is gets it in another way, whatever that saves.
#[test]
fn identity_can_be_refused() {
    let lines = [("accept-encoding", "gzip, identity;q=0")];
    for response in [long().with_body("short"), long().with_header("content-type", "image/png")] {
        assert_eq!(seen(&get(&lines, response)), (200, "gzip", "Accept-Encoding"));
    }
}

#[test]
fn vary_is_added_to() {
    for (before, after) in [
        ("Cookie", "Cookie, Accept-Encoding"),
        ("accept-encoding", "accept-encoding"),
        ("*", "*"),
        ("a b", "a b"),
    ] {
        let response = get(&[], long().with_header("vary", before));
        assert_eq!(header(&response, "vary"), after);
    }
}

#[test]
fn tags_become_weak() {
    let gzip = ("accept-encoding", "gzip");
    for (tag, weak) in [("\"v1\"", "W/\"v1\""), ("W/\"v1\"", "W/\"v1\""), ("v1", "W/\"v1\"")] {
        assert_eq!(header(&get(&[gzip], long().with_header("etag", tag)), "etag"), weak);
        assert_eq!(header(&get(&[], long().with_header("etag", tag)), "etag"), tag);
    }
}

/// Conditions and ranges are about the content as it is.
#[test]
fn conditions() {
    let gzip = ("accept-encoding", "gzip");
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let dated = || long().with_header("last-modified", date);
    let vary = "Accept-Encoding";
    for (lines, expected, etag) in [
        // The client has what was compressed, or what was not.
        (&[gzip, ("if-none-match", "W/\"v1\"")][..], (304, "", vary), "W/\"v1\""),
        (&[gzip, ("if-none-match", "\"v1\"")], (304, "", vary), "W/\"v1\""),
        (&[("if-none-match", "W/\"v1\"")], (304, "", vary), "\"v1\""),
        (&[gzip, ("if-none-match", "\"v0\"")], (200, "gzip", vary), "W/\"v1\""),
        (&[gzip, ("if-match", "\"v1\"")], (200, "gzip", vary), "W/\"v1\""),
        (&[gzip, ("if-match", "W/\"v1\"")], (412, "", "accept"), ""),
        (&[gzip, ("range", "bytes=0-9")], (206, "", vary), "\"v1\""),
        (&[gzip, ("range", "bytes=0-9"), ("if-range", "\"v1\"")], (206, "", vary), "\"v1\""),
        (&[gzip, ("range", "bytes=0-9"), ("if-range", "W/\"v1\"")], (200, "gzip", vary), "W/\"v1\""),
        (&[gzip, ("range", "bytes=0-1,5-6")], (206, "", vary), "\"v1\""),
        (&[gzip, ("range", "bytes=9999999-")], (416, "", "accept"), ""),
    ] {
        let response = get(lines, tagged());
        assert_eq!((seen(&response), header(&response, "etag")), (expected, etag), "{lines:?}");
    }
    for (lines, expected) in [
        (&[gzip, ("if-modified-since", date)][..], (304, "", vary)),
        // Its part may be of what was compressed.
        (&[gzip, ("range", "bytes=0-9"), ("if-range", date)], (200, "gzip", vary)),
        (&[("range", "bytes=0-9"), ("if-range", date)], (206, "", vary)),
        (&[gzip, ("range", "bytes=0-9")], (206, "", vary)),
    ] {
        assert_eq!(seen(&get(lines, dated())), expected, "{lines:?}");
    }
    // What is never compressed has nothing to do with all that.
    let image = tagged().with_header("content-type", "image/png");
    assert_eq!(seen(&get(&[gzip, ("if-none-match", "\"v1\"")], image)), (304, "", ""));
}

/// What middleware sees has not been decided yet: conditions come after it, and know what will be compressed.
#[test]
fn conditions_know_it_behind_middleware_too() {
    async fn through(request: Request, next: crate::middleware::Next) -> Response {
        next.run(request).await
    }
    #[wz::get("/")]
    fn text() -> Response {
        tagged().with_header("last-modified", "Thu, 01 Jan 1970 00:00:09 GMT")
    }
    wz::routes! { Texts = text }
    let app = App::new(Texts).compress(Compression::new()).middleware(through);
    let ask = |lines: &[(&'static str, &str)]| {
        let mut request = Request::get("/").with_header("accept-encoding", "gzip");
        for (name, value) in lines {
            request.headers_mut().append(*name, value.parse().unwrap());
        }
        block_on(app.call(request))
    };
    let unchanged = ask(&[("if-none-match", "*")]);
    assert_eq!((seen(&unchanged), header(&unchanged, "etag")), ((304, "", "Accept-Encoding"), "W/\"v1\""));
    assert_eq!(seen(&ask(&[("range", "bytes=0-3")])), (206, "", "Accept-Encoding"));
    let late = ask(&[("range", "bytes=40-"), ("if-range", "Thu, 01 Jan 1970 00:00:09 GMT")]);
    assert_eq!(late.status(), 200);
}

#[test]
fn head_is_get_without_its_content() {
    let gzip = ("accept-encoding", "gzip");
    for response in [long, tagged, || long().with_body(chunks([TEXT]))] {
        for lines in [&[][..], &[gzip], &[gzip, ("if-none-match", "W/\"v1\"")]] {
            let get = get(lines, response());
            let head = with(Compression::new(), Method::HEAD, lines, response());
            assert_eq!(head.body().as_bytes(), Some(&b""[..]));
            // Where there is none, the server adds it to `GET`.
            let but_for_length = |response: &Response| {
                let mut headers = response.headers().clone();
                headers.remove("content-length");
                (response.status(), headers)
            };
            assert_eq!(but_for_length(&head), but_for_length(&get), "{lines:?}");
            assert!(lines.is_empty() || header(&head, "content-length").is_empty(), "{lines:?}");
        }
    }
    // Answered by the handler itself.
    let own = Response::empty().with_header("content-length", "5000").with_header("content-type", "text/css");
    let own = with(Compression::new(), Method::HEAD, &[gzip], own);
    assert_eq!((header(&own, "content-encoding"), header(&own, "content-length")), ("gzip", ""));
    let short = with(Compression::new(), Method::HEAD, &[gzip], long().with_body("short"));
    assert!(seen(&short) == (200, "", "") && header(&short, "content-length") == "5");
}

#[test]
fn hooks_run_at_the_end() {
    static ENDS: AtomicU32 = AtomicU32::new(0);
    let bodies = [Body::from(TEXT.repeat(100)), Body::from(TEXT.repeat(5000)), chunks([TEXT])];
    for (number, body) in bodies.into_iter().enumerate() {
        let response = long().with_body(body).call_on_close(|| {
            ENDS.fetch_add(1, Ordering::Relaxed);
        });
        let sent: http::Response<Body> = get(&[("accept-encoding", "gzip")], response).into();
        assert!(sent.headers()["content-encoding"] == "gzip");
        assert_eq!(ENDS.load(Ordering::Relaxed), number as u32);
        drop(sent);
        assert_eq!(ENDS.load(Ordering::Relaxed), number as u32 + 1);
    }
}

/// An application mounted in another one has compressed it already.
#[test]
fn twice_is_once() {
    let lines = [("accept-encoding", "gzip")];
    let once = get(&lines, long());
    let headers = once.headers().clone();
    let twice = get(&lines, once);
    assert_eq!(twice.headers(), &headers);
    assert_eq!(unzipped(twice.body().as_bytes().unwrap()), TEXT.repeat(100));
}
