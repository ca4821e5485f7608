//! How a WebSocket is opened, or not.

use wz::prelude::*;
use wz_tests::{Answer, Client, Frames, ask, exchange};

use super::site::app;
use crate::server::Running;

fn answer(server: &Running, request: &str) -> Answer {
    Answer::parse(&exchange(server.addr, request)).unwrap()
}

/// A handshake with something else in it, which is not one any more.
fn changed(server: &Running, from: &str, to: &str) -> Answer {
    let good = Frames::handshake("/echo", "Connection: close\r\n");
    let bad = good.replacen(from, to, 1);
    assert_ne!(good, bad);
    answer(server, &bad)
}

#[test]
fn what_is_no_handshake_is_told_so() {
    let server = Running::of(app());
    for (from, to, status) in [
        ("Upgrade: websocket\r\n", "", 426),
        ("Upgrade: websocket", "Upgrade: h2c", 426),
        ("keep-alive, Upgrade", "keep-alive", 426),
        ("Version: 13", "Version: 8", 426),
        ("Version: 13", "Version: 13, 8", 426),
        ("Sec-WebSocket-Version: 13\r\n", "", 426),
        ("Version: 13", "Version: 13\r\nSec-WebSocket-Version: 13", 426),
        ("dGhlIHNhbXBsZSBub25jZQ==", "", 400),
        ("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j", 400),
        ("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: x", 400),
        ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400),
        ("\r\n\r\n", "\r\nContent-Length: 2\r\n\r\nhi", 400),
        ("/echo", "/page", 400),
        ("/echo", "/nowhere", 404),
        ("GET", "POST", 405),
    ] {
        let answer = changed(&server, from, to);
        assert_eq!(answer.status, status, "{from} {to} {answer:?}");
        if status == 426 {
            assert_eq!(answer.header("sec-websocket-version"), Some("13"), "{to}");
            assert_eq!(answer.header("upgrade"), Some("websocket"), "{to}");
        }
    }
    let old = Frames::handshake("/echo", "")
        .replacen("keep-alive, Upgrade", "Upgrade", 1)
        .replacen("1.1", "1.0", 1);
    assert!(matches!(answer(&server, &old).status, 400 | 426));
    let plain = ask(server.addr, "GET /echo", "");
    assert_eq!((plain.status, plain.header("sec-websocket-version")), (426, Some("13")));
    assert_eq!(server.failures(), [""; 0]);
    server.assert_all_closed();
    server.stop();
}

#[test]
fn a_refusal_leaves_the_connection_to_http() {
    let server = Running::of(app());
    let mut client = Client::connect(server.addr);
    client.send(Frames::handshake("/members", ""));
    let answer = client.answer();
    assert!(answer.status == 403 && answer.text().contains("Only members."), "{answer:?}");
    client.send("GET /page HTTP/1.1\r\nhost: a\r\n\r\n");
    assert_eq!(client.answer().text(), "a page");
    // And then to a WebSocket, whose first frame is there with its handshake.
    let handshake = Frames::handshake("/echo", "");
    client.send([handshake.as_bytes(), &Frames::frame(0x81, b"early"), &Frames::frame(0x88, b"")].concat());
    assert_eq!(client.head().status, 101);
    assert_eq!(client.rest(), b"\x81\x05early\x88\x00");
    let mut member = Frames::open(server.addr, "/members", "x-member: yes\r\n").0;
    assert_eq!(member.receive(), (0x81, b"hello".to_vec()));
    assert_eq!(member.closed(), 1000);
    server.stop();
}

