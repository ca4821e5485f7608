use std::collections::VecDeque;
use std::future::poll_fn;
use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body as _, Frame};

use super::*;
use crate::body::{Body, BoxError};
use crate::test_support::block_on;

/// What the real decoders make of it.
fn decoded(coding: Coding, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match coding {
        #[cfg(feature = "zstd")]
        Coding::Zstd => {
            let mut context = zstd_safe::DCtx::create();
            // RFC 9659: no more than 8 MiB.
            context.set_parameter(zstd_safe::DParameter::WindowLogMax(23)).unwrap();
            let mut input = zstd_safe::InBuffer::around(data);
            let mut piece = [0; 4096];
            loop {
                let mut into = zstd_safe::OutBuffer::around(&mut piece[..]);
                let left = context.decompress_stream(&mut into, &mut input).unwrap();
                out.extend_from_slice(into.as_slice());
                if left == 0 || (input.pos() == data.len() && into.pos() < 4096) {
                    break;
                }
            }
            assert_eq!(input.pos(), data.len());
        }
        #[cfg(feature = "brotli")]
        Coding::Brotli => {
            let mut reader = ::brotli::Decompressor::new(data, 4096);
            let mut piece = [0; 4096];
            // What breaks off is read as far as it goes.
            while let Ok(length @ 1..) = reader.read(&mut piece) {
                out.extend_from_slice(&piece[..length]);
            }
        }
        Coding::Gzip => {
            let mut reader = flate2::read::GzDecoder::new(data);
            let mut piece = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut piece) {
                out.extend_from_slice(&piece[..length]);
            }
        }
    }
    out
}

/// What a body gives when it is asked.
enum Given {
    Data(Bytes),
    Pause,
    Trailers,
    Error,
}

struct Scripted(VecDeque<Given>);

impl http_body::Body for Scripted {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(match self.0.pop_front() {
            None => None,
            Some(Given::Data(data)) => Some(Ok(Frame::data(data))),
            Some(Given::Pause) => {
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Some(Given::Trailers) => {
                Some(Ok(Frame::trailers(HeaderMap::from_iter([(http::header::ETAG, "x".parse().unwrap())]))))
            }
            Some(Given::Error) => Some(Err("gone".into())),
        })
    }
}

fn scripted(given: impl IntoIterator<Item = Given>, coding: Coding) -> Body {
    let body = Body::new(Scripted(given.into_iter().collect()));
    compressed(body, coding, coding.default_level())
}

/// What comes of a body until it ends: data, then whether there were trailers, and the error.
fn read(body: &mut Body) -> (Vec<u8>, bool, Option<String>) {
    let (mut data, mut trailers) = (Vec::new(), false);
    loop {
        match block_on(poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx))) {
            None => return (data, trailers, None),
            Some(Err(error)) => return (data, trailers, Some(error.to_string())),
            Some(Ok(frame)) => match frame.into_data() {
                Ok(piece) => {
                    assert!(!piece.is_empty() && !trailers);
                    data.extend_from_slice(&piece);
                }
                Err(_) => trailers = true,
            },
        }
    }
}

/// Half of it noise, which does not become shorter.
fn content(length: usize) -> Vec<u8> {
    let noise = (0..length as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8);
    noise
        .enumerate()
        .map(|(at, byte)| if at % 512 < 256 { byte } else { b"<p>text</p>\n"[at % 12] })
        .collect()
}

#[test]
fn any_level_and_length_comes_back() {
    for coding in Coding::ALL {
        for level in coding.levels() {
            // The highest ones take long.
            let all = [0, 1, 100, 3000, 65_536, 65_537, 300_000];
            for length in all.into_iter().take(if level == coding.default_level() { 7 } else { 4 }) {
                let data = content(length);
                let mut body = compressed(Body::from(data.clone()), *coding, level);
                assert_eq!(body.as_bytes().is_some(), length <= 65_536);
                let (sent, _, error) = read(&mut body);
                assert!(error.is_none() && decoded(*coding, &sent) == data, "{coding:?} {level} {length}");
            }
        }
    }
}

#[test]
fn any_chunking_comes_back() {
    let data = content(50_000);
    for coding in Coding::ALL {
        for size in [1, 2, 7, 1000, 16_384, 16_385, 49_999, 50_000] {
            for pauses in [false, true] {
                let chunks = data.chunks(size).map(|chunk| Given::Data(Bytes::copy_from_slice(chunk)));
                let given = chunks.flat_map(|chunk| [Some(chunk), pauses.then_some(Given::Pause)]).flatten();
                let (sent, trailers, error) = read(&mut scripted(given, *coding));
                assert!(!trailers && error.is_none());
                assert!(decoded(*coding, &sent) == data, "{coding:?} {size} {pauses}");
            }
        }
    }
}

/// Whoever is slow is not slower for being compressed.
#[test]
fn what_came_before_a_pause_is_sent_before_it() {
    for coding in Coding::ALL {
        let words = ["one ", "two ", "three "];
        let given = words.iter().flat_map(|word| {
            [Given::Data(Bytes::new()), Given::Data(Bytes::from_static(word.as_bytes())), Given::Pause]
        });
        let mut body = scripted(given, *coding);
        let mut sent = Vec::new();
        for number in 1..=words.len() {
            let frame = block_on(poll_fn(|cx| Pin::new(&mut body).poll_frame(cx))).unwrap().unwrap();
            sent.extend_from_slice(frame.data_ref().unwrap());
            let so_far = String::from_utf8(decoded(*coding, &sent)).unwrap();
            assert_eq!(so_far, words[..number].concat(), "{coding:?}");
        }
        let (rest, ..) = read(&mut body);
        assert_eq!(decoded(*coding, &[sent, rest].concat()), b"one two three ");
        assert!(body.is_end_stream());
    }
}

#[test]
fn trailers_and_errors_come_through() {
    for coding in Coding::ALL {
        let text = || Given::Data(Bytes::from_static(b"text"));
        let (sent, trailers, error) = read(&mut scripted([text(), Given::Trailers], *coding));
        assert_eq!((decoded(*coding, &sent).as_slice(), trailers, error), (&b"text"[..], true, None));
        for given in [vec![text(), Given::Error], vec![text(), Given::Pause, Given::Error, text()]] {
            let mut body = scripted(given, *coding);
            let (sent, trailers, error) = read(&mut body);
            assert_eq!((decoded(*coding, &sent).as_slice(), trailers), (&b"text"[..], false));
            assert!(error.unwrap() == "gone" && body.is_end_stream());
            assert_eq!(read(&mut body), (Vec::new(), false, None));
        }
    }
}

/// A long text in memory does not keep a thread for itself, and its pieces are short.
#[test]
fn others_have_their_turn() {
    for coding in Coding::ALL {
        let mut body = compressed(Body::from(vec![b'x'; 1 << 20]), *coding, coding.default_level());
        let (mut turns, mut length) = (0, 0);
        loop {
            let mut waits = false;
            let frame = block_on(poll_fn(|cx| match Pin::new(&mut body).poll_frame(cx) {
                Poll::Pending => {
                    waits = true;
                    Poll::Ready(None)
                }
                Poll::Ready(frame) => Poll::Ready(frame),
            }));
            match frame {
                _ if waits => turns += 1,
                Some(frame) => length += frame.unwrap().into_data().unwrap().len(),
                None => break,
            }
        }
        assert!(turns == (1 << 20) / 65_536 - 1 && length < 10_000, "{coding:?}: {turns} {length}");
    }
}
