use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

use super::*;
use crate::Request;
use crate::error::HttpError;
use crate::test_support::block_on;

const CODINGS: &[&str] = &[
    "gzip",
    "deflate",
    #[cfg(feature = "brotli")]
    "br",
    #[cfg(feature = "zstd")]
    "zstd",
];

fn compressed(coding: &str, data: &[u8]) -> Vec<u8> {
    match coding {
        "gzip" => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(data).unwrap();
            encoder.finish().unwrap()
        }
        #[cfg(feature = "brotli")]
        "br" => {
            let mut encoder = ::brotli::CompressorWriter::new(Vec::new(), 4096, 5, 22);
            encoder.write_all(data).unwrap();
            encoder.into_inner()
        }
        #[cfg(feature = "zstd")]
        "zstd" => zstd(data, 20),
        _ => {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(data).unwrap();
            encoder.finish().unwrap()
        }
    }
}

/// With a checksum, and a window of which this is the logarithm.
#[cfg(feature = "zstd")]
fn zstd(data: &[u8], window: u32) -> Vec<u8> {
    let mut context = zstd_safe::CCtx::create();
    context.set_parameter(zstd_safe::CParameter::ChecksumFlag(true)).unwrap();
    context.set_parameter(zstd_safe::CParameter::WindowLog(window)).unwrap();
    // Otherwise a window is never longer than the content.
    context.set_parameter(zstd_safe::CParameter::ContentSizeFlag(false)).unwrap();
    let mut out = Vec::with_capacity(zstd_safe::compress_bound(data.len()));
    let mut into = zstd_safe::OutBuffer::around(&mut out);
    let mut from = zstd_safe::InBuffer::around(data);
    context.compress_stream(&mut into, &mut from).unwrap();
    assert_eq!(context.end_stream(&mut into).unwrap(), 0);
    out
}

/// What is read of a body that comes in pieces of this size.
fn read(coding: &str, sent: &[u8], size: usize, limits: Decompression) -> Result<Vec<u8>, HttpError> {
    let pieces = sent.chunks(size).map(<[u8]>::to_vec).collect();
    let mut request = Request::new(http::Method::POST, "/", crate::Body::new(Pieces(pieces)))
        .with_header("content-encoding", coding)
        .with_header("content-length", &sent.len().to_string());
    request.decompress(limits)?;
    assert!(!["content-encoding", "content-length"].iter().any(|name| request.headers().contains_key(*name)));
    block_on(request.bytes()).map(|bytes| bytes.to_vec())
}

struct Pieces(std::collections::VecDeque<Vec<u8>>);

impl http_body::Body for Pieces {
    type Data = bytes::Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        _cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<http_body::Frame<bytes::Bytes>, Self::Error>>> {
        std::task::Poll::Ready(self.0.pop_front().map(|piece| Ok(http_body::Frame::data(piece.into()))))
    }
}

#[test]
fn pieces_of_any_size() {
    let data: Vec<u8> = (0..100_000u32).map(|at| (at.wrapping_mul(at) >> 7) as u8).collect();
    for &coding in CODINGS {
        let sent = compressed(coding, &data);
        for size in [1, 2, 7, 1000, sent.len()] {
            assert!(read(coding, &sent, size, Decompression::new()).unwrap() == data, "{coding} {size}");
        }
        assert!(read(coding, &compressed(coding, b""), 3, Decompression::new()).unwrap().is_empty());
    }
}

/// A file of several members or frames is one text.
#[test]
fn members() {
    for coding in ["x-gzip, identity", "zstd"] {
        let name = if coding == "zstd" { coding } else { "gzip" };
        if !CODINGS.contains(&name) {
            continue;
        }
        let [one, two, none] = [&b"one"[..], b"two", b""].map(|data| compressed(name, data));
        let all = [&one[..], &none, &two, &none].concat();
        for size in 1..all.len() {
            assert_eq!(read(coding, &all, size, Decompression::new()).unwrap(), b"onetwo");
        }
        let limits = Decompression::new().members(4);
        assert_eq!(read(coding, &all, 1000, limits).unwrap(), b"onetwo");
        for size in [1, 1000] {
            let error = read(coding, &all, size, limits.members(3)).unwrap_err();
            assert!(
                error.status() == 413
                    && error.description().contains("more than 3 members, the limit `members`"),
                "{error}"
            );
        }
        // It is not read to its end first.
        let error = read(coding, &none.repeat(100_000), usize::MAX, Decompression::new()).unwrap_err();
        assert!(error.description().contains("1024 members"), "{error}");
    }
}

/// What makes a decoder take much memory at once.
#[cfg(feature = "zstd")]
#[test]
fn a_window_beyond_the_rfc_is_refused() {
    assert_eq!(read("zstd", &zstd(b"hello", 23), 5, Decompression::new()).unwrap(), b"hello");
    let error = read("zstd", &zstd(b"hello", 24), 5, Decompression::new()).unwrap_err();
    assert!(error.status() == 400 && error.description().contains("RFC 9659"), "{error}");
}

