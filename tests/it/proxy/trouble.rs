use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use wz_tests::{Answer, Client, ask, exchange};

use super::*;

const SHORT: Duration = Duration::from_millis(150);

fn short(upstream: &Raw) -> HttpProxy {
    to(upstream).response_timeout(SHORT).idle_timeout(SHORT).connect_timeout(SHORT)
}

/// The status, and that neither page nor headers say where the other server is.
fn status(server: &Running, upstream: &Raw) -> u16 {
    let accept = "accept: application/json\r\n\r\n";
    let answer = ask(server.addr, "GET /api/x", accept);
    let text = format!("{answer:?} {}", answer.text());
    assert!(!text.contains(&upstream.addr.port().to_string()) && !text.contains("127.0.0.1"), "{text}");
    if answer.status >= 500 {
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    }
    answer.status
}

#[test]
fn what_is_no_response() {
    let many = (0..200).map(|at| format!("x-{at}: 1\r\n")).collect::<String>();
    let long = "x".repeat(200 << 10);
    for bytes in [
        String::new(),
        "\r\n".into(),
        "garbage\r\n\r\n".into(),
        "HTTP/1.1".into(),
        "HTTP/1.1 200 OK\r\n".into(),
        "HTTP/1.1 99999 OK\r\n\r\n".into(),
        "HTTP/2 200\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n".into(),
        "HTTP/1.1 200 OK\r\nx: a\x00b\r\n\r\n".into(),
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n".into(),
        "SSH-2.0-OpenSSH_9.9\r\n".into(),
        format!("HTTP/1.1 200 OK\r\n{many}\r\n"),
        format!("HTTP/1.1 200 OK\r\nx: {long}\r\n\r\n"),
    ] {
        let what = bytes.chars().take(60).collect::<String>();
        let upstream = Raw::answering(bytes);
        let server = serve(short(&upstream));
        assert_eq!(status(&server, &upstream), 502, "{what:?}");
        let failures = server.failures();
        assert_eq!(failures.len(), 1, "{what:?} {failures:?}");
        server.stop();
    }
}

#[test]
fn nobody_is_there() {
    let upstream = Raw::echo();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let server = serve(HttpProxy::new(&format!("http://{closed}")).unwrap());
    assert_eq!(status(&server, &upstream), 502);
    let failures = server.failures();
    assert!(
        failures[0].starts_with("GET /api/x") && failures[0].contains(&closed.to_string()),
        "{failures:?}"
    );
    server.stop();
    // A name that is none.
    let server = serve(HttpProxy::new("http://nowhere.invalid").unwrap());
    assert_eq!(status(&server, &upstream), 502);
    server.stop();
}

#[test]
fn it_takes_too_long() {
    let upstream = Raw::start(|peer, head| {
        if head.contains("/interim ") {
            // Never ends, and never becomes a response.
            while peer.send("HTTP/1.1 103 Early Hints\r\n\r\n") {
                thread::sleep(SHORT / 10);
            }
        }
        assert!(peer.is_left());
        false
    });
    let server = serve(short(&upstream));
    let start = Instant::now();
    assert_eq!(status(&server, &upstream), 504);
    assert!(start.elapsed() >= SHORT);
    assert_eq!(ask(server.addr, "GET /api/interim", "").status, 504);
    let failures = server.failures();
    assert!(failures[0].contains("the limit `HttpProxy::response_timeout`"), "{failures:?}");
    // An upload that is slow for the client's sake is no such thing.
    let mut client = Client::connect(server.addr);
    client.send("POST /api/x HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n");
    thread::sleep(SHORT * 3);
    client.send("ab");
    assert_eq!(client.answer().status, 504);
    upstream.wait_until_left();
    drop(client);
    server.stop();
}

#[test]
fn slow_uploads_have_time() {
    let upstream = Raw::start(|peer, _| {
        assert_eq!(peer.bytes(4), b"abcd");
        peer.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")
    });
    let server = serve(short(&upstream));
    let mut client = Client::connect(server.addr);
    client.send("POST /api/x HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\n");
    for byte in ["a", "b", "c", "d"] {
        thread::sleep(SHORT * 2);
        client.send(byte);
    }
    assert_eq!(client.answer().text(), "ok");
    drop(client);
    server.stop();
}

