use std::ops::Range;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};

use super::Boundary;
use crate::header::ContentRange;

/// The frame of a `multipart/byteranges` message: several parts of a representation in one response (RFC 9110 §14.6).
///
/// It holds no content. Where that is in memory, [`body`](MultipartByteRanges::body) writes the message. Else write for each
/// of the [`parts`](MultipartByteRanges::parts) its head and then the bytes of its range, and at last the
/// [`end`](MultipartByteRanges::end); that is exactly [`content_length`](MultipartByteRanges::content_length) bytes.
///
/// ```
/// use wz::conditional::{Boundary, MultipartByteRanges};
/// use wz::http::HeaderMap;
///
/// let content = b"0123456789";
/// let mut headers = HeaderMap::new();
/// headers.insert("content-type", "text/plain".parse().unwrap());
///
/// let boundary = Boundary::new("SEP").unwrap();
/// let message = MultipartByteRanges::new(&[0..2, 8..10], 10, headers.get("content-type"), &boundary);
/// message.apply(&mut headers);
/// assert_eq!(headers["content-type"], "multipart/byteranges; boundary=SEP");
///
/// let body = message.body(content);
/// assert_eq!(body.len() as u64, message.content_length());
/// assert!(body.starts_with(b"--SEP\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/10\r\n\r\n01\r\n--SEP"));
/// assert!(body.ends_with(b"bytes 8-9/10\r\n\r\n89\r\n--SEP--\r\n"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MultipartByteRanges {
    parts: Vec<ByteRangePart>,
    end: Bytes,
    content_type: HeaderValue,
    content_length: u64,
}

/// One part of a [`MultipartByteRanges`].
///
/// ```
/// use wz::conditional::{Boundary, MultipartByteRanges};
///
/// let boundary = Boundary::new("SEP").unwrap();
/// let message = MultipartByteRanges::new(&[0..2, 8..10], 10, None, &boundary);
/// let part = &message.parts()[0];
/// assert_eq!(part.head(), "--SEP\r\nContent-Range: bytes 0-1/10\r\n\r\n");
/// assert_eq!(*part.range(), 0..2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByteRangePart {
    head: Bytes,
    range: Range<u64>,
}

impl ByteRangePart {
    /// What stands before the bytes of the part: the boundary, and the headers.
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    ///
    /// let boundary = Boundary::new("SEP").unwrap();
    /// let message = MultipartByteRanges::new(&[0..2, 8..10], 10, None, &boundary);
    /// assert_eq!(message.parts()[1].head(), "\r\n--SEP\r\nContent-Range: bytes 8-9/10\r\n\r\n");
    /// ```
    #[must_use]
    pub fn head(&self) -> &Bytes {
        &self.head
    }

    /// Which bytes of the representation these are, from the start to before the end.
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    ///
    /// let message = MultipartByteRanges::new(&[0..2, 8..10], 10, None, &Boundary::random());
    /// assert_eq!(*message.parts()[1].range(), 8..10);
    /// ```
    #[must_use]
    pub fn range(&self) -> &Range<u64> {
        &self.range
    }
}

impl MultipartByteRanges {
    /// The frame for ranges of something `length` bytes long: those of [`Decision::Parts`](super::Decision::Parts). Each
    /// part says the content type that a full response would have. Ranges that are empty or reach too far are left out.
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    ///
    /// let message = MultipartByteRanges::new(&[0..2, 3..3, 8..12], 10, None, &Boundary::random());
    /// assert!(message.parts().iter().map(|part| part.range()).eq([&(0..2)]));
    /// ```
    #[must_use]
    pub fn new(
        ranges: &[Range<u64>],
        length: u64,
        content_type: Option<&HeaderValue>,
        boundary: &Boundary,
    ) -> MultipartByteRanges {
        let mut parts = Vec::with_capacity(ranges.len());
        for range in ranges {
            let Some(content_range) = ContentRange::bytes(range.clone(), Some(length)) else { continue };
            // The line break before a boundary is part of it; the first one has none before it.
            let mut head =
                format!("{}--{boundary}\r\n", if parts.is_empty() { "" } else { "\r\n" }).into_bytes();
            if let Some(content_type) = content_type {
                head.extend_from_slice(b"Content-Type: ");
                head.extend_from_slice(content_type.as_bytes());
                head.extend_from_slice(b"\r\n");
            }
            head.extend_from_slice(format!("Content-Range: {content_range}\r\n\r\n").as_bytes());
            parts.push(ByteRangePart { head: head.into(), range: range.clone() });
        }
        let end = Bytes::from(format!("\r\n--{boundary}--\r\n"));
        let lengths = parts
            .iter()
            .map(|part| (part.range.end - part.range.start).saturating_add(part.head.len() as u64));
        let content_length = lengths.fold(end.len() as u64, u64::saturating_add);
        let content_type = boundary.content_type("byteranges");
        MultipartByteRanges { parts, end, content_type, content_length }
    }

