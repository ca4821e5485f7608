use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use wz::Limits;
use wz_tests::{Answer, Client, ask, exchange};

use super::*;

/// Tells how a body is framed, and what it is.
fn telling() -> Raw {
    Raw::start(|peer, head| {
        let line =
            |name: &str| head.lines().filter(|line| line.starts_with(name)).collect::<Vec<_>>().join("+");
        let (length, coding) = (line("content-length: "), line("transfer-encoding: "));
        let body = match length.strip_prefix("content-length: ") {
            Some(length) => String::from_utf8(peer.bytes(length.parse().unwrap())).unwrap(),
            None if coding.is_empty() => String::new(),
            None => peer.until("0\r\n\r\n"),
        };
        let text = format!("{length}|{coding}|{body}");
        peer.send(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{text}", text.len()))
    })
}

#[test]
fn requests_are_framed_anew() {
    let upstream = telling();
    let server = serve(to(&upstream));
    for (start, rest, told) in [
        ("GET", "\r\n", "||"),
        ("DELETE", "\r\n", "||"),
        ("POST", "content-length: 0\r\n\r\n", "content-length: 0||"),
        ("POST", "content-length: 3\r\n\r\nabc", "content-length: 3||abc"),
        ("GET", "content-length: 3\r\n\r\nabc", "content-length: 3||abc"),
        (
            "POST",
            "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "|transfer-encoding: chunked|3\r\nabc\r\n0\r\n\r\n",
        ),
        (
            "GET",
            "transfer-encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\n\r\n",
            "|transfer-encoding: chunked|3\r\nabc\r\n0\r\n\r\n",
        ),
    ] {
        assert_eq!(ask(server.addr, &format!("{start} /api/x"), rest).text(), told, "{start} {rest}");
    }
    server.stop();
}

/// However a request is framed twice, the other server sees one framing and one request.
#[test]
fn nothing_is_smuggled() {
    let upstream = telling();
    let server = serve(to(&upstream));
    let smuggled = "GET /SMUGGLED HTTP/1.1\r\nhost: a\r\n\r\n";
    for lines in [
        "content-length: 5\r\ntransfer-encoding: chunked\r\n",
        "transfer-encoding: chunked\r\ncontent-length: 5\r\n",
        "content-length: 0\r\ntransfer-encoding: chunked\r\nconnection: transfer-encoding\r\n",
        "content-length: 5\r\ncontent-length: 6\r\n",
        "content-length: 5, 6\r\n",
        "content-length: 5\r\nconnection: content-length\r\n",
        "transfer-encoding: chunked, identity\r\n",
        "transfer-encoding: xchunked\r\n",
        "transfer-encoding : chunked\r\n",
        "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n",
        "content-length: +5\r\n",
        "content-length: 5\r\nx: a\nb\r\n",
    ] {
        let mut client = Client::connect(server.addr);
        client.send(format!("POST /api/x HTTP/1.1\r\nhost: a\r\n{lines}\r\n0\r\n\r\n{smuggled}"));
        client.end();
        client.rest();
    }
    for head in upstream.heads() {
        let framed = head.matches("content-length").count() + head.matches("transfer-encoding").count();
        assert!(
            !head.starts_with("GET /SMUGGLED") && !head.contains("/base/SMUGGLED") && framed <= 1,
            "{head}"
        );
    }
    server.stop();
}

#[test]
fn responses_are_framed_anew() {
    for (answer, method, status, length, body) in [
        ("200 OK\r\ncontent-length: 3\r\n\r\nabc", "GET", 200, Some("3"), "abc"),
        ("200 OK\r\n\r\nabc", "GET", 200, None, "3\r\nabc\r\n0\r\n\r\n"),
        (
            "200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "GET",
            200,
            None,
            "3\r\nabc\r\n0\r\n\r\n",
        ),
        ("200 OK\r\ncontent-length: 3\r\n\r\n", "HEAD", 200, Some("3"), ""),
        ("200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "HEAD", 200, None, ""),
        ("200 OK\r\ncontent-length: 3\r\ncontent-length: 3\r\n\r\nabc", "GET", 200, Some("3"), "abc"),
        ("204 No Content\r\n\r\n", "GET", 204, None, ""),
        ("204 No Content\r\ncontent-length: 3\r\n\r\nabc", "GET", 204, None, ""),
        ("304 Not Modified\r\ncontent-length: 3\r\netag: \"x\"\r\n\r\n", "GET", 304, None, ""),
        ("200 OK\r\ncontent-length: 0\r\n\r\n", "GET", 200, Some("0"), ""),
        // Two lengths, or none that one can rely on.
        (
            "200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "GET",
            502,
            None,
            "",
        ),
        ("200 OK\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd", "GET", 502, None, ""),
        ("200 OK\r\ncontent-length: x\r\n\r\nabc", "GET", 502, None, ""),
        ("200 OK\r\ntransfer-encoding: gzip\r\n\r\nabc", "GET", 502, None, ""),
        ("200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "GET", 502, None, ""),
    ] {
        let upstream = Raw::answering(format!("HTTP/1.1 {answer}"));
        let server = serve(to(&upstream));
        let request = format!("{method} /api/x HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        let got = Answer::parse(&exchange(server.addr, request)).unwrap();
        assert_eq!(got.status, status, "{answer:?}");
        if status != 502 {
            assert_eq!((got.header("content-length"), got.text().as_str()), (length, body), "{answer:?}");
        }
        server.stop();
    }
}

#[test]
fn trailers_in_both_directions() {
    let upstream = Raw::start(|peer, head| {
        assert!(head.contains("trailer: x-sum") && head.contains("te: trailers\r\n"), "{head}");
        let body = peer.until("\r\n\r\n");
        assert_eq!(body, "3\r\nabc\r\n0\r\nx-sum: 7\r\n\r\n");
        peer.send(
            "HTTP/1.1 200 OK\r\ntrailer: x-md\r\ntransfer-encoding: chunked\r\n\r\n1\r\nd\r\n0\r\nx-md: 9\r\nx-other: 1\r\n\r\n",
        )
    });
    let server = serve(to(&upstream));
    let answer = ask(
        server.addr,
        "POST /api/x",
        "te: trailers\r\ntrailer: x-sum, x-forwarded-for\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nx-forwarded-for: 6.6.6.6\r\nx-sum: 7\r\n\r\n",
    );
    assert_eq!(answer.text(), "1\r\nd\r\n0\r\nx-md: 9\r\n\r\n");
    server.stop();
}

#[test]
fn long_bodies() {
    const LENGTH: usize = 8 << 20;
    let upstream = Raw::start(|peer, _| {
        let body = peer.bytes(LENGTH);
        peer.send(format!("HTTP/1.1 200 OK\r\ncontent-length: {LENGTH}\r\n\r\n")) && peer.send(body)
    });
    let server = serve(to(&upstream));
    let body: Vec<u8> = (0..LENGTH).map(|at| (at % 251) as u8).collect();
    let mut client = Client::connect(server.addr);
    let mut writer = client.twin();
    let sent = body.clone();
    let writing = thread::spawn(move || {
        writer.send(format!("POST /api/x HTTP/1.1\r\nhost: a\r\ncontent-length: {LENGTH}\r\n\r\n"));
        writer.send(sent)
    });
    assert!(client.answer().body == body && writing.join().unwrap());
    drop(client);
    server.stop();
}

/// Who does not read makes the other end wait, in both directions.
#[test]
fn nobody_is_hurried() {
    let sent = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&sent);
    let upstream = Raw::start(move |peer, head| {
        if head.starts_with("POST") {
            // Never reads.
            thread::sleep(Duration::from_secs(2));
            return false;
        }
        peer.send("HTTP/1.1 200 OK\r\n\r\n");
        while peer.send([b'x'; 16 << 10]) {
            count.fetch_add(16 << 10, Ordering::SeqCst);
        }
        false
    });
    let server = serve(to(&upstream));
    let mut reader = Client::connect(server.addr);
    reader.send("GET /api/x HTTP/1.1\r\nhost: a\r\n\r\n");
    reader.head();
    let taken = Arc::new(AtomicUsize::new(0));
    let took = Arc::clone(&taken);
    let mut writer = Client::connect(server.addr);
    writer.send("POST /api/x HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000000\r\n\r\n");
    let writing = thread::spawn(move || {
        while writer.send([b'x'; 16 << 10]) {
            took.fetch_add(16 << 10, Ordering::SeqCst);
        }
    });
    thread::sleep(Duration::from_secs(1));
    let before = (sent.load(Ordering::SeqCst), taken.load(Ordering::SeqCst));
    thread::sleep(Duration::from_millis(300));
    let after = (sent.load(Ordering::SeqCst), taken.load(Ordering::SeqCst));
    assert_eq!(before, after);
    // What the system holds for four sockets; the proxy itself holds a few hundred kilobytes.
    assert!(after.0 < 40 << 20 && after.1 < 40 << 20, "{after:?}");
    drop(reader);
    writing.join().unwrap();
    upstream.wait_until_left();
    server.stop();
}

#[test]
fn bodies_beyond_the_limits() {
    let upstream = telling();
    let server = Running::of(app(to(&upstream)).limits(Limits::new().body(4)));
    assert_eq!(ask(server.addr, "POST /api/x", "content-length: 5\r\n\r\nabcde").status, 413);
    assert!(upstream.heads().is_empty());
    let chunked = "transfer-encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n";
    assert_eq!(ask(server.addr, "POST /api/x", chunked).status, 413);
    assert_eq!(ask(server.addr, "POST /api/x", "content-length: 4\r\n\r\nabcd").status, 200);
    assert!(server.failures().is_empty(), "{:?}", server.failures());
    server.stop();
}

#[test]
fn a_body_that_is_wanted_or_not() {
    let upstream = Raw::start(|peer, head| {
        assert!(head.contains("expect: 100-continue\r\n"), "{head}");
        if head.starts_with("POST /base/no") {
            return peer.send("HTTP/1.1 417 No\r\ncontent-length: 2\r\n\r\nno");
        }
        if head.starts_with("POST /base/yes") {
            peer.send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        assert_eq!(peer.bytes(3), b"abc");
        peer.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
    });
    let server = serve(to(&upstream));
    let start = |path: &str| {
        let mut client = Client::connect(server.addr);
        client.send(format!(
            "POST /api/{path} HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n"
        ));
        client
    };
    // `silent` says nothing, and gets the body after a second.
    for path in ["yes", "silent"] {
        let mut client = start(path);
        assert_eq!(client.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
        client.send("abc");
        assert_eq!(client.answer().text(), "ok");
    }
    let mut client = start("no");
    let answer = client.answer();
    assert_eq!((answer.status, answer.text().as_str()), (417, "no"));
    drop(client);
    upstream.wait_until_left();
    server.stop();
}

/// A response before the request is over is passed on, and the rest of the request is not sent.
#[test]
fn an_early_response() {
    let upstream = Raw::start(|peer, _| {
        peer.send("HTTP/1.1 403 Forbidden\r\ncontent-length: 2\r\n\r\nno");
        assert!(peer.is_left());
        false
    });
    let server = serve(to(&upstream));
    let mut client = Client::connect(server.addr);
    client.send("POST /api/x HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nabc");
    let answer = client.answer();
    assert_eq!((answer.status, answer.text().as_str()), (403, "no"));
    upstream.wait_until_left();
    drop(client);
    server.stop();
}
