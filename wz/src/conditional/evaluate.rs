use http::header::IF_RANGE;
use http::{HeaderMap, Method};

use super::coalesce::coalesce;
use super::{Decision, Representation};
use crate::header::{
    Header, HeaderMapExt, IfMatch, IfModifiedSince, IfNoneMatch, IfRange, IfUnmodifiedSince, Range,
};

/// How many parts a `Range` may ask for: with more, it is ignored and all is sent (RFC 9110 §14.2).
///
/// Players and readers of documents ask for a few at a time; thousands of tiny ones would make a small request a large
/// answer.
///
/// ```
/// use wz::conditional::{Decision, MAX_RANGES, Representation, evaluate};
/// use wz::http::{HeaderMap, Method};
///
/// let many = format!("bytes={}", "0-0,".repeat(MAX_RANGES + 1));
/// let headers = HeaderMap::from_iter([(wz::http::header::RANGE, many.parse().unwrap())]);
/// let file = Representation::new().length(10);
/// assert_eq!(evaluate(&Method::GET, &headers, &file), Decision::Perform);
/// ```
pub const MAX_RANGES: usize = 64;

/// What to do with a request, in the order of RFC 9110 §13.2.2:
///
/// 1. `If-Match`, by the strong comparison; fails with 412.
/// 2. Without it `If-Unmodified-Since`, when there is a date to compare; fails with 412.
/// 3. `If-None-Match`, by the weak comparison; fails with 304 for `GET` and `HEAD`, else with 412.
/// 4. Without it `If-Modified-Since` for `GET` and `HEAD`, when there is a date to compare; fails with 304.
/// 5. `Range` for `GET`, when the length is known and not 0, and `If-Range` is not there or fulfilled.
///
/// - `OPTIONS`, `TRACE` and `CONNECT` have no preconditions, nor does the `GET` or `HEAD` of what is
///   [missing](Representation::missing), which is 404 anyway (§13.2.1).
/// - A date that cannot be read, or that is there twice, is ignored (§13.1.3, §13.1.4). An `If-Match` without any tag
///   matches nothing, and an `If-None-Match` with something that is no tag fails for all but `GET` and `HEAD`: a guard
///   against lost updates that cannot be read is none to pass by.
/// - A `Range` is ignored that cannot be read, has another unit than bytes or more parts than [`MAX_RANGES`]. Parts that
///   overlap or touch become one, and one part is no multipart message (§15.3.7.2).
/// - When none of the parts is there: 416, but with an `If-Range` the `Range` is ignored (§13.2.2, step 5).
///
/// ```
/// use wz::conditional::{Decision, Representation, evaluate};
/// use wz::http::{HeaderMap, Method};
///
/// let file = Representation::new().length(10);
/// let with_range = |range: &str| {
///     let headers = HeaderMap::from_iter([(wz::http::header::RANGE, range.parse().unwrap())]);
///     evaluate(&Method::GET, &headers, &file)
/// };
/// assert_eq!(with_range("bytes=2-4"), Decision::Partial { range: 2..5, length: 10 });
/// assert_eq!(with_range("bytes=2-4,0-3"), Decision::Partial { range: 0..5, length: 10 });
/// assert_eq!(with_range("bytes=8-,0-1"), Decision::Parts { ranges: vec![8..10, 0..2], length: 10 });
/// assert_eq!(with_range("bytes=10-"), Decision::RangeNotSatisfiable { length: 10 });
/// assert_eq!(with_range("junk"), Decision::Perform);
/// ```
#[must_use]
pub fn evaluate(method: &Method, headers: &HeaderMap, representation: &Representation) -> Decision {
    let reads = *method == Method::GET || *method == Method::HEAD;
    let has_conditions = ![Method::OPTIONS, Method::TRACE, Method::CONNECT].contains(method);
    if !has_conditions || (reads && !representation.exists) {
        return Decision::Perform;
    }
    let modified = representation.last_modified.filter(|_| representation.exists);

    // `*` asks whether there is anything, tag or not.
    let tag = representation.etag.as_ref();

    if let Some(named) = IfMatch::names(headers, tag) {
        if !(representation.exists && named) {
            return Decision::PreconditionFailed;
        }
    } else if let (Some(since), Some(modified)) = (read::<IfUnmodifiedSince>(headers), modified)
        && modified > since.0
    {
        return Decision::PreconditionFailed;
    }

    if let Some(named) = IfNoneMatch::names(headers, tag) {
        if representation.exists && named {
            return if reads { Decision::NotModified } else { Decision::PreconditionFailed };
        }
        // It may have had the tag that was to prevent this.
        if !reads && IfNoneMatch::is_malformed(headers) {
            return Decision::PreconditionFailed;
        }
    } else if let (true, Some(since), Some(modified)) = (reads, read::<IfModifiedSince>(headers), modified)
        && modified <= since.0
    {
        return Decision::NotModified;
    }

    if *method == Method::GET { range(headers, representation) } else { Decision::Perform }
}

/// The header, unless it is not there or cannot be read.
fn read<H: Header>(headers: &HeaderMap) -> Option<H> {
    headers.typed().ok().flatten()
}

fn range(headers: &HeaderMap, representation: &Representation) -> Decision {
    let (Some(range), Some(length)) = (read::<Range>(headers), representation.length) else {
        return Decision::Perform;
    };
    // Of an empty content there is no part that a `Content-Range` could name.
    if !range.is_bytes() || range.specs().len() > MAX_RANGES || length == 0 {
        return Decision::Perform;
    }
    let conditional = headers.contains_key(IF_RANGE);
    if conditional && !read(headers).is_some_and(|condition| is_current(&condition, representation)) {
        return Decision::Perform;
    }
    let ranges = coalesce(range.resolve(length));
    match ranges.as_slice() {
        [] if conditional => Decision::Perform,
        [] => Decision::RangeNotSatisfiable { length },
        [range] => Decision::Partial { range: range.clone(), length },
        _ => Decision::Parts { ranges, length },
    }
}

/// Whether the parts that a client has are of this representation (RFC 9110 §13.1.5).
fn is_current(condition: &IfRange, representation: &Representation) -> bool {
    match condition {
        IfRange::ETag(tag) => representation.etag.as_ref().is_some_and(|current| current.strong_eq(tag)),
        IfRange::Date(date) => representation.strong_date && representation.last_modified == Some(*date),
    }
}
