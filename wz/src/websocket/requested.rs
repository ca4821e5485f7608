use http::header::{CONNECTION, HeaderValue, SEC_WEBSOCKET_VERSION, UPGRADE};
use http::{Method, StatusCode};

use crate::error::HttpError;
use crate::header::lists;
use crate::request::Request;

/// Whether the request opens a WebSocket (RFC 6455 section 4.2.1).
pub(crate) fn is_requested(request: &Request) -> bool {
    *request.method() == Method::GET
        && lists(request.headers(), &CONNECTION, "upgrade")
        && lists(request.headers(), &UPGRADE, "websocket")
}

/// 426, with the version that is understood (RFC 6455 §4.2.2, RFC 9110 §15.5.22).
pub(crate) fn upgrade_required(description: &'static str) -> HttpError {
    HttpError::new(StatusCode::UPGRADE_REQUIRED)
        .with_header(UPGRADE, HeaderValue::from_static("websocket"))
        .with_header(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"))
        .with_description(description)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_headers_are_needed() {
        let request = |connection, upgrade| {
            Request::get("/").with_header("connection", connection).with_header("upgrade", upgrade)
        };
        assert!(is_requested(&request("keep-alive, Upgrade", "WebSocket")));
        assert!(!is_requested(&request("keep-alive", "websocket")));
        assert!(!is_requested(&request("upgrade", "h2c")));
    }
}
