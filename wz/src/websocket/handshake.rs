use http::header::{SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION};
use http::{HeaderMap, HeaderName, HeaderValue, Version};
use http_body::Body as _;

use super::accept_key::accept_key;
use super::requested::{is_requested, upgrade_required};
use crate::error::HttpError;
use crate::header::tokens;
use crate::request::Request;

/// What a request that opens a WebSocket says (RFC 6455 §4.2.1).
#[derive(Debug)]
pub(super) struct Handshake {
    /// The answer to its key.
    pub(super) accept: HeaderValue,
    /// The subprotocols that the client would like, the best one first.
    pub(super) protocols: Vec<String>,
}

impl Handshake {
    /// What is wrong is answered by 426, which says what is right, or 400.
    pub(super) fn of(request: &Request) -> Result<Handshake, HttpError> {
        let headers = request.headers();
        if !is_requested(request) {
            return Err(upgrade_required("This address is a WebSocket, and the request opens none."));
        }
        if only(headers, &SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
            return Err(upgrade_required("The version of WebSocket that is spoken here is 13."));
        }
        if request.version() != Version::HTTP_11 {
            return Err(HttpError::bad_request("A WebSocket is opened with HTTP/1.1."));
        }
        if !request.body().is_end_stream() {
            return Err(HttpError::bad_request("A request that opens a WebSocket has no body."));
        }
        let Some(accept) = only(headers, &SEC_WEBSOCKET_KEY).and_then(accept_key) else {
            return Err(HttpError::bad_request(
                "A request that opens a WebSocket has one `Sec-WebSocket-Key`: 16 bytes in base64.",
            ));
        };
        let protocols = tokens(headers, &SEC_WEBSOCKET_PROTOCOL);
        let protocols = protocols.filter_map(|name| str::from_utf8(name).ok().map(str::to_owned)).collect();
        Ok(Handshake { accept, protocols })
    }
}

/// The value of a header that is there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h HeaderValue> {
    let mut values = headers.get_all(name).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return None };
    Some(value)
}
