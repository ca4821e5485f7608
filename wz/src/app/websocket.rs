use http::Method;
use http::header::{CONNECTION, UPGRADE};

use crate::header::lists;
use crate::request::Request;

/// Whether the request opens a WebSocket (RFC 6455 section 4.2.1).
pub(super) fn is_requested(request: &Request) -> bool {
    *request.method() == Method::GET
        && lists(request.headers(), &CONNECTION, "upgrade")
        && lists(request.headers(), &UPGRADE, "websocket")
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
