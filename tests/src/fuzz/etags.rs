use wz::header::{ETag, ETags};
use wz::http::HeaderValue;

/// Entity tags, one and lists of them: what is read is written as a header, and read as the same.
pub fn etags(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let tags: ETags = text.parse().unwrap_or_else(|never: std::convert::Infallible| match never {});
    let written = tags.to_string();
    assert!(HeaderValue::from_bytes(written.as_bytes()).is_ok(), "{text:?}: {written:?}");
    assert_eq!(written.parse(), Ok(tags.clone()), "{text:?}: {written:?}");
    for tag in tags.as_slice() {
        assert!(tags.contains_weak(tag) && tags.contains_strong(tag) != tag.is_weak(), "{text:?}: {tag}");
    }
    if let Ok(tag) = text.parse::<ETag>() {
        let written = tag.to_string();
        assert!(HeaderValue::from_bytes(written.as_bytes()).is_ok(), "{text:?}: {written:?}");
        assert_eq!(written.parse(), Ok(tag), "{text:?}: {written:?}");
    }
}
