//! The bodies. Those that are hostile are what makes a search for a boundary slow, if anything does.

use wz::bytes::Bytes;
use wz::form::multipart::{Boundary, MultipartEncoder};
use wz::http::HeaderValue;

/// As browsers write it.
pub(crate) const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

/// A server reads about so much at once.
const CHUNK: usize = 64 * 1024;

const MEGABYTE: usize = 1 << 20;

pub(crate) struct Input {
    pub(crate) name: &'static str,
    /// What is read at once.
    pub(crate) chunks: Vec<Bytes>,
    /// How many parts there are, and how many bytes in them.
    pub(crate) expected: (usize, usize),
}

impl Input {
    pub(crate) fn length(&self) -> usize {
        self.chunks.iter().map(Bytes::len).sum()
    }

    fn cut(name: &'static str, body: &Bytes, chunk: usize, expected: (usize, usize)) -> Input {
        let starts = (0..body.len()).step_by(chunk);
        let chunks = starts.map(|start| body.slice(start..body.len().min(start + chunk))).collect();
        Input { name, chunks, expected }
    }
}

/// A file with this in it, over and over; the size in megabytes. A server reads into memory that it has just used, so it is the
/// same chunk all the time.
fn long(name: &'static str, chunk: &Bytes, megabytes: usize) -> Input {
    let empty = form(name, CHUNK, [("file", Some("a.bin"), &b""[..])]);
    let body = &empty.chunks[0];
    // The end is a line break, two hyphens before and after, and a line break.
    let (head, end) =
        (body.slice(..body.len() - BOUNDARY.len() - 8), body.slice(body.len() - BOUNDARY.len() - 8..));
    let count = megabytes * MEGABYTE / chunk.len();
    let chunks = [vec![head], vec![chunk.clone(); count], vec![end]].concat();
    Input { name, chunks, expected: (1, count * chunk.len()) }
}

/// A file with this in it, over and over, so that it is cut at all places.
fn file(name: &'static str, pattern: &[u8], chunk: usize) -> Input {
    let length = 16 * MEGABYTE;
    let mut data = pattern.repeat(length.div_ceil(pattern.len()));
    data.truncate(length);
    // It may have been cut so that it ends with a boundary.
    data.push(b'x');
    form(name, chunk, [("file", Some("a.bin"), &data[..])])
}

fn form<'d>(
    name: &'static str,
    chunk: usize,
    parts: impl IntoIterator<Item = (&'d str, Option<&'d str>, &'d [u8])>,
) -> Input {
    let mut encoder = MultipartEncoder::new(Boundary::new(BOUNDARY).expect("it is legal"));
    let (mut body, mut expected) = (Vec::new(), (0, 0));
    for (name, filename, data) in parts {
        let head = match filename {
            Some(filename) => {
                encoder.file(name, filename, &HeaderValue::from_static("application/octet-stream"))
            }
            None => encoder.field(name),
        };
        body.extend_from_slice(&head);
        body.extend_from_slice(data);
        expected = (expected.0 + 1, expected.1 + data.len());
    }
    body.extend_from_slice(&encoder.finish());
    Input::cut(name, &body.into(), chunk, expected)
}

/// Bytes without any order: a file that is compressed.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..length.div_ceil(8)).flat_map(|_| next()).take(length).collect()
}

/// All inputs, one after the other: they are large.
pub(crate) fn all() -> Vec<fn() -> Input> {
    vec![
        || long("one file, noise, 100 MB", &noise(CHUNK).into(), 100),
        || long("one file, noise, 1 KiB reads", &noise(1024).into(), 100),
        || {
            file(
                "one file, text, 16 MB",
                b"Sphinx of black quartz, judge my vow, and do not fail.\r\n",
                CHUNK,
            )
        },
        || form("10 000 fields of 10 bytes", CHUNK, (0..10_000).map(|_| ("field", None, &b"0123456789"[..]))),
        || {
            let image = noise(20_000);
            form("1000 files of 20 KB", CHUNK, (0..1000).map(|_| ("file", Some("a b.png"), &image[..])))
        },
        || file("CR only", b"\r", CHUNK),
        || file("LF only", b"\n", CHUNK),
        || file("CRLF only", b"\r\n", CHUNK),
        || file("hyphens", b"-", CHUNK),
        || file("CRLF and two hyphens", b"\r\n--", CHUNK),
        || file("CR, then no line break", &[b"\r".as_slice(), &[b'x'; MEGABYTE]].concat(), CHUNK),
        || {
            file(
                "all of a boundary but its end",
                format!("\r\n--{}", &BOUNDARY[..BOUNDARY.len() - 1]).as_bytes(),
                CHUNK,
            )
        },
        || file("all of a boundary but its start", format!("\r\n-{BOUNDARY}").as_bytes(), CHUNK),
        || file("a boundary, not in its line", format!("x--{BOUNDARY}").as_bytes(), CHUNK),
        || file("a boundary, then one hyphen", format!("\r\n--{BOUNDARY}-").as_bytes(), CHUNK),
        || {
            file(
                "a boundary, then 64 blanks",
                format!("\r\n--{BOUNDARY}{}x", " ".repeat(64)).as_bytes(),
                CHUNK,
            )
        },
        || file("CR at the end of every read", &[&[b'x'; 1023][..], b"\r"].concat(), 1024),
    ]
}
