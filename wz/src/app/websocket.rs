use http::header::{CONNECTION, HeaderName, UPGRADE};
use http::{HeaderMap, Method};

use crate::request::Request;

/// Whether the request opens a WebSocket (RFC 6455 section 4.2.1).
pub(super) fn is_requested(request: &Request) -> bool {
    *request.method() == Method::GET
        && lists(request.headers(), &CONNECTION, "upgrade")
        && lists(request.headers(), &UPGRADE, "websocket")
}

/// Whether a comma-separated header names this token, in any case.
fn lists(headers: &HeaderMap, name: &HeaderName, token: &str) -> bool {
    headers.get_all(name).iter().any(|value| {
        value
            .as_bytes()
            .split(|byte| *byte == b',')
            .any(|item| item.trim_ascii().eq_ignore_ascii_case(token.as_bytes()))
    })
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
