//! Responses that are written while they are sent: in time, no faster than they are read, and no longer than their
//! client is there.

use std::io::Read;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use wz::header::LastEventId;
use wz::prelude::*;
use wz::response::{Event, EventStream, JsonLines};
use wz_tests::{Client, ask};

use crate::server::Running;

/// Chunks of the endless stream.
const CHUNK: usize = 64 * 1024;
/// More of them than any buffer holds: 1 GiB.
const CHUNKS: usize = 16 * 1024;

/// The buffers of both sockets at their largest, and of the server.
const MOST_AHEAD: usize = 128 << 20;

/// What a test looks at, of one handler.
struct Seen {
    made: AtomicUsize,
    dropped: AtomicUsize,
    closed: AtomicUsize,
    go: AtomicBool,
}

impl Seen {
    const fn new() -> Seen {
        Seen {
            made: AtomicUsize::new(0),
            dropped: AtomicUsize::new(0),
            closed: AtomicUsize::new(0),
            go: AtomicBool::new(false),
        }
    }

    fn hook(&'static self) -> impl FnOnce() + Send + 'static {
        || {
            self.closed.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// Dropped with the producer.
    fn guard(&'static self) -> Guard {
        Guard(self)
    }

    fn ends(&self) -> (usize, usize) {
        (self.dropped.load(Ordering::SeqCst), self.closed.load(Ordering::SeqCst))
    }
}

struct Guard(&'static Seen);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

fn wait_until(what: &str, reached: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while !reached() {
        assert!(Instant::now() < deadline, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

static LOCKSTEP: Seen = Seen::new();

/// Each event when it is asked for.
#[get("/lockstep")]
fn lockstep(last: Option<Header<LastEventId>>) -> Response {
    let first = last.and_then(|last| last.get::<u32>()).map_or(0, |last| last + 1);
    let events = EventStream::new(move |mut events| async move {
        let _guard = LOCKSTEP.guard();
        for number in first..3 {
            while !LOCKSTEP.go.swap(false, Ordering::SeqCst) {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            events.send(Event::data(format!("{number}\r\n.")).id(number.to_string())?).await?;
        }
        Ok(())
    });
    events.into_response().call_on_close(LOCKSTEP.hook())
}

static TICKS: Seen = Seen::new();

#[get("/ticks")]
fn ticks() -> Response {
    let events = EventStream::new(|mut events| async move {
        let _guard = TICKS.guard();
        loop {
            events.send(Event::data("tick")).await?;
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    events.into_response().call_on_close(TICKS.hook())
}

static SILENT: Seen = Seen::new();

#[get("/silent/<int:every>")]
fn silent(every: u64) -> Response {
    let events = EventStream::new(|mut events| async move {
        let _guard = SILENT.guard();
        events.send(Event::data("once")).await?;
        std::future::pending::<()>().await;
        Ok(())
    });
    let events = events.keep_alive(Duration::from_millis(every));
    events.into_response().call_on_close(SILENT.hook())
}

static ENDLESS: Seen = Seen::new();

#[get("/endless")]
fn endless() -> Response {
    let body = Body::stream(|mut writer| async move {
        let _guard = ENDLESS.guard();
        for _ in 0..CHUNKS {
            ENDLESS.made.fetch_add(1, Ordering::SeqCst);
            writer.send(Bytes::from_static(&[b'x'; CHUNK])).await?;
        }
        Ok(())
    });
    Response::new(body).call_on_close(ENDLESS.hook())
}

static BROKEN: Seen = Seen::new();

#[get("/broken/<how>")]
fn broken(how: String) -> Response {
    let lines = JsonLines::new(move |mut lines| async move {
        let _guard = BROKEN.guard();
        lines.send(&[1]).await?;
        // Time to be sent: the connection is closed at once.
        tokio::time::sleep(Duration::from_millis(50)).await;
        match how.as_str() {
            "fails" => Err(std::io::Error::other("disk gone"))?,
            "panics" => panic!("in the middle"),
            _ => lines.send(&std::collections::HashMap::from([((1, 2), 3)])).await?,
        }
        Ok(())
    });
    lines.into_response().call_on_close(BROKEN.hook())
}

static WHOLE: Seen = Seen::new();

#[get("/whole")]
fn whole() -> Response {
    Response::new("whole").call_on_close(WHOLE.hook())
}

routes! { pub Streams = lockstep, ticks, silent, endless, broken, whole }

fn get(server: &Running, path: &str) -> Client {
    let mut client = Client::connect(server.addr);
    client.send(format!("GET /streams/{path} HTTP/1.1\r\nhost: a\r\n\r\n"));
    client
}

#[test]
fn each_event_arrives_when_it_is_sent() {
    let server = Running::start();
    let mut client = Client::connect(server.addr);
    client.send("GET /streams/lockstep HTTP/1.1\r\nhost: a\r\nlast-event-id: 0\r\n\r\n");
    // The head is there before the first event, so that a page knows that it is connected.
    let head = client.until("\r\n\r\n");
    for line in [
        "content-type: text/event-stream\r\n",
        "cache-control: no-store\r\n",
        "x-accel-buffering: no\r\n",
        "transfer-encoding: chunked\r\n",
    ] {
        assert!(head.contains(line), "{head}");
    }
    for number in 1..3 {
        LOCKSTEP.go.store(true, Ordering::SeqCst);
        let event = format!("id: {number}\ndata: {number}\ndata: .\n\n");
        assert_eq!(client.until("\n\n\r\n"), format!("{:X}\r\n{event}\r\n", event.len()));
    }
    assert_eq!(client.until("0\r\n\r\n"), "0\r\n\r\n");
    wait_until("it has ended", || LOCKSTEP.ends() == (1, 1));
    // The connection is good for another request.
    client.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
    assert_eq!(client.answer().text(), "Hello, World!");
    assert_eq!(ask(server.addr, "HEAD /streams/lockstep", "").text(), "");
    wait_until("nothing is left of the HEAD", || LOCKSTEP.ends() == (1, 2));
    assert!(server.failures().is_empty(), "{:?}", server.failures());
    drop(client);
    server.stop();
}

#[test]
fn a_client_that_leaves_stops_the_producer() {
    let server = Running::start();
    for round in 1..=5 {
        let mut client = get(&server, "ticks");
        client.until("data: tick\n\n\r\n");
        assert_eq!(TICKS.ends(), (round - 1, round - 1));
        drop(client);
        wait_until("the producer is dropped", || TICKS.ends() == (round, round));
    }
    // With nothing to send, it is the comments that find out.
    let mut client = get(&server, "silent/20");
    client.until("data: once\n\n\r\n");
    assert_eq!(client.until(":\n\n\r\n3\r\n:\n\n\r\n"), "3\r\n:\n\n\r\n3\r\n:\n\n\r\n");
    assert_eq!(SILENT.ends(), (0, 0));
    drop(client);
    wait_until("the producer is dropped", || SILENT.ends() == (1, 1));
    // A reset, as of a client with something unread, is seen at once.
    let client = get(&server, "silent/60000");
    server.wait_for_connections(1);
    std::thread::sleep(Duration::from_millis(50));
    drop(client);
    wait_until("the producer is dropped", || SILENT.ends() == (2, 2));
    server.assert_all_closed();
    assert!(server.failures().is_empty(), "{:?}", server.failures());
    server.stop();
}

#[test]
fn a_slow_reader_holds_the_producer_back() {
    let server = Running::start();
    let mut stream = TcpStream::connect(server.addr).unwrap();
    std::io::Write::write_all(&mut stream, b"GET /streams/endless HTTP/1.1\r\nhost: a\r\n\r\n").unwrap();
    let settled = || {
        let mut made = 0;
        loop {
            std::thread::sleep(Duration::from_millis(200));
            match ENDLESS.made.load(Ordering::SeqCst) {
                now if now == made && now > 0 => return now,
                now => made = now,
            }
        }
    };
    // What fills the buffers of two sockets, which the system lets grow when they are read, and no more.
    let mut read = 0;
    for _ in 0..3 {
        let ahead = settled() - read;
        println!(
            "{} KiB are made for a client that has read {} KiB",
            ahead * CHUNK / 1024,
            read * CHUNK / 1024
        );
        assert!(ahead * CHUNK < MOST_AHEAD, "{ahead} chunks");
        stream.read_exact(&mut vec![0; 512 * CHUNK]).unwrap();
        read += 512;
    }
    assert_eq!(ENDLESS.ends(), (0, 0));
    drop(stream);
    wait_until("the producer is dropped", || ENDLESS.ends() == (1, 1));
    server.stop();
}

#[test]
fn an_error_closes_the_connection_and_is_told() {
    let server = Running::start();
    for (number, (how, why)) in [
        ("fails", "error: disk gone\n  at tests/it/streams.rs:"),
        ("panics", "panicked: in the middle\n  at tests/it/streams.rs:"),
        (
            "json",
            "error: `std::collections::hash::map::HashMap<(i32, i32), i32>` cannot be written as JSON: ",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let got = String::from_utf8(get(&server, &format!("broken/{how}")).rest()).unwrap();
        assert!(got.contains("content-type: application/x-ndjson\r\n"), "{got}");
        assert!(got.ends_with("4\r\n[1]\n\r\n"), "{got}");
        wait_until("the producer is dropped", || BROKEN.ends() == (number + 1, number + 1));
        let failures = server.failures();
        assert_eq!(failures.len(), number + 1, "{failures:?}");
        let expected = format!("GET /streams/broken/{how} {why}");
        assert!(failures[number].starts_with(&expected), "{failures:?}");
    }
    server.assert_all_closed();
    server.stop();
}

#[test]
fn a_body_that_is_no_stream_has_an_end_too() {
    let server = Running::start();
    for (number, start) in
        ["GET /streams/whole", "HEAD /streams/whole", "GET /streams/whole"].into_iter().enumerate()
    {
        let answer = ask(server.addr, start, "");
        assert_eq!(answer.header("content-length"), Some("5"));
        assert_eq!(answer.text(), if start.starts_with("HEAD") { "" } else { "whole" });
        wait_until("it is told", || WHOLE.closed.load(Ordering::SeqCst) == number + 1);
    }
    server.stop();
}
