//! Bodies whose end is in doubt, and what could be smuggled behind them.

use wz_tests::{Answer, Client, exchange};

use super::{SECOND, assert_fine, impatient, refused};
use crate::server::Running;

#[test]
fn lengths_that_lie() {
    let server = impatient();
    for lengths in [
        "content-length: 1\r\ncontent-length: 2",
        "content-length: 4, 5",
        "content-length: +4",
        "content-length: -4",
        "content-length: 0x4",
        "content-length: 4 4",
        "content-length: 4.0",
        "content-length: four",
        "content-length:",
        "content-length: 99999999999999999999999",
        "transfer-encoding: identity",
        "transfer-encoding: gzip",
        "transfer-encoding: chunked, gzip",
        "transfer-encoding: xchunked",
        "transfer-encoding : chunked",
        "content-length : 4",
    ] {
        let request = format!("POST /user HTTP/1.1\r\nhost: a\r\n{lengths}\r\n\r\n0\r\n\r\n{SECOND}");
        assert_eq!(refused(&server, lengths, request), Some(400), "{lengths}");
    }
    assert_fine(server);
}

/// What another coding has made of a body must not be taken for it (RFC 9112 section 6.1).
#[test]
fn codings_nobody_undoes() {
    let server = impatient();
    for (codings, status) in [
        ("transfer-encoding: gzip, chunked", "501"),
        ("transfer-encoding: GZIP,Chunked", "501"),
        ("transfer-encoding: gzip\r\ntransfer-encoding: chunked", "501"),
        ("transfer-encoding: identity, chunked", "501"),
        ("transfer-encoding: chunked, chunked", "400"),
    ] {
        let request = format!("POST /user HTTP/1.1\r\nhost: a\r\n{codings}\r\n\r\n0\r\n\r\n{SECOND}");
        let text = String::from_utf8_lossy(&exchange(server.addr, request)).into_owned();
        assert!(text.starts_with(&format!("HTTP/1.1 {status} ")), "{codings}: {text}");
        assert!(!text.contains("SMUGGLED") && text.contains("connection: close"), "{codings}: {text}");
    }
    let fine = "connection: close\r\ntransfer-encoding: , Chunked,\r\n\r\n2\r\nok\r\n0\r\n\r\n";
    let answer = Answer::parse(&exchange(server.addr, format!("POST /user HTTP/1.1\r\nhost: a\r\n{fine}")));
    // An odd way to say it, which may be refused.
    assert!(answer.is_some_and(|answer| matches!(answer.status, 201 | 400)));
    assert_fine(server);
}

#[test]
fn two_framings_at_once() {
    let server = impatient();
    for lengths in [
        "content-length: 5\r\ntransfer-encoding: chunked",
        "transfer-encoding: chunked\r\ncontent-length: 50",
    ] {
        let mut client = Client::connect(server.addr);
        client.send(format!("POST /user HTTP/1.1\r\nhost: a\r\n{lengths}\r\n\r\n0\r\n\r\n{SECOND}"));
        client.end();
        let text = String::from_utf8_lossy(&client.rest()).into_owned();
        // Refused, or taken as chunked; in the latter case the connection ends there (RFC 9112 section 6.3).
        assert!(!text.contains("SMUGGLED"), "{lengths}: {text}");
    }
    let old = "POST /user HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";
    let text = String::from_utf8_lossy(&exchange(server.addr, format!("{old}{SECOND}"))).into_owned();
    assert!(!text.contains("SMUGGLED"), "{text}");
    assert_fine(server);
}

#[test]
fn chunks_that_are_none() {
    let server = impatient();
    for body in [
        "zz\r\nxx\r\n0\r\n\r\n",
        "-1\r\nx\r\n0\r\n\r\n",
        "0x1\r\nx\r\n0\r\n\r\n",
        "1\nx\n0\n\n",
        "1\r\nxy\r\n0\r\n\r\n",
        "\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\nx\r\n0\r\n\r\n",
        "FFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n",
        "1 1\r\nx\r\n0\r\n\r\n",
        "5\r\nabc",
        "1;a\nb\r\nx\r\n0\r\n\r\n",
    ] {
        let request =
            format!("POST /user HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n{body}{SECOND}");
        refused(&server, body, request);
    }
    assert_fine(server);
}

#[test]
fn chunk_extensions_and_trailers() {
    let server = Running::start();
    let post = |body: &str| {
        let head =
            "POST /user HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n";
        exchange(server.addr, format!("{head}{body}"))
    };
    let few = Answer::parse(&post("2;name=\"value\"\r\nok\r\n0\r\nx-trailer: 1\r\n\r\n")).unwrap();
    assert_eq!((few.status, few.text().as_str()), (201, "ok"));
    // More than anybody needs: held against the client rather than read for ever.
    for body in [
        format!("2;{}\r\nok\r\n0\r\n\r\n", "x".repeat(100_000)),
        format!("{}0\r\n\r\n", format!("1;{}\r\nx\r\n", "y".repeat(1000)).repeat(200)),
        format!("2\r\nok\r\n0\r\n{}\r\n", "a: b\r\n".repeat(20_000)),
    ] {
        let status = Answer::parse(&post(&body)).map(|answer| answer.status);
        assert!(status.is_none_or(|status| (400..500).contains(&status)), "{status:?}");
    }
    assert_fine(server);
}

#[test]
fn pipelining() {
    let server = Running::start();
    let requests: String = (0..50).map(|i| format!("GET /user/{i} HTTP/1.1\r\nhost: a\r\n\r\n")).collect();
    let mut client = Client::connect(server.addr);
    client.send(requests);
    for i in 0..50 {
        assert_eq!(client.answer().text(), format!("user {i}"));
    }
    drop(client);
    // A body that nobody reads is not taken for the next request.
    let ignored =
        format!("POST /ignore HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n{SECOND}", SECOND.len());
    let text =
        String::from_utf8_lossy(&exchange(server.addr, format!("{ignored}GET /user/7 HTTP/1.0\r\n\r\n")))
            .into_owned();
    assert!(text.contains("ignored") && !text.contains("SMUGGLED"), "{text}");
    assert_fine(server);
}
