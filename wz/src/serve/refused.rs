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

/// What hyper answers: nothing where HTTP/2 is spoken to it.
fn status(error: &hyper::Error) -> Option<StatusCode> {
    if error.is_parse_version_h2() {
        None
    } else if !error.is_parse_too_large() {
        Some(StatusCode::BAD_REQUEST)
    } else if error.to_string().contains("URI") {
        // The two kinds of too large differ in nothing but their text.
        Some(StatusCode::URI_TOO_LONG)
    } else {
        Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    }
}
