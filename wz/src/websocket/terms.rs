use super::codec::{Decoder, Encoder, Role};
use super::limits::WebSocketLimits;

/// What the two ends have agreed upon, and what this one has set for itself.
#[derive(Debug)]
pub(super) struct Terms {
    pub(super) role: Role,
    pub(super) limits: WebSocketLimits,
    pub(super) protocol: Option<Box<str>>,
    /// Whether messages may be compressed.
    #[cfg(feature = "ws-deflate")]
    pub(super) deflates: bool,
}

impl Terms {
    pub(super) fn new(role: Role, limits: WebSocketLimits) -> Terms {
        Terms {
            role,
            limits,
            protocol: None,
            #[cfg(feature = "ws-deflate")]
            deflates: false,
        }
    }

    pub(super) fn encoder(&self) -> Encoder {
        let encoder = Encoder::new(self.role);
        #[cfg(feature = "ws-deflate")]
        if self.deflates {
            return encoder.deflate();
        }
        encoder
    }

    pub(super) fn decoder(&self) -> Decoder {
        let decoder = Decoder::new(self.role, self.limits);
        #[cfg(feature = "ws-deflate")]
        if self.deflates {
            return decoder.deflate();
        }
        decoder
    }
}
