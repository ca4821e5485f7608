//! The server over real sockets, with clients that behave and clients that do not.
#![cfg(feature = "server")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use wz::serve::{AccessLog, Server};
use wz::{IntoResponse, Limits, Request, Response};

const GET: &str = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
const SHORT: Duration = Duration::from_millis(300);

/// A running server, and what it wrote to its access log.
struct Running {
    addr: SocketAddr,
    log: Arc<Mutex<Vec<String>>>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    async fn start() -> Running {
        Running::with(|server| server).await
    }

    async fn with<F>(settings: F) -> Running
    where
        F: FnOnce(Server<fn(Request) -> Answer>) -> Server<fn(Request) -> Answer>,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let log = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&log);
        let server = Server::new(listener, app as fn(Request) -> Answer)
            .access_log(AccessLog::to(move |entry| lines.lock().unwrap().push(entry.to_string())));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(settings(server).run_until(stopped));
        Running { addr, log, stop, task }
    }

    async fn client(&self) -> TcpStream {
        TcpStream::connect(self.addr).await.unwrap()
    }

    /// The whole conversation on one connection.
    async fn ask(&self, text: impl AsRef<[u8]>) -> String {
        let mut client = self.client().await;
        client.write_all(text.as_ref()).await.unwrap();
        read_to_end(&mut client).await
    }

    /// Stops, and says how long that took.
    async fn stop(self) -> Duration {
        let start = Instant::now();
        self.stop.send(()).unwrap();
        self.task.await.unwrap();
        start.elapsed()
    }
}

type Answer = std::pin::Pin<Box<dyn Future<Output = Response> + Send>>;

fn app(mut request: Request) -> Answer {
    Box::pin(async move {
        match request.path() {
            "/panic" => panic!("on purpose"),
            "/never" => std::future::pending().await,
            "/slow" => tokio::time::sleep(SHORT).await,
            "/peer" => return request.peer_addr().map(|peer| peer.ip().to_string()).into_response(),
            "/large" => return Response::new(vec![b'x'; 20_000_000]),
            "/body" => {
                request.set_limits(Limits::new().buffered_body(10).between_bytes(SHORT));
                return request.text().await.into_response();
            }
            _ => {}
        }
        "hello".into_response()
    })
}

async fn read_to_end(client: &mut TcpStream) -> String {
    let mut all = Vec::new();
    let read = client.read_to_end(&mut all);
    // A reset is an end too.
    let _ = tokio::time::timeout(Duration::from_secs(5), read).await.expect("the server closes");
    String::from_utf8_lossy(&all).into_owned()
}

/// Reads until the text is there.
async fn read_until(client: &mut TcpStream, end: &str) -> String {
    let mut all = String::new();
    let mut buffer = [0; 4096];
    while !all.contains(end) {
        let read = client.read(&mut buffer).await.unwrap();
        assert!(read > 0, "closed after {all:?}");
        all.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    all
}

fn test(future: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        tokio::time::timeout(Duration::from_secs(20), future).await.expect("no test takes that long");
    });
}

