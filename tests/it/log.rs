//! The access log over the wire.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use wz::serve::AccessLog;
use wz_tests::{ask, exchange};

use crate::server::Running;

type Lines = Arc<Mutex<Vec<String>>>;

fn logging() -> (Running, Lines) {
    let lines = Lines::default();
    let log = Arc::clone(&lines);
    let log = AccessLog::to(move |entry| log.lock().unwrap().push(entry.to_string()));
    (Running::with(|server| server.access_log(log)), lines)
}

/// The line that is written next. It may come a moment after the answer.
fn next(lines: &Lines) -> String {
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        if let Some(line) = lines.lock().unwrap().pop() {
            return line;
        }
        assert!(Instant::now() < deadline, "no line");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn targets_are_shown_as_they_were_sent() {
    let (server, lines) = logging();
    for (start, line) in [
        ("GET /user/1?a=%20&b", "GET /user/1?a=%20&b 200 "),
        ("GET http://a.example:80/user/1?x", "GET http://a.example:80/user/1?x 200 "),
        ("CONNECT a.example:80", "CONNECT a.example:80 400 "),
        ("OPTIONS *", "OPTIONS * 200 "),
    ] {
        ask(server.addr, start, "");
        let got = next(&lines);
        assert!(got.starts_with(line), "{got}");
    }
    ask(server.addr, &format!("GET /{}", "a".repeat(60_000)), "");
    let long = next(&lines);
    assert!(long.len() < 1200 && long.contains("a... (60001 bytes) 404 "), "{long}");
    server.stop();
}

#[test]
fn what_cannot_be_read_has_a_line_too() {
    let (server, lines) = logging();
    let endless = "x".repeat(70_000);
    let many = "x: y\r\n".repeat(200);
    for (request, line) in [
        ("\x16\x03\x01 TLS\r\n\r\n".to_owned(), "- - 400 0 B 0.0 ms refused: invalid HTTP method parsed"),
        (format!("GET /{endless} HTTP/1.1\r\nhost: a\r\n\r\n"), "- - 414 0 B 0.0 ms refused: URI too long"),
        (
            format!("GET / HTTP/1.1\r\nhost: a\r\n{many}\r\n"),
            "- - 431 0 B 0.0 ms refused: message head is too large",
        ),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), "- - - 0 B 0.0 ms refused: invalid HTTP version"),
    ] {
        let answer = String::from_utf8_lossy(&exchange(server.addr, request)).into_owned();
        let got = next(&lines);
        assert!(got.starts_with(line), "{got}");
        let status = line.split(' ').nth(2).unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")) || status == "-", "{answer}");
    }
    // A client that says nothing, or not all, is no request.
    exchange(server.addr, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    assert!(next(&lines).starts_with("GET / 200 13 B "));
    assert!(lines.lock().unwrap().is_empty());
    server.stop();
}

#[test]
fn a_stream_that_fails_is_cut_off() {
    let (server, lines) = logging();
    exchange(server.addr, "GET /responses/panics HTTP/1.1\r\nhost: a\r\n\r\n");
    let line = next(&lines);
    assert!(line.starts_with("GET /responses/panics 200 5 B ") && line.ends_with(" cut off"), "{line}");
    server.stop();
}
