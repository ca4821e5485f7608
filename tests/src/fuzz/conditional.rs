use wz::conditional::{Boundary, Decision, MAX_RANGES, MultipartByteRanges, Representation, evaluate};
use wz::header::{ETag, HttpDate};
use wz::http::{HeaderMap, HeaderName, HeaderValue, Method};

/// The decision about a request: lines of `name: value`. It is one that can be carried out.
pub fn conditional(data: &[u8]) {
    let mut headers = HeaderMap::new();
    for line in data.split(|byte| *byte == b'\n') {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { continue };
        let (name, value) =
            (HeaderName::from_bytes(&line[..colon]), HeaderValue::from_bytes(&line[colon + 1..]));
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    let tag = ETag::strong("a").unwrap_or_else(|error| panic!("{error}"));
    let there = Representation::new().last_modified(HttpDate::UNIX_EPOCH);
    for length in [0, 1, 100, u64::MAX] {
        for there in [there.clone(), there.clone().etag(tag.clone()), Representation::missing()] {
            for method in [Method::GET, Method::HEAD, Method::PUT] {
                check(&method, &headers, &there.clone().length(length), length);
            }
        }
    }
}

fn check(method: &Method, headers: &HeaderMap, there: &Representation, length: u64) {
    let decision = evaluate(method, headers, there);
    let ranges = match &decision {
        Decision::Partial { range, .. } => std::slice::from_ref(range),
        Decision::Parts { ranges, .. } => ranges,
        Decision::NotModified => return assert!(there.exists() && *method != Method::PUT, "{headers:?}"),
        Decision::Perform | Decision::PreconditionFailed | Decision::RangeNotSatisfiable { .. } => return,
    };
    assert!(*method == Method::GET && there.exists() && ranges.len() <= MAX_RANGES, "{headers:?}");
    assert!(ranges.iter().all(|part| part.start < part.end && part.end <= length), "{headers:?}: {ranges:?}");
    let mut sorted: Vec<_> = ranges.iter().collect();
    sorted.sort_by_key(|part| part.start);
    assert!(sorted.windows(2).all(|pair| pair[0].end < pair[1].start), "{headers:?}: {ranges:?}");
    let message = MultipartByteRanges::new(ranges, length, headers.get("content-type"), &Boundary::random());
    assert_eq!(message.parts().len(), ranges.len());
    let mut response = HeaderMap::new();
    decision.apply(&mut response);
    assert_eq!(response.contains_key("content-range"), ranges.len() == 1);
}
