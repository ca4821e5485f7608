use std::fmt;

use super::close::{Close, CloseCode};

/// What the other end of a WebSocket has done wrong: the connection is closed with the error's [code](ProtocolError::code)
/// (RFC 6455 §7.1.7).
///
/// ```
/// use bytes::BytesMut;
/// use wz::websocket::WebSocketLimits;
/// use wz::websocket::codec::{Decoder, Role};
///
/// let mut decoder = Decoder::new(Role::Server, WebSocketLimits::new());
/// let error = decoder.decode(&mut BytesMut::from(&b"\x81\x05hello"[..])).unwrap_err();
/// assert_eq!(error.code().get(), 1002);
/// assert_eq!(error.to_string(), "a frame of the client is not masked");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtocolError {
    code: CloseCode,
    message: Box<str>,
}

impl ProtocolError {
    pub(super) fn protocol(message: &str) -> ProtocolError {
        ProtocolError { code: CloseCode::PROTOCOL_ERROR, message: message.into() }
    }

    pub(super) fn payload(message: &str) -> ProtocolError {
        ProtocolError { code: CloseCode::INVALID_PAYLOAD, message: message.into() }
    }

    /// A limit is exceeded: its name and value.
    pub(super) fn too_big(limit: &str, value: u64) -> ProtocolError {
        let message = format!("more than {value} bytes, the limit `WebSocketLimits::{limit}`");
        ProtocolError { code: CloseCode::MESSAGE_TOO_BIG, message: message.into() }
    }

    /// 1002, 1007 or 1009.
    #[must_use]
    pub fn code(&self) -> CloseCode {
        self.code
    }

    /// What the other end is told: the code, and the message as the reason.
    #[must_use]
    pub fn close(&self) -> Close {
        Close::new(self.code, &*self.message)
    }
}

impl fmt::Display for ProtocolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ProtocolError {}
