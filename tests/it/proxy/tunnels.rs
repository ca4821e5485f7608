use std::time::Duration;

use wz::websocket::WebSocket;
use wz_tests::{Client, Frames, ask};

use super::*;

#[route("/base/echo", websocket)]
async fn echo(mut socket: WebSocket) {
    while let Some(message) = socket.receive().await
        && socket.send(message).await.is_ok()
    {}
}

routes! { Behind = echo }

#[test]
fn a_websocket() {
    let behind = Running::of(App::new(Behind));
    let proxy = HttpProxy::new(&format!("http://{}/base", behind.addr)).unwrap();
    let server = serve(proxy);
    let mut socket = Frames::connect(server.addr, "/api/echo");
    socket.send(0x81, "hello");
    assert_eq!(socket.receive(), (0x81, b"hello".to_vec()));
    let long = vec![b'x'; 300_000];
    socket.send(0x82, &long);
    assert_eq!(socket.receive(), (0x82, long));
    socket.send(0x88, b"\x03\xe8");
    assert_eq!(socket.closed(), 1000);
    behind.assert_all_closed();
    // A plain request is refused there, and that is passed on.
    assert_eq!(ask(server.addr, "GET /api/echo", "").status, 426);
    assert_eq!((server.failures(), behind.failures()), (Vec::new(), Vec::new()));
    server.stop();
    behind.stop();
}

/// Says 101 to whoever asks for something, and repeats what comes then, in capitals.
fn shouting() -> Raw {
    Raw::start(|peer, head| {
        let Some(protocol) = head.lines().find_map(|line| line.strip_prefix("upgrade: ")) else {
            return peer.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nno");
        };
        assert!(head.contains("connection: upgrade\r\n"), "{head}");
        peer.send(format!(
            "HTTP/1.1 101 Yes\r\nconnection: upgrade\r\nupgrade: {protocol}\r\nx-a: 1\r\n\r\nhello"
        ));
        let word = String::from_utf8(peer.bytes(5)).unwrap();
        peer.send(word.to_uppercase());
        if word == "leave" {
            return false;
        }
        assert!(peer.is_left());
        false
    })
}

fn upgrade(server: &Running, protocol: &str) -> Client {
    let mut client = Client::connect(server.addr);
    client.send(format!(
        "GET /api/x HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: {protocol}\r\n\r\n"
    ));
    client
}

#[test]
fn only_what_is_named() {
    let upstream = shouting();
    let server = serve(to(&upstream));
    for protocol in ["h2c", "foo"] {
        let mut client = upgrade(&server, protocol);
        assert_eq!(client.answer().text(), "no", "{protocol}");
    }
    server.stop();
    let server = serve(to(&upstream).upgrades(["Foo"]));
    let mut client = upgrade(&server, "bar, FOO");
    let answer = client.head();
    assert_eq!(
        (answer.status, answer.header("upgrade"), answer.header("x-a")),
        (101, Some("foo"), Some("1"))
    );
    assert_eq!(client.bytes(5), b"hello");
    client.send("leave");
    assert_eq!(client.rest(), b"LEAVE");
    drop(client);
    // The end of the client is passed on as well.
    let mut client = upgrade(&server, "foo");
    client.head();
    client.send("stays");
    client.bytes(10);
    client.end();
    assert_eq!(client.rest(), b"");
    upstream.wait_until_left();
    server.stop();
}

#[test]
fn a_tunnel_that_nobody_uses() {
    let upstream = shouting();
    let proxy = to(&upstream).upgrades(["foo"]).tunnel_timeout(Duration::from_millis(100));
    let server = serve(proxy);
    let mut client = upgrade(&server, "foo");
    client.head();
    client.send("stays");
    assert_eq!(client.rest(), b"helloSTAYS");
    upstream.wait_until_left();
    server.stop();
}

/// A server that stops waits for its grace, not for ever.
#[test]
fn a_server_that_stops() {
    let upstream = shouting();
    let server =
        serve_with(to(&upstream).upgrades(["foo"]), |server| server.grace(Duration::from_millis(100)));
    let mut client = upgrade(&server, "foo");
    client.head();
    client.send("stays");
    client.bytes(10);
    server.stop();
    assert_eq!(client.rest(), b"");
    upstream.wait_until_left();
}
