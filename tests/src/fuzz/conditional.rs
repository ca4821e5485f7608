use wz::bytes::Bytes;
use wz::conditional::{
    Boundary, Decision, MAX_RANGES, MultipartByteRanges, Representation, evaluate, make_conditional,
};
use wz::header::{ETag, HttpDate};
use wz::http::{HeaderMap, HeaderName, HeaderValue, Method, Response};

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
    for content in ["", "x", "0123456789"] {
        let mut full = Response::new(content);
        full.headers_mut().insert("etag", HeaderValue::from_static("\"a\""));
        for method in [Method::GET, Method::HEAD, Method::PUT] {
            whole(content, &make_conditional(&method, &headers, full.clone()), &method);
        }
    }
}

/// What is sent is of the length that it says, and says of which bytes it is.
fn whole(content: &str, response: &Response<Bytes>, method: &Method) {
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
    let (status, body) = (response.status().as_u16(), response.body());
    let length = header("content-length").map(str::parse::<usize>);
    match (status, header("content-range")) {
        (200, None) if *method == Method::HEAD => {
            assert!(body.is_empty() && length == Some(Ok(content.len())));
        }
        (200, None) => assert_eq!(body, content),
        (206, Some(range)) => {
            let (range, total) = range.trim_start_matches("bytes ").split_once('/').unwrap_or_default();
            let (first, last) = range.split_once('-').unwrap_or_default();
            let number = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX - 1);
            assert_eq!(content.get(number(first)..=number(last)).map(str::as_bytes), Some(&body[..]));
            assert_eq!((number(total), length), (content.len(), Some(Ok(body.len()))));
        }
        (206, None) => assert!(length == Some(Ok(body.len())) && body.ends_with(b"--\r\n")),
        (304 | 412, None) | (416, Some(_)) => assert!(body.is_empty() && length.is_none()),
        (status, range) => panic!("{status} {range:?}"),
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