#[test]
fn subprotocols_are_agreed_upon() {
    let server = Running::of(app());
    for (offered, agreed, said) in [
        ("a", Some("a"), "a Some(\"a\")"),
        ("x, a, b", Some("a"), "x|a|b Some(\"a\")"),
        ("b\r\nSec-WebSocket-Protocol: a", Some("b"), "b|a Some(\"b\")"),
        ("A", None, "A None"),
    ] {
        let header = format!("Sec-WebSocket-Protocol: {offered}\r\n");
        let (mut socket, answer) = Frames::open(server.addr, "/protocols", &header);
        assert_eq!(answer.header("sec-websocket-protocol"), agreed);
        assert_eq!(String::from_utf8(socket.receive().1).unwrap(), said);
    }
    server.stop();
}

#[test]
fn pages_of_other_origins_are_refused() {
    let server = Running::of(app());
    let open = |path: &str, origin: &str| {
        let headers = format!("Origin: {origin}\r\nConnection: close\r\n");
        answer(&server, &Frames::handshake(path, &headers))
    };
    for same in ["http://test.example", "https://test.example", "HTTPS://Test.Example:443"] {
        Frames::open(server.addr, "/echo", &format!("Origin: {same}\r\n"));
    }
    for other in [
        "https://evil.example",
        "https://test.example.evil.example",
        "http://test.example:8080",
        "https://test.example:80",
        "chrome-extension://test.example",
        "null",
        "test.example",
        "",
        "http://test.example, http://evil.example",
        "http://test.example\r\nOrigin: http://test.example",
    ] {
        let answer = open("/echo", other);
        assert!(answer.status == 403 && answer.text().contains("allow_origins"), "{other}: {answer:?}");
        assert_eq!(open("/origins", other).status, 403, "{other}");
        Frames::open(server.addr, "/everyone", &format!("Origin: {other}\r\n"));
    }
    for (allowed, said) in [
        ("https://app.example", "Some(\"https://app.example\") false"),
        ("https://APP.example:443", "Some(\"https://app.example\") false"),
        ("http://localhost:5173", "Some(\"http://localhost:5173\") false"),
        ("http://test.example", "Some(\"http://test.example\") true"),
    ] {
        let mut socket = Frames::open(server.addr, "/origins", &format!("Origin: {allowed}\r\n")).0;
        assert_eq!(String::from_utf8(socket.receive().1).unwrap(), said);
    }
    assert_eq!(open("/origins", "http://app.example").status, 403);
    assert_eq!(server.failures(), [""; 0]);
    assert_eq!(open("/wrong-origin", "https://app.example").status, 500);
    assert!(server.failures()[0].contains("`app.example`, which is no origin"), "{:?}", server.failures());
    server.stop();
}

/// It is done with the response when the socket is open, while the handler is at work.
#[test]
fn middleware_goes_around_the_handshake() {
    async fn stamp(request: Request, next: Next) -> Response {
        next.run(request).await.with_header("x-stamp", "1")
    }

    async fn join(request: &mut Request) {
        request.headers_mut().insert("x-member", "yes".parse().unwrap());
    }

    let client = wz::testing::Client::new(app().middleware(stamp).before_request(join));
    let server = Running::of(app().middleware(stamp));
    let (mut socket, answer) = Frames::open(server.addr, "/echo", "");
    assert!(answer.header("x-stamp").is_some(), "{answer:?}");
    socket.send(0x81, "x");
    assert_eq!(socket.receive(), (0x81, b"x".to_vec()));
    let plain = ask(server.addr, "GET /echo", "");
    assert!(plain.status == 426 && plain.header("x-stamp").is_some(), "{plain:?}");
    drop(socket);
    server.stop();
    client.block_on(async {
        let mut socket = client.get("/members").websocket().await.unwrap();
        assert_eq!(socket.receive().await, Some("hello".into()));
    });
}

#[test]
fn the_response_may_be_decorated() {
    let server = Running::of(app());
    let (mut socket, answer) = Frames::open(server.addr, "/decorated", "");
    assert_eq!(answer.header("set-cookie"), Some("visited=1"));
    assert_eq!(socket.receive(), (0x81, b"hello".to_vec()));
    assert_eq!(socket.closed(), 1000);
    server.stop();
}