    /// The parts, in order.
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    ///
    /// let message = MultipartByteRanges::new(&[8..10, 0..2], 10, None, &Boundary::random());
    /// assert_eq!(*message.parts()[0].range(), 8..10);
    /// ```
    #[must_use]
    pub fn parts(&self) -> &[ByteRangePart] {
        &self.parts
    }

    /// What stands after the bytes of the last part.
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    ///
    /// let boundary = Boundary::new("SEP").unwrap();
    /// assert_eq!(MultipartByteRanges::new(&[0..1, 4..5], 5, None, &boundary).end(), "\r\n--SEP--\r\n");
    /// ```
    #[must_use]
    pub fn end(&self) -> &Bytes {
        &self.end
    }

    /// The whole message, where the whole content is in memory; of a range that reaches beyond it, what is there.
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    ///
    /// let boundary = Boundary::new("SEP").unwrap();
    /// let message = MultipartByteRanges::new(&[0..1, 4..5], 5, None, &boundary);
    /// let body = message.body(b"Hello");
    /// assert!(body.starts_with(b"--SEP\r\nContent-Range: bytes 0-0/5\r\n\r\nH\r\n--SEP\r\n"));
    /// assert!(body.ends_with(b"bytes 4-4/5\r\n\r\no\r\n--SEP--\r\n"));
    /// ```
    #[must_use]
    pub fn body(&self, content: &[u8]) -> Bytes {
        let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(content.len());
        let mut body = Vec::with_capacity(index(self.content_length));
        for part in &self.parts {
            body.extend_from_slice(&part.head);
            body.extend_from_slice(&content[index(part.range.start)..index(part.range.end)]);
        }
        body.extend_from_slice(&self.end);
        body.into()
    }

    /// The value of `Content-Type`, with the boundary in it.
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    ///
    /// let boundary = Boundary::new("a b").unwrap();
    /// let message = MultipartByteRanges::new(&[0..1, 4..5], 5, None, &boundary);
    /// assert_eq!(message.content_type(), r#"multipart/byteranges; boundary="a b""#);
    /// ```
    #[must_use]
    pub fn content_type(&self) -> &HeaderValue {
        &self.content_type
    }

    /// The length of the whole message, in bytes.
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    ///
    /// let message = MultipartByteRanges::new(&[0..1, 4..5], 5, None, &Boundary::random());
    /// assert_eq!(message.content_length(), message.body(b"Hello").len() as u64);
    /// ```
    #[must_use]
    pub fn content_length(&self) -> u64 {
        self.content_length
    }

    /// Sets `Content-Type` and `Content-Length`, and takes `Content-Range` away, which only the parts have (RFC 9110
    /// §15.3.7.2).
    ///
    /// ```
    /// use wz::conditional::{Boundary, MultipartByteRanges};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("content-length", 5.into());
    /// headers.insert("content-range", "bytes 0-0/5".parse().unwrap());
    /// let message = MultipartByteRanges::new(&[0..1, 4..5], 5, None, &Boundary::random());
    /// message.apply(&mut headers);
    /// assert_eq!(headers["content-length"], message.content_length().to_string());
    /// assert!(headers.contains_key("content-type") && !headers.contains_key("content-range"));
    /// ```
    pub fn apply(&self, headers: &mut HeaderMap) {
        headers.insert(CONTENT_TYPE, self.content_type.clone());
        headers.insert(CONTENT_LENGTH, HeaderValue::from(self.content_length));
        headers.remove(CONTENT_RANGE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_exact() {
        let boundary = Boundary::random();
        let content_type = HeaderValue::from_bytes(b"text/\xe9").unwrap();
        for content_type in [None, Some(&content_type)] {
            for ranges in [&[0..1, 5..9][..], &[0..1, 3..4, 99..100], &[]] {
                let message = MultipartByteRanges::new(ranges, 100, content_type, &boundary);
                let heads: usize = message.parts().iter().map(|part| part.head().len()).sum();
                let bytes: u64 = ranges.iter().map(|range| range.end - range.start).sum();
                assert_eq!(message.content_length(), (heads + message.end().len()) as u64 + bytes);
            }
        }
        // What is not there is left out, and nothing overflows.
        let message = MultipartByteRanges::new(&[0..u64::MAX, 5..5], u64::MAX, None, &boundary);
        assert_eq!((message.parts().len(), message.content_length()), (1, u64::MAX));
    }
}
