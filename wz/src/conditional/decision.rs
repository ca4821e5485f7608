use std::ops::Range;

use http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH,
    CONTENT_LOCATION, CONTENT_RANGE, CONTENT_TYPE, ETAG, EXPIRES, LAST_MODIFIED,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::header::{ContentRange, HeaderMapExt};

/// What to do with a request that was [evaluated](super::evaluate).
///
/// ```
/// use wz::conditional::{Decision, Representation, evaluate};
/// use wz::header::ETag;
/// use wz::http::{HeaderMap, Method};
///
/// let file = Representation::new().etag(ETag::strong("v1")?).length(100);
/// let ask = |name: &'static str, value: &'static str| {
///     let headers = HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())]);
///     evaluate(&Method::GET, &headers, &file)
/// };
/// assert_eq!(ask("accept", "*/*"), Decision::Perform);
/// assert_eq!(ask("if-none-match", "\"v1\""), Decision::NotModified);
/// assert_eq!(ask("if-match", "\"v0\""), Decision::PreconditionFailed);
/// assert_eq!(ask("range", "bytes=90-"), Decision::Partial { range: 90..100, length: 100 });
/// assert_eq!(ask("range", "bytes=0-1,5-6"), Decision::Parts { ranges: vec![0..2, 5..7], length: 100 });
/// assert_eq!(ask("range", "bytes=100-"), Decision::RangeNotSatisfiable { length: 100 });
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Do what the method is for: nothing speaks against it, and all is asked for.
    Perform,
    /// 304: what the client has is still good.
    NotModified,
    /// 412: change nothing.
    PreconditionFailed,
    /// 206 with one part.
    Partial {
        /// From its start to before its end; not empty.
        range: Range<u64>,
        /// The length of the whole.
        length: u64,
    },
    /// 206 with several parts; see [`MultipartByteRanges`](super::MultipartByteRanges).
    Parts {
        /// At least two, none empty, none touching another, in the order in which they were asked for.
        ranges: Vec<Range<u64>>,
        /// The length of the whole.
        length: u64,
    },
    /// 416: none of the parts is there.
    RangeNotSatisfiable {
        /// The length of the whole.
        length: u64,
    },
}

/// What describes the content that a response would have had, beside its validators and how it may be cached.
const CONTENT: [HeaderName; 6] =
    [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_DISPOSITION, CONTENT_RANGE];

/// Digests of the very content that is sent (RFC 9530 §2): a part has another one. That of the whole is `Repr-Digest`.
const DIGESTS: [HeaderName; 2] =
    [HeaderName::from_static("content-digest"), HeaderName::from_static("content-md5")];

/// What is true of the content that was asked for, and not of an error that is sent in its place.
const NOT_OF_ERRORS: [HeaderName; 6] =
    [ETAG, LAST_MODIFIED, EXPIRES, CACHE_CONTROL, CONTENT_LOCATION, HeaderName::from_static("repr-digest")];

