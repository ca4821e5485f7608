//! Responses that are compressed on their way, over real sockets and through real decoders.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use wz::body::Compression;
use wz::files::NamedFile;
use wz::prelude::*;
use wz_tests::{Answer, exchange};

use crate::server::Running;

fn line(number: usize) -> String {
    format!("<li>Item {number} of many, number {}</li>\n", number.wrapping_mul(2_654_435_761) % 1000)
}

fn lines(count: usize) -> String {
    (0..count).map(line).collect()
}

#[get("/page/<int:count>")]
fn page(count: usize) -> Html<String> {
    Html(lines(count))
}

#[get("/streamed/<int:count>")]
fn streamed(count: usize) -> Html<Body> {
    Html(Body::stream(move |mut body| async move {
        for number in 0..count {
            body.send(line(number)).await?;
        }
        Ok(())
    }))
}

#[get("/file")]
async fn file() -> Result<NamedFile> {
    Ok(NamedFile::open("Cargo.toml").await?)
}

static GO: AtomicBool = AtomicBool::new(false);

/// The second line when it is asked for.
#[get("/slow")]
fn slow() -> Html<Body> {
    Html(Body::stream(|mut body| async move {
        body.send(line(0)).await?;
        while !GO.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        body.send(line(1)).await?;
        Ok(())
    }))
}

static DROPPED: AtomicUsize = AtomicUsize::new(0);
static CLOSED: AtomicUsize = AtomicUsize::new(0);

struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        DROPPED.fetch_add(1, Ordering::SeqCst);
    }
}

#[get("/endless")]
fn endless() -> Response {
    let body = Body::stream(|mut body| async move {
        let _guard = Guard;
        for number in 0.. {
            body.send(lines(number % 1000)).await?;
        }
        Ok(())
    });
    Html(body).into_response().call_on_close(|| {
        CLOSED.fetch_add(1, Ordering::SeqCst);
    })
}

#[get("/broken")]
fn broken() -> Html<Body> {
    Html(Body::stream(|mut body| async move {
        body.send(line(0)).await?;
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(std::io::Error::other("on purpose").into())
    }))
}

routes! { pub Site = page, streamed, file, slow, endless, broken }

fn running() -> Running {
    Running::of(App::new(Site).compress(Compression::new()).on_failure(|_, _, _| {}))
}

/// With HTTP/1.0 the end of a body is the end of the connection.
fn request(method: &str, path: &str, accept: &str) -> String {
    format!("{method} {path} HTTP/1.0\r\nhost: test\r\naccept-encoding: {accept}\r\n\r\n")
}

fn ask(server: &Running, method: &str, path: &str, accept: &str) -> Answer {
    ask_on(server, method, path, accept, "1.0")
}

fn ask_on(server: &Running, method: &str, path: &str, accept: &str, version: &str) -> Answer {
    let request = request(method, path, accept).replace("1.0", version);
    Answer::parse(&exchange(server.addr, request)).unwrap()
}

fn decoded(answer: &Answer) -> String {
    let mut text = String::new();
    match answer.header("content-encoding") {
        None => text = answer.text(),
        Some("gzip") => {
            GzDecoder::new(&answer.body[..]).read_to_string(&mut text).unwrap();
        }
        Some("br") => {
            brotli::Decompressor::new(&answer.body[..], 4096).read_to_string(&mut text).unwrap();
        }
        Some("zstd") => {
            let mut bytes = Vec::with_capacity(4 << 20);
            let mut into = zstd_safe::OutBuffer::around(&mut bytes);
            let mut from = zstd_safe::InBuffer::around(&answer.body);
            assert_eq!(zstd_safe::DCtx::create().decompress_stream(&mut into, &mut from), Ok(0));
            text = String::from_utf8(bytes).unwrap();
        }
        Some(other) => panic!("{other}"),
    }
    text
}

#[test]
fn what_is_sent_comes_back() {
    let server = running();
    let manifest = std::fs::read_to_string("Cargo.toml").unwrap();
    for coding in ["gzip", "br", "zstd", "identity"] {
        for (path, expected) in [
            ("/page/100", lines(100)),
            ("/page/20000", lines(20_000)),
            ("/streamed/100", lines(100)),
            ("/streamed/20000", lines(20_000)),
            ("/file", manifest.clone()),
        ] {
            let answer = ask(&server, "GET", path, coding);
            let named = answer.header("content-encoding");
            assert_eq!(named.unwrap_or("identity"), coding, "{path}");
            assert!(decoded(&answer) == expected, "{coding} {path}");
            if let Some(length) = answer.header("content-length") {
                assert_eq!(length, answer.body.len().to_string());
            }
            let vary = answer.header("vary").map(str::to_owned);
            let head = ask(&server, "HEAD", path, coding);
            assert!(head.body.is_empty() && head.header("vary").map(str::to_owned) == vary);
            assert_eq!(head.header("content-encoding"), answer.header("content-encoding"));
            assert!(named.is_none() || head.header("content-length").is_none(), "{coding} {path}");
        }
    }
    let chunked = ask_on(&server, "GET", "/page/20000", "gzip", "1.1\r\nconnection: close");
    assert_eq!(chunked.header("transfer-encoding"), Some("chunked"));
}

#[test]
fn a_line_is_there_before_the_next_one_is_written() {
    let server = running();
    let mut stream = TcpStream::connect(server.addr).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(request("GET", "/slow", "gzip").as_bytes()).unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.extend_from_slice(&byte);
    }
    let mut reader = GzDecoder::new(stream);
    let mut first = vec![0; line(0).len()];
    reader.read_exact(&mut first).unwrap();
    assert_eq!(String::from_utf8(first).unwrap(), line(0));
    GO.store(true, Ordering::SeqCst);
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, line(1));
}

/// The client leaves: what is written for it is dropped, and the encoder with it.
#[test]
fn a_client_that_leaves_ends_the_stream() {
    let server = running();
    let mut stream = TcpStream::connect(server.addr).unwrap();
    stream.write_all(request("GET", "/endless", "gzip").as_bytes()).unwrap();
    stream.read_exact(&mut [0; 10_000]).unwrap();
    assert_eq!((DROPPED.load(Ordering::SeqCst), CLOSED.load(Ordering::SeqCst)), (0, 0));
    drop(stream);
    let deadline = Instant::now() + Duration::from_secs(10);
    while (DROPPED.load(Ordering::SeqCst), CLOSED.load(Ordering::SeqCst)) != (1, 1) {
        assert!(Instant::now() < deadline, "it is still written");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// What broke off must not look whole.
#[test]
fn an_error_ends_the_connection() {
    let server = running();
    let sent = request("GET", "/broken", "gzip").replace("1.0", "1.1");
    let answer = exchange(server.addr, sent);
    let text = String::from_utf8_lossy(&answer);
    assert!(text.contains("content-encoding: gzip") && !answer.ends_with(b"0\r\n\r\n"), "{text}");
}