/// Large windows are another format, which takes up to 1 GiB.
#[cfg(feature = "brotli")]
#[test]
fn brotli_has_no_large_window() {
    let mut params = ::brotli::enc::BrotliEncoderParams { lgwin: 28, ..Default::default() };
    params.large_window = true;
    let mut sent = Vec::new();
    ::brotli::BrotliCompress(&mut &b"hello"[..], &mut sent, &params).unwrap();
    assert_eq!(read("br", &sent, 5, Decompression::new()).unwrap_err().status(), 400);
}

#[test]
fn what_is_broken_is_a_bad_request() {
    for &coding in CODINGS {
        let sent = compressed(coding, b"hello, hello, hello");
        for cut in 1..sent.len() {
            for size in [1, 100] {
                let error = read(coding, &sent[..cut], size, Decompression::new()).unwrap_err();
                assert!(
                    error.status() == 400 && error.description().contains(coding),
                    "{coding} {cut}: {error}"
                );
            }
        }
        // `br` has no checksum: not all damage can be seen.
        let places = if coding == "br" { vec![0] } else { vec![0, sent.len() / 2, sent.len() - 1] };
        for at in places {
            let mut damaged = sent.clone();
            damaged[at] ^= 0x55;
            assert_eq!(read(coding, &damaged, 5, Decompression::new()).unwrap_err().status(), 400);
        }
        for size in [1, 1000] {
            let more = [&sent[..], b"more"].concat();
            assert_eq!(
                read(coding, &more, size, Decompression::new()).unwrap_err().status(),
                400,
                "{coding}"
            );
        }
    }
    // Without the frame of zlib.
    let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
    raw.write_all(b"hello").unwrap();
    assert_eq!(read("deflate", &raw.finish().unwrap(), 100, Decompression::new()).unwrap_err().status(), 400);
}

#[test]
fn other_codings_are_refused_with_those_that_are_known() {
    for coding in ["snappy", "gzip, gzip", "deflate, gzip", "compress", "é"] {
        let mut request = Request::post("/", "x").with_header("content-encoding", coding);
        let error = request.decompress(Decompression::new()).unwrap_err();
        assert_eq!(
            (error.status().as_u16(), &error.headers()["accept-encoding"]),
            (415, &Decoder::CODINGS.parse().unwrap())
        );
    }
    for (coding, body) in [("identity", "x"), ("", "x"), ("gzip", ""), ("snappy", "")] {
        let mut request = Request::post("/", body).with_header("content-encoding", coding);
        request.decompress(Decompression::new()).unwrap();
        assert_eq!(block_on(request.text()).unwrap(), body);
    }
}

#[test]
fn bombs_are_stopped_and_say_why() {
    let zeros = vec![0; 1 << 20];
    for &coding in CODINGS {
        let sent = compressed(coding, &zeros);
        for (limits, word) in [
            (Decompression::new(), "100 times as long as what was sent, the limit `ratio`"),
            (Decompression::new().ratio(u64::MAX).bytes(1000), "longer than 1000 bytes, the limit `bytes`"),
            (
                Decompression::new().bytes(5),
                "longer than 5 bytes before it is decompressed, the limit `bytes`",
            ),
        ] {
            let error = read(coding, &sent, 100, limits).unwrap_err();
            assert!(error.status() == 413 && error.description().contains(word), "{error}");
            assert!(error.description().contains("App::decompress(Decompression::new()."), "{error}");
        }
        assert!(read(coding, &sent, 100, Decompression::new().ratio(u64::MAX)).unwrap() == zeros);
        // What is short may be anything.
        let short = compressed(coding, &zeros[..60_000]);
        assert_eq!(read(coding, &short, 100, Decompression::new()).unwrap().len(), 60_000);
    }
}

#[test]
fn the_limits_of_all_bodies_hold_for_what_is_read() {
    let mut request =
        Request::post("/", compressed("gzip", &[b'x'; 5000])).with_header("content-encoding", "gzip");
    request.decompress(Decompression::new()).unwrap();
    request.set_limits(request.limits().body(4999));
    let error = block_on(request.body_mut().chunk()).unwrap_err();
    assert!(error.status() == 413 && error.description().contains("4999 bytes, the limit `body`"), "{error}");
}

/// No piece is longer than a step, whatever a chunk becomes.
#[test]
fn a_bomb_is_not_held() {
    let sent = compressed("gzip", &vec![0; 64 << 20]);
    let mut decoder = Decoder::of("gzip").unwrap();
    decoder.push(sent.into());
    decoder.finish();
    let (mut length, mut pieces) = (0, 0);
    while let decoder::Piece::Data(data) = decoder.pull().unwrap() {
        assert!(data.len() <= 16 * 1024);
        (length, pieces) = (length + data.len(), pieces + 1);
    }
    assert!(length == 64 << 20 && pieces >= 4096);
}