/// What ends in the middle must not look whole. When the end is there at once, nothing is sent at all.
#[test]
fn half_a_response() {
    for answer in [
        "content-length: 9\r\n\r\nabc",
        "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n",
        "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\nxyz\r\n",
    ] {
        let upstream = Raw::answering(format!("HTTP/1.1 200 OK\r\n{answer}"));
        let server = serve(to(&upstream));
        let bytes = exchange(server.addr, "GET /api/x HTTP/1.1\r\nhost: a\r\n\r\n");
        if let Some(got) = Answer::parse(&bytes) {
            assert!(got.status == 200 && !got.text().ends_with("0\r\n\r\n"), "{got:?}");
            assert_ne!(got.header("content-length"), Some("3"));
        }
        assert_eq!(server.failures().len(), 1, "{:?}", server.failures());
        server.stop();
    }
}

#[test]
fn a_response_that_stops() {
    let upstream = Raw::start(|peer, _| {
        peer.send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc");
        assert!(peer.is_left());
        false
    });
    let server = serve(short(&upstream));
    let bytes = exchange(server.addr, "GET /api/x HTTP/1.1\r\nhost: a\r\n\r\n");
    assert!(bytes.ends_with(b"\r\n\r\nabc"));
    assert!(server.failures()[0].contains("the limit `HttpProxy::idle_timeout`"), "{:?}", server.failures());
    upstream.wait_until_left();
    server.stop();
}

/// A client that leaves takes its request with it: before the response, and in the middle of it.
#[test]
fn the_client_leaves() {
    let upstream = Raw::start(|peer, head| {
        if head.contains("/begun ") {
            peer.send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nabc");
        }
        assert!(peer.is_left());
        false
    });
    let server = serve_with(to(&upstream), |server| server.half_close_timeout(SHORT));
    for (path, body) in [("waiting", ""), ("begun", ""), ("upload", "content-length: 10\r\n")] {
        let before = upstream.heads().len();
        let mut client = Client::connect(server.addr);
        client.send(format!("POST /api/{path} HTTP/1.1\r\nhost: a\r\n{body}\r\n"));
        while upstream.heads().len() == before {
            thread::sleep(Duration::from_millis(5));
        }
        drop(client);
        upstream.wait_until_left();
    }
    server.assert_all_closed();
    assert_eq!(server.failures(), Vec::<String>::new());
    server.stop();
}

/// A connection that the other server has closed meanwhile is nobody's fault.
#[test]
fn a_connection_that_is_gone() {
    let count = AtomicUsize::new(0);
    let upstream = Raw::start(move |peer, head| {
        // Each second request is read and not answered.
        if count.fetch_add(1, Ordering::SeqCst) % 2 == 1 {
            return false;
        }
        let method = head.split(' ').next().unwrap();
        peer.send(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{method}", method.len()))
    });
    let server = serve(to(&upstream));
    assert_eq!(ask(server.addr, "GET /api/x", "").text(), "GET");
    assert_eq!(ask(server.addr, "GET /api/x", "").text(), "GET");
    assert_eq!(upstream.heads().len(), 3);
    // What may have changed something is not sent twice.
    assert_eq!(ask(server.addr, "POST /api/x", "content-length: 0\r\n\r\n").status, 502);
    assert_eq!(upstream.heads().len(), 4);
    server.stop();
}

#[test]
fn round_in_circles() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    drop(listener);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let proxy = HttpProxy::new(&format!("http://{addr}/api")).unwrap();
    let app = app(proxy).on_failure(|_, _, _| ());
    let listener = runtime.block_on(tokio::net::TcpListener::bind(addr)).unwrap();
    let server = Server::new(listener, app).access_log(wz::serve::AccessLog::off());
    runtime.spawn(server.run_until(std::future::pending::<()>()));
    assert_eq!(ask(addr, "GET /api/x", "").status, 508);
}
