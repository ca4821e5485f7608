//! Clients that keep the server waiting, or leave.

use wz_tests::{Answer, Client};

use super::{SHORT, assert_fine, impatient};
use crate::server::Running;

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

/// A client may say that it sends no more, and still wants its answer (RFC 9112 section 9.6).
#[test]
fn half_closing() {
    // With the default waits of 30 seconds, which are longer than this test may take.
    let server = Running::start();
    for (request, body) in [
        ("GET / HTTP/1.1\r\nhost: a\r\n\r\n", "Hello, World!"),
        ("GET /later HTTP/1.1\r\nhost: a\r\n\r\n", "later"),
        ("POST /discard HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\nbody", "4 bytes"),
        (
            "POST /discard HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
            "4 bytes",
        ),
    ] {
        for _ in 0..10 {
            let mut client = Client::connect(server.addr);
            client.send(request);
            client.end();
            let answer = Answer::parse(&client.rest()).expect("an answer");
            assert_eq!((answer.status, answer.text().as_str()), (200, body), "{request}");
        }
    }
    for request in [
        "",
        "GET / HTTP/1.1\r\nhost:",
        "POST /discard HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nhalf",
        "POST /discard HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhalf",
    ] {
        let mut client = Client::connect(server.addr);
        client.send(request);
        client.end();
        let got = client.rest();
        let answer = Answer::parse(&got);
        assert_eq!(answer.is_some(), !got.is_empty(), "{got:?}");
        assert!(answer.is_none_or(|answer| answer.status == 400), "{request}");
    }
    assert_fine(server);
}

#[test]
fn half_closed_for_ever() {
    let server = Running::with(|server| server.half_close_timeout(SHORT));
    for request in [
        "GET /never HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET /responses/silence HTTP/1.1\r\nhost: a\r\n\r\n",
        // Its end is behind something that nobody reads.
        "GET /never HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n",
    ] {
        let mut client = Client::connect(server.addr);
        client.send(request);
        client.end();
        let got = String::from_utf8_lossy(&client.rest()).into_owned();
        assert!(!got.ends_with("0\r\n\r\n"), "{got}");
    }
    assert_fine(server);
    // With no time to wait at all, a client that has closed nothing still gets its answers.
    let server = Running::with(|server| server.half_close_timeout(std::time::Duration::ZERO));
    let mut client = Client::connect(server.addr);
    client.send("GET /later HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\nhost: a\r\n\r\n");
    assert_eq!((client.answer().text(), client.answer().status), ("later".to_owned(), 200));
    drop(client);
    assert_fine(server);
    // A client that resets its connection is gone for sure: it is not waited for.
    let server = Running::start();
    let mut client = Client::connect(server.addr);
    client.send("GET /responses/silence HTTP/1.1\r\nhost: a\r\n\r\n");
    assert_eq!(client.answer().status, 200);
    // With the first chunk unread.
    drop(client);
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
        "GET /never HTTP/1.1\r\nhost: a\r\n\r\n",
        "GET /responses/silence HTTP/1.1\r\nhost: a\r\n\r\n",
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
