//! Clients that break the rules, by accident or on purpose. Each gets a 4xx or a closed connection; the process goes
//! on, and nothing of them is left.

use std::time::Duration;

use wz_tests::{Answer, Client, ask, exchange};

use crate::server::Running;

const SHORT: Duration = Duration::from_millis(200);

/// A server that does not wait long for the rest of something.
fn impatient() -> Running {
    Running::with(|server| server.header_timeout(SHORT).body_timeout(SHORT).write_timeout(SHORT))
}

/// Sends the bytes on a connection of their own, with nothing behind them. They must be refused: with the status
/// 4xx or by closing, and in no case may a second request be seen in them.
fn refused(server: &Running, what: &str, bytes: impl AsRef<[u8]>) -> Option<u16> {
    let mut client = Client::connect(server.addr);
    client.send(bytes);
    let got = client.rest();
    let text = String::from_utf8_lossy(&got).into_owned();
    assert!(!text.contains("SMUGGLED"), "{what}: {text}");
    assert!(text.matches("HTTP/1.1 ").count() <= 1, "{what}: {text}");
    let status = Answer::parse(&got).map(|answer| answer.status);
    assert!(status.is_none_or(|status| (400..500).contains(&status)), "{what}: {text}");
    status
}

/// The server still answers, and no connection is left.
fn assert_fine(server: Running) {
    assert_eq!(ask(server.addr, "GET /", "").status, 200);
    server.assert_all_closed();
    server.stop();
}

/// A request to be smuggled: its answer would be seen.
const SECOND: &str = "GET /file/SMUGGLED HTTP/1.1\r\nhost: a\r\n\r\n";

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
fn hosts() {
    let server = impatient();
    for hosts in [
        "",
        "host: a\r\nhost: a\r\n",
        "host: a, b\r\n",
        "host: a/b\r\n",
        "host: a b\r\n",
        "host: a@b\r\n",
        "host: a:80:81\r\n",
        "host: a:port\r\n",
        "host: [::1\r\n",
        "host: \u{fc}\r\n",
    ] {
        let status = refused(&server, hosts, format!("GET / HTTP/1.1\r\n{hosts}\r\n"));
        assert_eq!(status, Some(400), "{hosts}");
    }
    assert_fine(server);
}

#[test]
fn heads_that_are_none() {
    let server = impatient();
    for head in [
        "GET / HTTP/1.1\r\nho\rst: a\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nx: a\rb: c\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nx: \0\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nx y: z\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\n: z\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nhost: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\n host: a\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / HTTP/9.9\r\nhost: a\r\n\r\n",
        "GET / HTP/1.1\r\nhost: a\r\n\r\n",
        "GET / FILE HTTP/1.1\r\nhost: a\r\n\r\n",
        "G\u{fc}T / HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET /\0 HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET user/1 HTTP/1.1\r\nhost: a\r\n\r\n",
        "CONNECT a:80 HTTP/1.1\r\nhost: a:80\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\r\n\r\n",
        "SSH-2.0-client\r\n",
    ] {
        refused(&server, head, head);
    }
    assert_fine(server);
}

#[test]
fn heads_that_are_too_large() {
    let server = impatient();
    let one = format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "x".repeat(2_000_000));
    assert!(matches!(refused(&server, "a large header", one), None | Some(431)));
    let many = format!("GET / HTTP/1.1\r\nhost: a\r\n{}\r\n", "x: y\r\n".repeat(10_000));
    assert!(matches!(refused(&server, "many headers", many), None | Some(431)));
    let endless = format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", "x".repeat(2_000_000));
    assert!(matches!(refused(&server, "a long target", endless), None | Some(414 | 431)));
    assert_fine(server);
}

#[test]
fn slow_heads() {
    let server = impatient();
    let mut silent = Client::connect(server.addr);
    let mut slow = Client::connect(server.addr);
    let mut dripping = Client::connect(server.addr);
    slow.send("GET / HTTP/1.1\r\nhost: a\r\nx: ");
    // A byte now and then does not buy more time.
    dripping.send("GET / HTTP/1.1\r\nx: ");
    while dripping.send("x") {
        std::thread::sleep(SHORT / 10);
    }
    for client in [&mut silent, &mut slow, &mut dripping] {
        let got = client.rest();
        assert!(Answer::parse(&got).is_none_or(|answer| answer.status == 408), "{got:?}");
    }
    assert_fine(server);
}

#[test]
fn slow_bodies() {
    let server = impatient();
    let mut half = Client::connect(server.addr);
    half.send("POST /discard HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nhalf");
    let mut chunked = Client::connect(server.addr);
    chunked.send("POST /discard HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhal");
    for client in [&mut half, &mut chunked] {
        assert_eq!(Answer::parse(&client.rest()).map(|answer| answer.status), Some(408));
    }
    // Nobody reads this one; it must not keep the connection either.
    let mut unread = Client::connect(server.addr);
    unread.send("POST /ignore HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nhalf");
    assert!(String::from_utf8_lossy(&unread.rest()).ends_with("ignored"));
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

#[test]
fn half_closing() {
    // With the default waits of 30 seconds, which are longer than this test may take.
    let server = Running::start();
    for request in [
        "",
        "GET / HTTP/1.1\r\nhost:",
        "GET / HTTP/1.1\r\nhost: a\r\n\r\n",
        "POST /discard HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nhalf",
        "POST /discard HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhalf",
    ] {
        let mut client = Client::connect(server.addr);
        client.send(request);
        client.end();
        // A client that sends no more is taken for one that has left: it gets a whole answer or none.
        let got = client.rest();
        let answer = Answer::parse(&got);
        assert_eq!(answer.is_some(), !got.is_empty(), "{got:?}");
        assert!(answer.is_none_or(|answer| matches!(answer.status, 200 | 400)), "{request}");
    }
    assert_fine(server);
}

#[test]
fn clients_that_vanish() {
    let server = impatient();
    for request in [
        "",
        "GET / HT",
        "GET / HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET /large HTTP/1.1\r\nhost: a\r\n\r\n",
        "POST /discard HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nhalf",
        "POST /user HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n",
    ] {
        for _ in 0..20 {
            Client::connect(server.addr).send(request);
        }
    }
    server.assert_all_closed();
    // One that stays, but takes nothing of what it asked for.
    let mut greedy = Client::connect(server.addr);
    greedy.send("GET /large HTTP/1.1\r\nhost: a\r\n\r\n");
    server.assert_all_closed();
    assert!(server.failures().is_empty(), "{:?}", server.failures());
    assert_fine(server);
}

#[test]
fn silence_does_not_hold_up_the_end() {
    // With the default waits of 30 seconds, which are longer than this test may take.
    let server = Running::with(|server| server.grace(SHORT));
    let mut silent = Client::connect(server.addr);
    let mut half = Client::connect(server.addr);
    half.send("GET / HTTP/1.1\r\nhost:");
    let mut idle = Client::connect(server.addr);
    idle.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    assert_eq!(idle.answer().status, 200);
    let mut uploading = Client::connect(server.addr);
    uploading.send("POST /discard HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nhalf");
    server.wait_for_connections(4);
    server.stop();
    for client in [&mut silent, &mut half, &mut idle, &mut uploading] {
        assert_eq!(client.rest(), b"");
    }
}