#[test]
fn one_connection_serves_many_requests() {
    test(async {
        let server = Running::start().await;
        let mut client = server.client().await;
        for _ in 0..2 {
            client.write_all(GET.as_bytes()).await.unwrap();
            let response = read_until(&mut client, "hello").await;
            assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
            assert!(response.contains("content-length: 5\r\n"), "{response}");
        }
    });
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    test(async {
        let server = Running::start().await;
        let text = format!("{GET}GET /peer HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        let responses = server.ask(text).await;
        let (first, second) = (responses.find("hello").unwrap(), responses.find("127.0.0.1").unwrap());
        assert!(first < second, "{responses}");
    });
}

#[test]
fn head_has_a_length_and_no_body() {
    test(async {
        let server = Running::start().await;
        let response = server.ask("HEAD / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await;
        assert!(response.contains("content-length: 5\r\n") && response.ends_with("\r\n\r\n"), "{response}");
    });
}

#[test]
fn http_1_1_needs_one_good_host() {
    test(async {
        let server = Running::start().await;
        for hosts in ["", "host: a\r\nhost: b\r\n", "host: a/b\r\n", "host: a b\r\n"] {
            let response = server.ask(format!("GET / HTTP/1.1\r\n{hosts}\r\n")).await;
            assert!(response.starts_with("HTTP/1.1 400 "), "{hosts:?}: {response}");
        }
        let empty = server.ask("GET / HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n").await;
        assert!(empty.starts_with("HTTP/1.1 200 "), "{empty}");
        let old = server.ask("GET / HTTP/1.0\r\n\r\n").await;
        assert!(old.starts_with("HTTP/1.0 200 "), "{old}");
    });
}

#[test]
fn nonsense_is_400() {
    test(async {
        let server = Running::start().await;
        let response = server.ask("\x16\x03\x01 TLS here\r\n\r\n").await;
        assert!(response.starts_with("HTTP/1.1 400 "), "{response}");
        let smuggled = "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n";
        assert!(server.ask(smuggled).await.starts_with("HTTP/1.1 400 "));
    });
}

#[test]
fn half_a_head_does_not_stay() {
    test(async {
        let server = Running::with(|server| server.header_timeout(SHORT)).await;
        for part in ["", "GET / HTTP/1.1\r\nhos"] {
            let start = Instant::now();
            server.ask(part).await;
            assert!(start.elapsed() < SHORT * 5, "{part:?} stayed for {:?}", start.elapsed());
        }
        // An idle connection goes after the same time.
        let mut client = server.client().await;
        client.write_all(GET.as_bytes()).await.unwrap();
        assert!(read_to_end(&mut client).await.ends_with("hello"));
    });
}

/// What the client has not taken yet is no idleness: for that there is `write_timeout`.
#[test]
fn an_answer_is_waited_for_longer_than_a_head() {
    test(async {
        let server = Running::with(|server| server.header_timeout(SHORT)).await;
        let mut client = server.client().await;
        client.write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(SHORT * 4).await;
        // The connection is idle only when all of it has been taken.
        assert!(read_to_end(&mut client).await.len() > 20_000_000);
    });
}

#[test]
fn half_a_body_is_408() {
    test(async {
        let server = Running::start().await;
        let response = server.ask("POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf").await;
        assert!(response.starts_with("HTTP/1.1 408 "), "{response}");
        for word in ["300ms", "`between_bytes`", "App::limits", "connection: close"] {
            assert!(response.contains(word), "{response}");
        }
    });
}

#[test]
fn a_client_that_does_not_read_is_dropped() {
    test(async {
        let server = Running::with(|server| server.write_timeout(SHORT)).await;
        let mut client = server.client().await;
        client.write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(SHORT * 3).await;
        let got = read_to_end(&mut client).await.len();
        assert!(got < 20_000_000, "{got}");
        assert!(server.stop().await < SHORT);
    });
}

#[test]
fn the_body_limit_holds_over_the_wire() {
    test(async {
        let server = Running::start().await;
        let post = |head: &str, body: &str| {
            format!("POST /body HTTP/1.1\r\nhost: a\r\nconnection: close\r\n{head}\r\n\r\n{body}")
        };
        let fits = server.ask(post("content-length: 10", "0123456789")).await;
        assert!(fits.ends_with("\r\n\r\n0123456789"), "{fits}");
        let chunked =
            server.ask(post("transfer-encoding: chunked", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")).await;
        assert!(chunked.ends_with("\r\n\r\nabcde"), "{chunked}");
        for large in [
            post("content-length: 11", "0123456789x"),
            post("transfer-encoding: chunked", "b\r\n0123456789x\r\n0\r\n\r\n"),
        ] {
            let response = server.ask(large).await;
            assert!(response.starts_with("HTTP/1.1 413 "), "{response}");
            assert!(response.contains("10 bytes") && response.contains("App::limits"), "{response}");
        }
        let cut = {
            let mut client = server.client().await;
            client.write_all(post("content-length: 9", "half").as_bytes()).await.unwrap();
            client.shutdown().await.unwrap();
            read_to_end(&mut client).await
        };
        assert!(cut.is_empty() || cut.starts_with("HTTP/1.1 400 "), "{cut}");
    });
}

#[test]
fn a_refused_upload_learns_why() {
    test(async {
        let server = Running::start().await;
        let mut client = server.client().await;
        client.write_all(b"POST /body HTTP/1.1\r\nhost: a\r\ncontent-length: 8000000\r\n\r\n").await.unwrap();
        // A simple client: it sends everything before it reads anything.
        client.write_all(&vec![b'x'; 8_000_000]).await.unwrap();
        client.shutdown().await.unwrap();
        let response = read_to_end(&mut client).await;
        assert!(response.starts_with("HTTP/1.1 413 "), "{response}");
    });
}

#[test]
fn a_panic_outside_of_an_app_closes_its_connection_only() {
    test(async {
        let server = Running::start().await;
        assert_eq!(server.ask("GET /panic HTTP/1.1\r\nhost: a\r\n\r\n").await, "");
        assert!(server.ask("GET / HTTP/1.0\r\n\r\n").await.ends_with("hello"));
        assert!(server.stop().await < SHORT);
    });
}

#[test]
fn stopping_closes_idle_connections_at_once() {
    test(async {
        let server = Running::start().await;
        let mut fresh = server.client().await;
        let mut used = server.client().await;
        used.write_all(GET.as_bytes()).await.unwrap();
        read_until(&mut used, "hello").await;
        assert!(server.stop().await < SHORT);
        assert_eq!(read_to_end(&mut fresh).await, "");
        assert_eq!(read_to_end(&mut used).await, "");
    });
}

#[test]
fn stopping_lets_busy_connections_finish() {
    test(async {
        let server = Running::start().await;
        let addr = server.addr;
        let mut busy = server.client().await;
        busy.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(SHORT / 3).await;
        let took = server.stop().await;
        assert!(took > SHORT / 3 && took < SHORT * 3, "{took:?}");
        let response = read_to_end(&mut busy).await;
        assert!(response.contains("connection: close") && response.ends_with("hello"), "{response}");
        assert!(TcpStream::connect(addr).await.is_err());
    });
}

#[test]
fn the_grace_has_an_end() {
    test(async {
        let server = Running::with(|server| server.grace(SHORT / 6)).await;
        let mut busy = server.client().await;
        busy.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        tokio::time::sleep(SHORT / 6).await;
        assert!(server.stop().await < SHORT / 2);
        assert_eq!(read_to_end(&mut busy).await, "");
    });
}

#[test]
fn dropping_the_server_ends_its_connections() {
    test(async {
        let server = Running::start().await;
        let mut idle = server.client().await;
        idle.write_all(GET.as_bytes()).await.unwrap();
        read_until(&mut idle, "hello").await;
        server.task.abort();
        assert_eq!(read_to_end(&mut idle).await, "");
    });
}

#[test]
fn the_access_log_says_what_happened() {
    test(async {
        // Short enough for the client that leaves, long enough for the others, which do not close first.
        let server = Running::with(|server| server.half_close_timeout(SHORT / 10)).await;
        server.ask("GET /a%0A?b=ü HTTP/1.0\r\n\r\n").await;
        server.ask("HEAD / HTTP/1.0\r\n\r\n").await;
        server.ask("GET /no-host HTTP/1.1\r\n\r\n").await;
        server.ask("CONNECT a.example:80 HTTP/1.0\r\n\r\n").await;
        server.ask("GET http://b.example/c?d HTTP/1.0\r\n\r\n").await;
        server.ask("no HTTP at all\r\n\r\n").await;
        server.ask(format!("GET / HTTP/1.0\r\n{}\r\n", "x: y\r\n".repeat(200))).await;
        server.ask(format!("GET /{} HTTP/1.0\r\n\r\n", "x".repeat(70_000))).await;
        let mut leaver = server.client().await;
        leaver.write_all(b"GET /never HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        drop(leaver);
        while server.log.lock().unwrap().len() < 9 {
            tokio::time::sleep(SHORT / 30).await;
        }
        let log = server.log.lock().unwrap().clone();
        for (line, start) in log.iter().zip([
            "GET /a%0A?b=\\u{fc} 200 5 B ",
            "HEAD / 200 0 B ",
            "GET /no-host 400 ",
            "CONNECT a.example:80 200 ",
            "GET http://b.example/c?d 200 5 B ",
            "- - 400 0 B 0.0 ms refused: ",
            "- - 431 0 B 0.0 ms refused: ",
            "- - 414 0 B 0.0 ms refused: ",
            "GET /never - 0 B ",
        ]) {
            assert!(line.starts_with(start), "{line:?} instead of {start:?}");
        }
        assert_eq!(log.len(), 9, "{log:?}");
    });
}
