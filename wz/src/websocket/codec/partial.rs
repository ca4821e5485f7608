use bytes::{Bytes, BytesMut};

use super::text::TextBuffer;
use crate::websocket::{Message, ProtocolError};

/// A message of which the last frame has not ended.
#[derive(Debug)]
pub(super) enum Partial {
    Text(TextBuffer),
    Binary(BytesMut),
}

impl Partial {
    pub(super) fn len(&self) -> usize {
        match self {
            Partial::Text(text) => text.len(),
            Partial::Binary(bytes) => bytes.len(),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<(), ProtocolError> {
        match self {
            Partial::Text(text) => text.push(bytes),
            Partial::Binary(all) => {
                all.extend_from_slice(bytes);
                Ok(())
            }
        }
    }

    pub(super) fn finish(self) -> Result<Message, ProtocolError> {
        Ok(match self {
            Partial::Text(text) => Message::Text(text.finish()?),
            Partial::Binary(bytes) => Message::Binary(Bytes::from(bytes)),
        })
    }
}
