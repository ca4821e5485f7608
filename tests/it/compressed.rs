//! Bodies that come compressed, over real sockets.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use wz::body::Decompression;
use wz::prelude::*;
use wz_tests::{Answer, exchange};

use crate::server::Running;

#[post("/length")]
async fn length(mut form: Multipart) -> Result<String> {
    let mut length = 0;
    while let Some(mut part) = form.next_part().await? {
        while let Some(chunk) = part.chunk().await? {
            length += chunk.len();
        }
    }
    Ok(format!("{length} bytes"))
}

#[post("/text")]
async fn text(text: String) -> String {
    text
}

routes! { pub Site = length, text }

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn send(server: &Running, path: &str, coding: &str, body: &[u8]) -> Answer {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=B\r\n\
         content-encoding: {coding}\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let answer = exchange(server.addr, [head.as_bytes(), body].concat());
    Answer::parse(&answer).unwrap()
}

#[test]
fn a_form_is_read_while_it_is_decompressed() {
    let server = Running::of(App::new(Site).decompress(Decompression::new()));
    let form = |data: &[u8]| {
        let head = b"--B\r\nContent-Disposition: form-data; name=a; filename=a\r\n\r\n";
        gzip(&[&head[..], data, b"\r\n--B--\r\n"].concat())
    };
    let noise: Vec<u8> = (0..3_000_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let answer = send(&server, "/length", "gzip", &form(&noise));
    assert_eq!((answer.status, answer.text()), (200, "3000000 bytes".to_owned()));
    let bomb = send(&server, "/length", "gzip", &form(&vec![0; 10_000_000]));
    assert!(bomb.status == 413 && bomb.text().contains("the limit `ratio`"), "{}", bomb.text());
    let long = send(&server, "/length", "gzip", &form(&noise.repeat(6)));
    assert!(long.status == 413 && long.text().contains("the limit `bytes`"), "{}", long.text());
}

#[test]
fn what_cannot_be_read_is_refused() {
    let server = Running::of(App::new(Site).decompress(Decompression::new()));
    assert_eq!(send(&server, "/text", "x-gzip", &gzip(b"hello")).text(), "hello");
    assert_eq!(send(&server, "/text", "gzip", b"hello").status, 400);
    assert_eq!(send(&server, "/text", "gzip", &gzip(b"hello")[..20]).status, 400);
    let unknown = send(&server, "/text", "compress", b"hello");
    assert_eq!((unknown.status, unknown.header("accept-encoding")), (415, Some("gzip, deflate, br, zstd")));
    assert_eq!(send(&server, "/nowhere", "compress", b"hello").status, 404);
}
