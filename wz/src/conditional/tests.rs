//! All combinations beside a naive reading of RFC 9110 §13.2.2.

use std::ops::Range;

use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::{Decision, MAX_RANGES, Representation, evaluate};
use crate::header::{ETag, HttpDate};

/// A header as text, and as what it means.
type Case<M> = (&'static str, Option<M>);

/// Weak or strong, and a name.
type Tag = (bool, &'static str);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Tags {
    Star,
    List(&'static [Tag]),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum IfRangeIs {
    Tag(Tag),
    Date(i64),
    Unreadable,
}

const ABSENT: &str = "(absent)";

const TAGS: [Case<Tags>; 7] = [
    (ABSENT, None),
    ("*", Some(Tags::Star)),
    ("\"a\"", Some(Tags::List(&[(false, "a")]))),
    ("W/\"a\"", Some(Tags::List(&[(true, "a")]))),
    ("\"b\"", Some(Tags::List(&[(false, "b")]))),
    ("\"b\", W/\"a\", \"c\"", Some(Tags::List(&[(false, "b"), (true, "a"), (false, "c")]))),
    (",", Some(Tags::List(&[]))),
];

/// The representation is of second 20.
const DATES: [Case<i64>; 5] = [
    (ABSENT, None),
    ("Thu, 01 Jan 1970 00:00:19 GMT", Some(19)),
    ("Thu, 01 Jan 1970 00:00:20 GMT", Some(20)),
    ("Thu, 01 Jan 1970 00:00:21 GMT", Some(21)),
    ("yesterday", None),
];

/// Of ten bytes; `None` for what is to be ignored.
const RANGES: [Case<&[Range<u64>]>; 9] = [
    (ABSENT, None),
    ("bytes=2-4", Some(&[2..5])),
    ("bytes=-20", Some(&[0..10])),
    ("bytes=0-0, 2-2", Some(&[0..1, 2..3])),
    ("bytes=4-5, 9-, 0-3", Some(&[0..6, 9..10])),
    ("bytes=10-, -0", Some(&[])),
    ("bytes=5-3", None),
    ("items=0-1", None),
    ("junk", None),
];

const IF_RANGES: [Case<IfRangeIs>; 7] = [
    (ABSENT, None),
    ("\"a\"", Some(IfRangeIs::Tag((false, "a")))),
    ("W/\"a\"", Some(IfRangeIs::Tag((true, "a")))),
    ("\"b\"", Some(IfRangeIs::Tag((false, "b")))),
    ("Thu, 01 Jan 1970 00:00:20 GMT", Some(IfRangeIs::Date(20))),
    ("Thu, 01 Jan 1970 00:00:21 GMT", Some(IfRangeIs::Date(21))),
    ("\"open", Some(IfRangeIs::Unreadable)),
];

const METHODS: [Method; 10] = [
    Method::GET,
    Method::HEAD,
    Method::POST,
    Method::PUT,
    Method::DELETE,
    Method::PATCH,
    Method::OPTIONS,
    Method::TRACE,
    Method::CONNECT,
    Method::QUERY,
];

/// What there is.
#[derive(Clone, Copy, Debug)]
struct There {
    exists: bool,
    tag: Option<Tag>,
    date: Option<(i64, bool)>,
    length: Option<u64>,
}

impl There {
    fn all() -> Vec<There> {
        let mut all = vec![There { exists: false, tag: None, date: None, length: None }];
        for tag in [None, Some((false, "a")), Some((true, "a"))] {
            for date in [None, Some((20, true)), Some((20, false))] {
                for length in [None, Some(0), Some(10)] {
                    all.push(There { exists: true, tag, date, length });
                }
            }
        }
        all
    }

    fn representation(self) -> Representation {
        let mut it = if self.exists { Representation::new() } else { Representation::missing() };
        if let Some((weak, tag)) = self.tag {
            it = it.etag(if weak { ETag::weak(tag) } else { ETag::strong(tag) }.unwrap());
        }
        if let Some((seconds, strong)) = self.date {
            let date = HttpDate::from_unix_seconds(seconds).unwrap();
            it = if strong { it.last_modified(date) } else { it.weak_last_modified(date) };
        }
        match self.length {
            Some(length) => it.length(length),
            None => it,
        }
    }
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
struct Asked {
    if_match: Case<Tags>,
    if_unmodified_since: Case<i64>,
    if_none_match: Case<Tags>,
    if_modified_since: Case<i64>,
    range: Case<&'static [Range<u64>]>,
    if_range: Case<IfRangeIs>,
}

impl Asked {
    fn headers(&self) -> HeaderMap {
        let texts = [
            ("if-match", self.if_match.0),
            ("if-unmodified-since", self.if_unmodified_since.0),
            ("if-none-match", self.if_none_match.0),
            ("if-modified-since", self.if_modified_since.0),
            ("range", self.range.0),
            ("if-range", self.if_range.0),
        ];
        let there = texts.into_iter().filter(|(_, text)| *text != ABSENT);
        there.map(|(name, text)| (HeaderName::from_static(name), HeaderValue::from_static(text))).collect()
    }
}

/// The steps of RFC 9110 §13.2.2, one after the other, in its own words.
fn naive(method: &Method, asked: &Asked, there: &There) -> Decision {
    // §13.2.1: "MUST ignore the conditional request header fields [...] such as CONNECT, OPTIONS, or TRACE", and where the
    // response without them would be neither 2xx nor 412.
    if ["CONNECT", "OPTIONS", "TRACE"].contains(&method.as_str()) {
        return Decision::Perform;
    }
    let get_or_head = ["GET", "HEAD"].contains(&method.as_str());
    if get_or_head && !there.exists {
        return Decision::Perform;
    }
    // 1. "When recipient is the origin server and If-Match is present, evaluate the If-Match precondition".
    if let Some(if_match) = asked.if_match.1 {
        let is_true = match if_match {
            Tags::Star => there.exists,
            Tags::List(tags) => there.tag.is_some_and(|(weak, name)| !weak && tags.contains(&(false, name))),
        };
        if !is_true {
            return Decision::PreconditionFailed;
        }
    }
    // 2. "If-Match is not present, and If-Unmodified-Since is present"; ignored without a modification date.
    if let (None, Some(since), Some((date, _))) = (asked.if_match.1, asked.if_unmodified_since.1, there.date)
        && date > since
    {
        return Decision::PreconditionFailed;
    }
    // 3. "When If-None-Match is present".
    if let Some(if_none_match) = asked.if_none_match.1 {
        let is_false = match if_none_match {
            Tags::Star => there.exists,
            Tags::List(tags) => there
                .tag
                .is_some_and(|(_, name)| tags.contains(&(true, name)) || tags.contains(&(false, name))),
        };
        if is_false {
            return if get_or_head { Decision::NotModified } else { Decision::PreconditionFailed };
        }
    }
    // 4. "When the method is GET or HEAD, If-None-Match is not present, and If-Modified-Since is present".
    if let (true, None, Some(since), Some((date, _))) =
        (get_or_head, asked.if_none_match.1, asked.if_modified_since.1, there.date)
        && date <= since
    {
        return Decision::NotModified;
    }
    // 5. "When the method is GET and both Range and If-Range are present".
    let (true, Some(parts), Some(10)) = (*method == Method::GET, asked.range.1, there.length) else {
        return Decision::Perform;
    };
    if let Some(if_range) = asked.if_range.1 {
        let is_true = match if_range {
            IfRangeIs::Tag((weak, name)) => !weak && there.tag == Some((false, name)),
            IfRangeIs::Date(date) => there.date == Some((date, true)),
            IfRangeIs::Unreadable => false,
        };
        if !is_true || parts.is_empty() {
            return Decision::Perform;
        }
    }
    // 6. "perform the requested method", with the Range of §14.2.
    match parts {
        [] => Decision::RangeNotSatisfiable { length: 10 },
        [part] => Decision::Partial { range: part.clone(), length: 10 },
        parts => Decision::Parts { ranges: parts.to_vec(), length: 10 },
    }
}

fn check(asked: &Asked, cases: &mut usize) {
    let headers = asked.headers();
    for there in There::all() {
        let representation = there.representation();
        for method in &METHODS {
            *cases += 1;
            let decision = evaluate(method, &headers, &representation);
            assert_eq!(decision, naive(method, asked, &there), "{method} {asked:?} of {there:?}");
        }
    }
}

#[test]
fn as_the_rfc_says() {
    let mut cases = 0;
    // All preconditions; range and `If-Range` rotate.
    for if_match in TAGS {
        for if_unmodified_since in DATES {
            for if_none_match in TAGS {
                for if_modified_since in DATES {
                    let turn = cases / (There::all().len() * METHODS.len());
                    let asked = Asked {
                        if_match,
                        if_unmodified_since,
                        if_none_match,
                        if_modified_since,
                        range: RANGES[turn % RANGES.len()],
                        if_range: IF_RANGES[turn % IF_RANGES.len()],
                    };
                    check(&asked, &mut cases);
                }
            }
        }
    }
    // All ranges, with preconditions that hold or are not there.
    for range in RANGES {
        for if_range in IF_RANGES {
            for (if_match, if_none_match) in [(0, 0), (1, 4), (2, 0)] {
                let asked = Asked {
                    if_match: TAGS[if_match],
                    if_unmodified_since: DATES[0],
                    if_none_match: TAGS[if_none_match],
                    if_modified_since: DATES[1],
                    range,
                    if_range,
                };
                check(&asked, &mut cases);
            }
        }
    }
    assert!(cases > 300_000, "{cases}");
}

#[test]
fn too_many_ranges_are_ignored() {
    let there = Representation::new().length(1000);
    let with = |count: usize| {
        let parts: Vec<_> = (0..count).map(|at| format!("{}-{}", 2 * at, 2 * at)).collect();
        let headers = HeaderMap::from_iter([(
            http::header::RANGE,
            format!("bytes={}", parts.join(",")).parse().unwrap(),
        )]);
        evaluate(&Method::GET, &headers, &there)
    };
    assert!(matches!(with(MAX_RANGES), Decision::Parts { ranges, .. } if ranges.len() == MAX_RANGES));
    assert_eq!(with(MAX_RANGES + 1), Decision::Perform);
}

#[test]
fn what_is_there_twice() {
    let there = Representation::new().last_modified(HttpDate::UNIX_EPOCH).length(10);
    let date = HeaderValue::from_static("Thu, 01 Jan 1970 00:00:00 GMT");
    let mut headers = HeaderMap::new();
    headers.append("if-modified-since", date.clone());
    assert_eq!(evaluate(&Method::GET, &headers, &there), Decision::NotModified);
    headers.append("if-modified-since", date);
    assert_eq!(evaluate(&Method::GET, &headers, &there), Decision::Perform);
    headers.append("range", HeaderValue::from_static("bytes=0-1"));
    headers.append("range", HeaderValue::from_static("bytes=0-1"));
    assert_eq!(evaluate(&Method::GET, &headers, &there), Decision::Perform);
}

/// What cannot be read must not open the guard against lost updates.
#[test]
fn guards_that_are_malformed() {
    let there = Representation::new().etag(ETag::strong("a").unwrap()).length(10);
    let decide = |method: &Method, lines: &[(&'static str, &'static [u8])]| {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, HeaderValue::from_bytes(value).unwrap());
        }
        evaluate(method, &headers, &there)
    };
    let star: (&str, &[u8]) = ("if-none-match", b"*");
    assert_eq!(decide(&Method::PUT, &[star, star]), Decision::PreconditionFailed);
    assert_eq!(decide(&Method::GET, &[star, star]), Decision::NotModified);
    for malformed in [&b"*, \"x\""[..], b"\"a", b"\"b\" c", b"\"b\", \"a"] {
        let line = [("if-none-match", malformed)];
        assert_eq!(decide(&Method::PUT, &line), Decision::PreconditionFailed, "{malformed:?}");
    }
    for fine in [&b""[..], b",", b"\"b\"", b"\"b\",, W/\"c\" ,", b"b"] {
        assert_eq!(decide(&Method::PUT, &[("if-none-match", fine)]), Decision::Perform, "{fine:?}");
    }
    let star: (&str, &[u8]) = ("if-match", b"*");
    assert_eq!(decide(&Method::PUT, &[star, star]), Decision::Perform);
    for malformed in [&b"*, \"x\""[..], b"\"a", b"\xff", b""] {
        assert_eq!(
            decide(&Method::PUT, &[("if-match", malformed)]),
            Decision::PreconditionFailed,
            "{malformed:?}"
        );
    }
}
