use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE};
use http_body::Body as _;

use super::{Found, length, shown, title};
use crate::header::{ContentType, HeaderMapExt, Vary, tokens};
use crate::middleware::LintKind;
use crate::response::Response;

/// What is said of a body.
pub(super) fn check(response: &Response, found: &mut Found<'_>) {
    let (status, headers, body) = (response.status(), response.headers(), response.body());
    let has_body = !body.is_end_stream();
    media_type(response, has_body, found);
    if headers.contains_key(CONTENT_ENCODING) {
        encoding(response, found);
    }
    if headers.contains_key(CONTENT_LENGTH) {
        let size = body.size_hint().exact().filter(|_| has_body);
        match (length(headers), size) {
            (None, _) => {
                let message = format!("`Content-Length` is no number: `{}`", shown(&headers[CONTENT_LENGTH]));
                found.add(LintKind::WrongContentLength, message, "RFC 9110 section 8.6");
            }
            (Some(_), _) if status == StatusCode::NO_CONTENT || status.is_informational() => {
                let message = format!("a {} has a `Content-Length`", status.as_u16());
                found.add(LintKind::WrongContentLength, message, "RFC 9110 section 8.6");
            }
            (Some(promised), Some(size)) if promised != size && status != StatusCode::NOT_MODIFIED => {
                let message = format!("`Content-Length` promises {promised} bytes, and the body has {size}");
                found.add(LintKind::WrongContentLength, message, "RFC 9110 section 8.6");
            }
            (Some(_), _) => {}
        }
    }
    if status == StatusCode::NOT_MODIFIED {
        for name in [CONTENT_TYPE, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_RANGE] {
            if headers.contains_key(&name) {
                let message = format!("a 304 has `{}`, which is about a body", title(&name));
                found.add(LintKind::NotModifiedHeaders, message, "RFC 9110 section 15.4.5");
            }
        }
    }
}

fn media_type(response: &Response, has_body: bool, found: &mut Found<'_>) {
    let Some(value) = response.headers().get(CONTENT_TYPE) else {
        if has_body {
            let message = "a body has no `Content-Type`: the client guesses what it is";
            found.add(LintKind::MissingContentType, message, "RFC 9110 section 8.3");
        }
        return;
    };
    let Some(kind) = value.to_str().ok().and_then(|text| text.parse::<ContentType>().ok()) else {
        let message = format!("`Content-Type` is no media type: `{}`", shown(value));
        found.add(LintKind::InvalidContentType, message, "RFC 9110 section 8.3.1");
        return;
    };
    // Others have a charset of their own: UTF-8 for JSON and JavaScript, what the document says for XML.
    let guessed = ["text/html", "text/plain", "text/csv", "text/markdown"].contains(&kind.essence());
    if has_body && guessed && kind.charset().is_none() {
        let message = format!("`{}` has no `charset`: the client guesses it", kind.essence());
        found.add(LintKind::MissingCharset, message, "RFC 9110 section 8.3.2");
    }
}

fn encoding(response: &Response, found: &mut Found<'_>) {
    let headers = response.headers();
    for coding in tokens(headers, &CONTENT_ENCODING) {
        if coding.eq_ignore_ascii_case(b"identity") || coding.eq_ignore_ascii_case(b"chunked") {
            let message = format!("`Content-Encoding: {}` is no coding", String::from_utf8_lossy(coding));
            found.add(LintKind::ContentEncoding, message, "RFC 9110 section 8.4.1");
            return;
        }
    }
    let varies = headers.typed::<Vary>().ok().flatten();
    if !varies.is_some_and(|vary| vary.varies_by("accept-encoding")) {
        let message = "`Content-Encoding` comes without `Vary: Accept-Encoding`: a cache gives it to clients that cannot read it";
        found.add(LintKind::ContentEncoding, message, "RFC 9110 section 12.5.5");
    }
}
