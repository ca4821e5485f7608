use std::fmt::{Debug, Display};
use std::str::FromStr;

use wz::header::{ContentRange, IfRange, Range};
use wz::http::HeaderValue;

/// `Range`, `Content-Range` and `If-Range`: what is read is written as a header and read as the same, and no part leaves the
/// whole.
pub fn ranges(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Some(range) = stable::<Range>(text) {
        for length in [0, 1, 10, 1000, u64::MAX] {
            let parts = range.resolve(length);
            assert!(
                parts.iter().all(|part| part.start < part.end && part.end <= length),
                "{text:?}: {parts:?}"
            );
            if let Some(part) = range.to_content_range(length) {
                assert_eq!(part.range().as_ref(), parts.first(), "{text:?}");
                stable::<ContentRange>(&part.to_string());
            }
        }
    }
    if let Some(part) = stable::<ContentRange>(text) {
        let end = part.range().map_or(0, |range| range.end);
        assert!(end <= part.complete_length().unwrap_or(u64::MAX), "{text:?}: {part:?}");
    }
    stable::<IfRange>(text);
}

fn stable<T: FromStr + Display + PartialEq + Debug>(text: &str) -> Option<T> {
    let read: T = text.parse().ok()?;
    let written = read.to_string();
    assert!(HeaderValue::from_bytes(written.as_bytes()).is_ok(), "{text:?}: {written:?}");
    assert!(written.parse::<T>().ok().as_ref() == Some(&read), "{text:?}: {read:?} {written:?}");
    Some(read)
}