impl Decision {
    /// The status of the response; `None` for [`Perform`](Decision::Perform), where it is up to the method.
    ///
    /// ```
    /// use wz::conditional::Decision;
    ///
    /// assert_eq!(Decision::NotModified.status().unwrap(), 304);
    /// assert_eq!(Decision::Perform.status(), None);
    /// ```
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Decision::Perform => None,
            Decision::NotModified => Some(StatusCode::NOT_MODIFIED),
            Decision::PreconditionFailed => Some(StatusCode::PRECONDITION_FAILED),
            Decision::Partial { .. } | Decision::Parts { .. } => Some(StatusCode::PARTIAL_CONTENT),
            Decision::RangeNotSatisfiable { .. } => Some(StatusCode::RANGE_NOT_SATISFIABLE),
        }
    }

    /// Makes of the headers of a full response those of this one. The content is not its business: 304 has none, and those
    /// of 412 and 416 are pages of your own, whose headers you set after this.
    ///
    /// - 304 keeps what guides caches (`Cache-Control`, `Content-Location`, `Date`, `ETag`, `Expires`, `Vary`, and
    ///   `Last-Modified` where there is no `ETag`) and what is no metadata, as cookies; what describes the content goes (RFC
    ///   9110 §15.4.5).
    /// - 412 and 416 lose what describes the content, its validators, and how long it may be cached: all that would be said of
    ///   the error. 416 gets `Content-Range: bytes */length` (§15.5.17).
    /// - 206 with one part gets `Content-Range` and its `Content-Length`. With several, `Content-Length` goes, and
    ///   [`MultipartByteRanges::apply`](super::MultipartByteRanges::apply) sets the rest.
    ///
    /// ```
    /// use wz::conditional::Decision;
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("content-type", "text/plain".parse().unwrap());
    /// headers.insert("etag", r#""v1""#.parse().unwrap());
    ///
    /// let mut partial = headers.clone();
    /// Decision::Partial { range: 0..5, length: 10 }.apply(&mut partial);
    /// assert_eq!((&partial["content-range"], &partial["content-length"]), (&"bytes 0-4/10".parse().unwrap(), &5.into()));
    /// assert_eq!(partial["content-type"], "text/plain");
    ///
    /// Decision::NotModified.apply(&mut headers);
    /// assert!(headers.contains_key("etag") && !headers.contains_key("content-type"));
    /// ```
    pub fn apply(&self, headers: &mut HeaderMap) {
        if *self != Decision::Perform {
            remove(headers, &DIGESTS);
        }
        match self {
            Decision::Perform => {}
            Decision::NotModified => {
                remove(headers, &CONTENT);
                remove(headers, &[ACCEPT_RANGES]);
                if headers.contains_key(ETAG) {
                    headers.remove(LAST_MODIFIED);
                }
            }
            Decision::PreconditionFailed => {
                remove(headers, &CONTENT);
                remove(headers, &NOT_OF_ERRORS);
            }
            Decision::RangeNotSatisfiable { length } => {
                remove(headers, &CONTENT);
                remove(headers, &NOT_OF_ERRORS);
                set(headers, &ContentRange::unsatisfied(*length));
            }
            Decision::Partial { range, length } => {
                if let Some(part) = ContentRange::bytes(range.clone(), Some(*length)) {
                    set(headers, &part);
                    headers.insert(CONTENT_LENGTH, HeaderValue::from(range.end - range.start));
                }
            }
            Decision::Parts { .. } => remove(headers, &[CONTENT_LENGTH, CONTENT_RANGE]),
        }
    }
}

fn remove(headers: &mut HeaderMap, names: &[HeaderName]) {
    for name in names {
        headers.remove(name);
    }
}

fn set(headers: &mut HeaderMap, range: &ContentRange) {
    // Digits and a unit are always a header.
    let _ = headers.set_typed(range);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(decision: &Decision) -> Vec<String> {
        let mut headers = HeaderMap::new();
        for name in [
            "accept-ranges",
            "cache-control",
            "content-disposition",
            "content-encoding",
            "content-language",
            "content-length",
            "content-location",
            "content-type",
            "date",
            "etag",
            "expires",
            "last-modified",
            "set-cookie",
            "vary",
        ] {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static("x"));
        }
        decision.apply(&mut headers);
        let mut names: Vec<_> = headers.keys().map(ToString::to_string).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_kept() {
        assert_eq!(
            names(&Decision::NotModified),
            ["cache-control", "content-location", "date", "etag", "expires", "set-cookie", "vary"]
        );
        assert_eq!(names(&Decision::PreconditionFailed), ["accept-ranges", "date", "set-cookie", "vary"]);
        assert_eq!(
            names(&Decision::RangeNotSatisfiable { length: 3 }),
            ["accept-ranges", "content-range", "date", "set-cookie", "vary"]
        );
        assert_eq!(names(&Decision::Partial { range: 0..1, length: 2 }).len(), 15);
        assert_eq!(names(&Decision::Perform).len(), 14);
    }

    #[test]
    fn a_date_stays_where_there_is_no_tag() {
        let mut headers = HeaderMap::new();
        headers.insert(LAST_MODIFIED, HeaderValue::from_static("x"));
        Decision::NotModified.apply(&mut headers);
        assert!(headers.contains_key(LAST_MODIFIED));
        Decision::RangeNotSatisfiable { length: 7 }.apply(&mut headers);
        assert_eq!(headers[CONTENT_RANGE], "bytes */7");
    }
}
