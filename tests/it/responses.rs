//! Responses whose headers contradict their body, and bodies that do not keep their promise.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use http_body::Frame;
use wz::prelude::*;
use wz_tests::{Answer, Client, ask, exchange};

use crate::server::Running;

/// A body of no known size.
struct Pieces(VecDeque<&'static str>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<std::io::Result<Frame<Bytes>>>> {
        match self.0.pop_front() {
            Some("silence") => {
                self.0.push_front("silence");
                Poll::Pending
            }
            Some("panic") => panic!("in the middle"),
            Some("fail") => Poll::Ready(Some(Err(std::io::Error::other("disk gone")))),
            piece => Poll::Ready(piece.map(|piece| Ok(Frame::data(Bytes::from(piece))))),
        }
    }
}

fn pieces<const N: usize>(pieces: [&'static str; N]) -> Response {
    Response::new(Body::new(Pieces(pieces.into())))
}

/// Never more than the beginning.
#[get("/silence")]
fn silence() -> Response {
    pieces(["abc", "silence"])
}

#[get("/header/<name>/<value>")]
fn header(name: &str, value: &str) -> Response {
    Response::new("hello").with_header(name, value)
}

#[get("/both")]
fn both() -> Response {
    Response::new("hello").with_header("content-length", "5").with_header("transfer-encoding", "chunked")
}

#[get("/stream/<length>")]
fn stream(length: &str) -> Response {
    pieces(["hel", "lo"]).with_header("content-length", length)
}

#[get("/panics")]
fn panics() -> Response {
    pieces(["hello", "panic"])
}

#[get("/fails")]
fn fails() -> Response {
    pieces(["hello", "fail"])
}

#[get("/not-modified")]
fn not_modified() -> Response {
    Response::empty().with_status(StatusCode::NOT_MODIFIED).with_header("content-length", "5")
}

routes! { pub Routes = silence, header, both, stream, panics, fails, not_modified }

#[test]
fn a_body_of_known_size_has_that_length() {
    let server = Running::start();
    for path in [
        "both",
        "header/content-length/99",
        "header/content-length/4",
        "header/content-length/many",
        "header/transfer-encoding/gzip",
        "header/transfer-encoding/chunked",
        "header/keep-alive/timeout=5",
        "header/connection/keep-alive",
        "header/upgrade/h2c",
    ] {
        let mut client = Client::connect(server.addr);
        client.send(format!("GET /responses/{path} HTTP/1.1\r\nhost: a\r\n\r\n"));
        let answer = client.answer();
        assert_eq!((answer.status, answer.header("content-length")), (200, Some("5")), "{path}");
        assert_eq!(answer.text(), "hello", "{path}");
        for name in ["transfer-encoding", "keep-alive", "connection", "upgrade"] {
            assert_eq!(answer.header(name), None, "{path}");
        }
        // The connection goes on, and both ends agree where.
        client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
        assert_eq!(client.answer().text(), "Hello, World!", "{path}");
    }
    let closed = exchange(server.addr, "GET /responses/header/connection/close HTTP/1.1\r\nhost: a\r\n\r\n");
    assert_eq!(Answer::parse(&closed).unwrap().header("connection"), Some("close"));
    assert_eq!(ask(server.addr, "HEAD /responses/both", "").header("content-length"), Some("5"));
    assert_eq!(ask(server.addr, "GET /responses/not-modified", "").text(), "");
    assert!(server.failures().is_empty(), "{:?}", server.failures());
    server.stop();
}

#[test]
fn a_stream_keeps_its_promise() {
    let server = Running::start();
    let kept = ask(server.addr, "GET /responses/stream/5", "");
    assert_eq!((kept.header("content-length"), kept.text().as_str()), (Some("5"), "hello"));
    let none = ask(server.addr, "GET /responses/stream/many", "");
    assert_eq!((none.header("content-length"), none.header("transfer-encoding")), (None, Some("chunked")));
    assert_eq!(ask(server.addr, "HEAD /responses/stream/5", "").header("content-length"), Some("5"));
    assert!(server.failures().is_empty(), "{:?}", server.failures());
    server.stop();
}

/// The client sees that the body is not whole; the server closes, says why, and goes on.
#[test]
fn a_stream_that_ends_badly_closes_its_connection() {
    let server = Running::start();
    for (path, whole, why) in [
        ("stream/9", 9, "error: the body ended 4 bytes before"),
        ("stream/4", 4, "error: the body is longer than its `Content-Length` promised, 4 bytes"),
        ("stream/3", 3, "error: the body is longer than its `Content-Length` promised, 3 bytes"),
        ("panics", usize::MAX, "panicked: in the middle\n  at tests/it/responses.rs:"),
        ("fails", usize::MAX, "error: disk gone"),
    ] {
        let mut client = Client::connect(server.addr);
        client.send(format!("GET /responses/{path} HTTP/1.1\r\nhost: a\r\n\r\n"));
        let got = client.rest();
        assert!(Answer::parse(&got).is_none_or(|answer| answer.body.len() < whole), "{path}");
        assert!(!got.ends_with(b"0\r\n\r\n"), "{path}");
        let failures = server.failures();
        let last = failures.last().unwrap();
        assert!(last.starts_with(&format!("GET /responses/{path} {why}")), "{last}");
    }
    assert_eq!(server.failures().len(), 5);
    assert_eq!(ask(server.addr, "GET /", "").status, 200);
    server.assert_all_closed();
    server.stop();
}
