use std::borrow::Cow;

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, HeaderValue};
use memchr::memchr2;

use super::{MultipartError, PartHeaders};
use crate::form::quoted::Quoted;
use crate::header::ContentDisposition;

/// Where the headers of a part end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadScan {
    /// After so many bytes; the data begins at `end`.
    Found { head: usize, end: usize },
    /// Not within so many bytes, which need not be looked at again.
    Open { searched: usize },
}

/// Looks for the blank line after the headers: CRLF CRLF, LF LF or CR CR. A line break at the very start is one, too: then
/// there are no headers.
pub(super) fn scan(bytes: &[u8], searched: usize) -> HeadScan {
    let mut from = searched;
    while let Some(found) = memchr2(b'\r', b'\n', &bytes[from..]) {
        let at = from + found;
        let end = match bytes[at..] {
            _ if at == 0 => 0,
            [b'\n', b'\n', ..] => 2,
            [b'\r', b'\n', b'\r', b'\n', ..] => 4,
            // The last CR may be the first half of a CRLF.
            [b'\n'] | [b'\r'] | [b'\r', b'\r'] | [b'\r', b'\n'] | [b'\r', b'\n', b'\r'] => {
                return HeadScan::Open { searched: at };
            }
            [b'\r', b'\r', b'\n', ..] => 3,
            [b'\r', b'\r', ..] => 2,
            _ => {
                from = at + 1;
                continue;
            }
        };
        return HeadScan::Found { head: at, end: at + end };
    }
    HeadScan::Open { searched: bytes.len() }
}

/// Reads the headers of a part, which is the `part`th.
pub(super) fn read(part: usize, head: &[u8]) -> Result<PartHeaders, MultipartError> {
    let Ok(text) = std::str::from_utf8(head) else {
        return Err(MultipartError::part_headers(part, format_args!("the headers are not UTF-8")));
    };
    let bytes = match unfold(text) {
        // A copy of these few bytes, so that whoever keeps them does not keep a whole chunk.
        Cow::Borrowed(text) => Bytes::copy_from_slice(text.as_bytes()),
        Cow::Owned(text) => Bytes::from(text),
    };
    let mut headers = HeaderMap::new();
    let mut disposition = None;
    for line in bytes.split(|byte| matches!(byte, b'\r' | b'\n')).map(trim).filter(|line| !line.is_empty()) {
        let Some((name, value)) = header(&bytes, line) else {
            let line = String::from_utf8_lossy(line);
            return Err(MultipartError::part_headers(part, format_args!("{} is no header", Quoted(&line))));
        };
        if name == CONTENT_DISPOSITION {
            let text = std::str::from_utf8(value.as_bytes()).unwrap_or_default();
            let read = text.parse::<ContentDisposition>();
            disposition = Some(read.map_err(|e| MultipartError::part_headers(part, format_args!("{e}")))?);
        }
        if matches!(name, CONTENT_DISPOSITION | CONTENT_TYPE) && headers.contains_key(&name) {
            return Err(MultipartError::part_headers(part, format_args!("{name} stands there twice")));
        }
        if headers.try_append(name, value).is_err() {
            return Err(MultipartError::part_headers(part, format_args!("too many headers")));
        }
    }
    match disposition {
        None => Err(MultipartError::part_name(part, "the Content-Disposition is missing")),
        Some(disposition) => match disposition.name() {
            None => Err(MultipartError::part_name(part, "the Content-Disposition has no name")),
            Some("") => Err(MultipartError::part_name(part, "the name in the Content-Disposition is empty")),
            Some(_) => Ok(PartHeaders::new(disposition, headers)),
        },
    }
}

/// The name and the value of a line, which is a part of `whole`.
fn header(whole: &Bytes, line: &[u8]) -> Option<(HeaderName, HeaderValue)> {
    let colon = memchr::memchr(b':', line)?;
    let name = HeaderName::from_bytes(trim(&line[..colon])).ok()?;
    let value = HeaderValue::from_maybe_shared(whole.slice_ref(trim(&line[colon + 1..]))).ok()?;
    Some((name, value))
}

fn trim(mut line: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = line {
        line = rest;
    }
    line
}

/// One line for each header: a line break and the blank after it are a space, the line goes on.
fn unfold(text: &str) -> Cow<'_, str> {
    let folded = |pair: &[u8]| matches!(pair, [b'\r' | b'\n', b' ' | b'\t']);
    if !text.as_bytes().windows(2).any(folded) {
        return Cow::Borrowed(text);
    }
    let mut unfolded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.as_bytes().windows(2).position(folded) {
        let line = &rest[..=at];
        unfolded.push_str(line.strip_suffix("\r\n").unwrap_or(&line[..at]));
        unfolded.push(' ');
        rest = &rest[at + 2..];
    }
    unfolded.push_str(rest);
    Cow::Owned(unfolded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_blank_line() {
        let found = |head, end| HeadScan::Found { head, end };
        assert_eq!(scan(b"a:b\r\n\r\nc", 0), found(3, 7));
        assert_eq!(scan(b"a\r\n\n\nc", 0), found(2, 4));
        assert_eq!(scan(b"a\r\r\nc", 0), found(1, 4));
        assert_eq!(scan(b"a\r\rc", 0), found(1, 3));
        assert_eq!(scan(b"\r\nc", 0), found(0, 0));
        for (open, searched) in
            [("", 0), ("ab", 2), ("a\r\nb", 4), ("a\r\n\r", 1), ("a\r\r", 1), ("a\n\rb\n", 4), ("a\r", 1)]
        {
            assert_eq!(scan(open.as_bytes(), 0), HeadScan::Open { searched }, "{open:?}");
        }
    }

    fn headers(head: &str) -> Result<Vec<(String, String)>, String> {
        let read = read(3, head.as_bytes()).map_err(|error| error.to_string())?;
        let text = |value: &HeaderValue| String::from_utf8(value.as_bytes().to_vec()).unwrap();
        Ok(read.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect())
    }

    #[test]
    fn folded_lines_and_all_line_ends() {
        let disposition = ("content-disposition".to_owned(), "form-data;  name=a".to_owned());
        let other = ("x".to_owned(), "é  y".to_owned());
        assert_eq!(
            headers("Content-Disposition :form-data;\r\n  name=a\rX: é\n\t\ty \n"),
            Ok(vec![disposition, ("x".to_owned(), "é \ty".to_owned())])
        );
        assert_eq!(headers(" Content-Disposition: f; name=a\r\n \r\nX:é  y").unwrap()[1], other);
    }

    #[test]
    fn says_what_is_wrong() {
        for (head, message) in [
            ("", "the Content-Disposition is missing"),
            ("Content-Type: text/plain", "the Content-Disposition is missing"),
            ("Content-Disposition: form-data", "the Content-Disposition has no name"),
            ("Content-Disposition: form-data; name=\"\"", "the name in the Content-Disposition is empty"),
            (
                "Content-Disposition: a; name=a\nContent-Disposition: a; name=b",
                "content-disposition stands there twice",
            ),
            ("Content-Disposition: a; name=a\nX", "`X` is no header"),
            ("Content-Disposition: a; name=a\nX\0: y", "`X\\0: y` is no header"),
        ] {
            assert_eq!(headers(head), Err(format!("part 3: {message}")));
        }
        assert!(headers("Content-Disposition: ; name=a").unwrap_err().contains("expected a disposition"));
    }
}
