//! How often memory is asked for: counted, not guessed. A test binary of its own, since an allocator is for a whole
//! program.
#![allow(missing_docs, clippy::unwrap_used)]

use allocation_counter::measure;
use wz::handler::RouteTable;
use wz::prelude::*;
use wz::routing::map::{Map, Rule};
use wz::routing::{Answer, FromInt, MethodSet};

#[get("/user/<int:id>")]
fn user(id: u32) -> String {
    id.to_string()
}

#[get("/user/<name>/posts/<int:post>")]
fn post(name: &str, post: u64) -> String {
    format!("{name} {post}")
}

#[get("/user/<name>/files/<path:file>")]
fn file(name: &str, file: &str) -> String {
    format!("{name} {file}")
}

#[get("/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>")]
#[allow(clippy::too_many_arguments, clippy::many_single_char_names)]
fn many(a: &str, b: &str, c: &str, d: &str, e: &str, f: &str, g: &str, h: &str) -> String {
    [a, b, c, d, e, f, g, h].concat()
}

routes! { pub Blog = user, post, file, many }
routes! { pub Site = "/blog/<lang>" => Blog }

/// Matched, found after backing up, refused for their method, not there.
const PATHS: [(&str, MethodSet); 7] = [
    ("/user/42", MethodSet::GET),
    ("/user/joe/posts/7", MethodSet::GET),
    ("/user/joe/files/a/b/c.txt", MethodSet::GET),
    ("/a/b/c/d/e/f/g/h", MethodSet::GET),
    ("/user/posts/c/d/e/f/g/h", MethodSet::GET),
    ("/user/42", MethodSet::POST),
    ("/user/joe/nothing", MethodSet::GET),
];

#[test]
fn a_look_up_takes_no_memory() {
    for (path, method) in PATHS {
        let counted = measure(|| {
            let at = Blog::TABLE.at(path, method);
            let read: usize = (0..at.len()).map(|i| at.text(i).len()).sum();
            assert_eq!(at.index().is_none(), at.is_empty());
            assert_eq!(read == 0, at.index().is_none());
            assert!(at.len() != 1 || u64::from_int(at.int(0)) == Some(42));
        });
        assert_eq!(counted.count_total, 0, "{path}");
    }
}

#[test]
fn nor_does_one_in_a_map() {
    let rules = ["/user/<int:id>", "/user/<name>/posts/<int:post>", "/user/<name>/files/<path:file>"];
    let map =
        Map::new(rules.iter().enumerate().map(|(i, rule)| Rule::to(*rule, i).methods(["GET"]))).unwrap();
    for (path, method) in PATHS {
        let counted = measure(|| {
            let at = map.at(path, method);
            assert!(!matches!(at.answer(), Answer::Redirect { .. }));
        });
        assert_eq!(counted.count_total, 0, "{path}");
    }
}

/// A link with a plain text and with one to quote.
type Link = fn(&str, &str) -> String;

#[test]
fn a_link_takes_memory_once() {
    let (name, words) = ("joe", "a b/ü?");
    let links: [(&str, Link); 4] = [
        ("/blog/en/user/42", |_, _| url_for!(user, lang = "en", id = 42)),
        ("/blog/en/user/joe/posts/7", |name, _| url_for!(post, lang = "en", name, post = 7u64)),
        ("/blog/en/user/a%20b%2F%C3%BC%3F/posts/7", |_, words| {
            url_for!(post, lang = "en", name = words, post = 7u64)
        }),
        ("/blog/en/user/joe/files/a%20b/%C3%BC%3F", |name, words| {
            url_for!(file, lang = "en", name, file = words)
        }),
    ];
    for (expected, link) in links {
        let mut url = String::new();
        let counted = measure(|| url = link(name, words));
        assert_eq!(url, expected);
        assert_eq!(counted.count_total, 1, "{url}");
    }
}

/// 64 MiB of the same byte in 64 KiB: they pass in pieces that are let go of.
#[test]
fn a_compressed_body_is_not_held() {
    use std::io::Write;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    (0..64).for_each(|_| encoder.write_all(&[b'x'; 1 << 20]).unwrap());
    let bomb = encoder.finish().unwrap();
    let (mut length, limits) = (0, wz::body::Decompression::new().bytes(u64::MAX).ratio(u64::MAX));
    let counted = measure(|| {
        let mut request = Request::post("/", bomb.clone()).with_header("content-encoding", "gzip");
        request.decompress(limits).unwrap();
        let mut body = std::pin::pin!(request.take_body());
        let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
        while let std::task::Poll::Ready(Some(frame)) = http_body::Body::poll_frame(body.as_mut(), &mut cx) {
            length += frame.unwrap().into_data().unwrap().len();
        }
    });
    assert_eq!(length, 64 << 20);
    assert!(counted.bytes_max < 300 * 1024, "{} bytes", counted.bytes_max);
}
