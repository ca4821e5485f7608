use http::header::{DATE, ETAG, EXPIRES, HeaderName, HeaderValue, LAST_MODIFIED, RETRY_AFTER};

use super::{Found, shown, title};
use crate::header::HttpDate;
use crate::middleware::LintKind;
use crate::response::Response;

/// Entity tags and dates.
pub(super) fn check(response: &Response, found: &mut Found<'_>) {
    let headers = response.headers();
    if let Some(tag) = headers.get(ETAG).filter(|tag| !is_entity_tag(tag.as_bytes())) {
        let message = format!("`ETag` is not a text in double quotes: `{}`", shown(tag));
        found.add(LintKind::InvalidETag, message, "RFC 9110 section 8.8.3");
    }
    for name in [DATE, LAST_MODIFIED, EXPIRES, RETRY_AFTER] {
        if let Some(value) = headers.get(&name) {
            date(&name, value, found);
        }
    }
}

/// `[ W/ ] DQUOTE *etagc DQUOTE`.
fn is_entity_tag(tag: &[u8]) -> bool {
    let opaque = tag.strip_prefix(b"W/").unwrap_or(tag);
    let inner = opaque.strip_prefix(b"\"").and_then(|inner| inner.strip_suffix(b"\""));
    inner.is_some_and(|inner| inner.iter().all(|byte| matches!(byte, 0x21 | 0x23..=0x7e | 0x80..)))
}

fn date(name: &HeaderName, value: &HeaderValue, found: &mut Found<'_>) {
    let text = value.to_str().unwrap_or_default();
    if *name == RETRY_AFTER && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    // Old forms are read, and not to be written.
    let date = text.parse::<HttpDate>().ok().filter(|date| date.to_string() == text);
    let Some(date) = date else {
        let message =
            format!("`{}` is not written as `{}`: `{}`", title(name), HttpDate::UNIX_EPOCH, shown(value));
        found.add(LintKind::InvalidDate, message, "RFC 9110 section 5.6.7");
        return;
    };
    if *name == LAST_MODIFIED && date > HttpDate::now() {
        let message = format!("`Last-Modified` is yet to come: `{text}`");
        found.add(LintKind::InvalidDate, message, "RFC 9110 section 8.8.2.1");
    }
}
