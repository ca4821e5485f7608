use http::StatusCode;

use super::access_log::{AccessLog, Entry};

/// Writes the line of a request that hyper has answered by itself, since its head could not be read. No other end of a
/// connection has one: the client was idle, or has left, or its request has had its line.
pub(super) fn log(log: &AccessLog, error: &hyper::Error) {
    if log.is_off() || !error.is_parse() {
        return;
    }
    log.write(&Entry { status: status(error), refusal: Some(error.to_string()), ..Entry::EMPTY });
}

/// What hyper answers. It tells the two kinds of too large, and what it does not answer at all, by their text only.
fn status(error: &hyper::Error) -> Option<StatusCode> {
    let text = error.to_string();
    if text.contains("HTTP2") {
        None
    } else if !error.is_parse_too_large() {
        Some(StatusCode::BAD_REQUEST)
    } else if text.contains("URI") {
        Some(StatusCode::URI_TOO_LONG)
    } else {
        Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    }
}
