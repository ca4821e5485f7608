use std::fmt;

use super::error::ProtocolError;

/// Why a connection is closed (RFC 6455 §7.4). Programs may use 4000 to 4999 as they like.
///
/// ```
/// use wz::websocket::CloseCode;
///
/// assert_eq!(CloseCode::GOING_AWAY.get(), 1001);
/// assert_eq!(CloseCode::new(4000).map(CloseCode::get), Some(4000));
/// // Never sent: there is no code in a close frame that has none.
/// assert_eq!(CloseCode::new(1005), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CloseCode(u16);

macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $code:literal;)+) => {
        impl CloseCode {
            $($(#[$doc])+ pub const $name: CloseCode = CloseCode($code);)+
        }
    };
}

codes! {
    /// 1000: there is nothing more to say.
    NORMAL = 1000;
    /// 1001: a server that stops, a page that is left.
    GOING_AWAY = 1001;
    /// 1002: what was sent is no WebSocket.
    PROTOCOL_ERROR = 1002;
    /// 1003: text where bytes were due, or the other way round.
    UNSUPPORTED_DATA = 1003;
    /// 1005: the other end gave no code. It is never sent.
    NO_STATUS = 1005;
    /// 1007: a text that is no UTF-8.
    INVALID_PAYLOAD = 1007;
    /// 1008: what was asked for is not allowed, for a reason that no other code names.
    POLICY_VIOLATION = 1008;
    /// 1009: a message is too long.
    MESSAGE_TOO_BIG = 1009;
    /// 1010: the server did not agree to an extension that the client needs.
    MANDATORY_EXTENSION = 1010;
    /// 1011: the program has failed.
    INTERNAL_ERROR = 1011;
    /// 1012: the program starts anew.
    SERVICE_RESTART = 1012;
    /// 1013: there is too much to do.
    TRY_AGAIN_LATER = 1013;
    /// 1014: a server behind this one gave no answer that could be understood.
    BAD_GATEWAY = 1014;
}

impl CloseCode {
    /// A code that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999.
    #[must_use]
    pub const fn new(code: u16) -> Option<CloseCode> {
        match code {
            1000..=1003 | 1007..=1014 | 3000..=4999 => Some(CloseCode(code)),
            _ => None,
        }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for CloseCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The last thing that an end sends: a code, and a reason for the log of the other one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    code: CloseCode,
    reason: Box<str>,
}

impl Close {
    /// A close frame. Of a reason of more than 123 bytes only the beginning has room (RFC 6455 §5.5).
    ///
    /// ```
    /// use wz::websocket::{Close, CloseCode};
    ///
    /// let close = Close::new(CloseCode::POLICY_VIOLATION, "é".repeat(100));
    /// assert_eq!((close.code().get(), close.reason().len()), (1008, 122));
    /// ```
    #[must_use]
    pub fn new(code: CloseCode, reason: impl Into<String>) -> Close {
        let mut reason = reason.into();
        reason.truncate(reason.floor_char_boundary(123));
        Close { code, reason: reason.into() }
    }

    /// Why.
    #[must_use]
    pub fn code(&self) -> CloseCode {
        self.code
    }

    /// Why, in words; often empty.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// From the payload of a close frame.
    pub(super) fn read(payload: &[u8]) -> Result<Close, ProtocolError> {
        let (code, reason) = match payload {
            [] => return Ok(Close::from(CloseCode::NO_STATUS)),
            [_] => return Err(ProtocolError::protocol("a close frame has half of a code")),
            [high, low, reason @ ..] => (u16::from_be_bytes([*high, *low]), reason),
        };
        let Some(code) = CloseCode::new(code) else {
            return Err(ProtocolError::protocol("a close frame has a code that may not be sent"));
        };
        match str::from_utf8(reason) {
            Ok(reason) => Ok(Close { code, reason: reason.into() }),
            Err(_) => Err(ProtocolError::payload("the reason of a close frame is not UTF-8")),
        }
    }

    pub(super) fn payload(&self) -> Vec<u8> {
        if self.code == CloseCode::NO_STATUS {
            return Vec::new();
        }
        [&self.code.0.to_be_bytes(), self.reason.as_bytes()].concat()
    }
}

impl From<CloseCode> for Close {
    /// Without a reason.
    fn from(code: CloseCode) -> Close {
        Close { code, reason: "".into() }
    }
}

impl fmt::Display for Close {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.reason {
            "" => self.code.fmt(f),
            reason => write!(f, "{} ({reason:?})", self.code),
        }
    }
}
