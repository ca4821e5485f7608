use bytes::{BufMut, BytesMut};

#[cfg(feature = "ws-deflate")]
use super::deflate::deflate;
use super::frame_header::{FrameHeader, LONGEST_CONTROL};
use super::mask::Mask;
use super::opcode::Opcode;
use super::role::Role;
use crate::websocket::{Close, Payload};

/// Writes frames, each message as one of them.
///
/// The keys of a client's masks are not what RFC 6455 §5.3 asks of a browser, which sends what strangers give it: they
/// only look random. wz has clients for tests alone.
///
/// ```
/// use bytes::BytesMut;
/// use wz::websocket::codec::{Encoder, Role};
/// use wz::websocket::{Close, CloseCode};
///
/// let (mut server, mut wire) = (Encoder::new(Role::Server), BytesMut::new());
/// server.message("hi", &mut wire);
/// server.ping(b"?", &mut wire);
/// server.pong(b"!", &mut wire);
/// server.close(&Close::new(CloseCode::NORMAL, "bye"), &mut wire);
/// assert_eq!(wire, &b"\x81\x02hi\x89\x01?\x8a\x01!\x88\x05\x03\xe8bye"[..]);
/// ```
#[derive(Debug)]
pub struct Encoder {
    /// The state that the keys of masks come from; `None` for a server.
    keys: Option<u32>,
    /// Whether messages may be compressed.
    #[cfg(feature = "ws-deflate")]
    deflates: bool,
}

impl Encoder {
    /// An encoder for the end that has this role.
    #[must_use]
    pub fn new(role: Role) -> Encoder {
        Encoder {
            keys: matches!(role, Role::Client).then_some(0x9e37_79b9),
            #[cfg(feature = "ws-deflate")]
            deflates: false,
        }
    }

    /// Compresses messages from 128 bytes on, where that makes them shorter (RFC 7692), each by itself. Both ends have to
    /// have agreed to that.
    #[cfg(feature = "ws-deflate")]
    #[must_use]
    pub fn deflate(mut self) -> Encoder {
        self.deflates = true;
        self
    }

    /// Appends a message to `output`.
    pub fn message<'p>(&mut self, payload: impl Into<Payload<'p>>, output: &mut BytesMut) {
        let payload = payload.into();
        let (opcode, payload) = match &payload {
            Payload::Text(text) => (Opcode::Text, text.as_bytes()),
            Payload::Binary(bytes) => (Opcode::Binary, &**bytes),
        };
        #[cfg(feature = "ws-deflate")]
        if self.deflates
            && let Some(payload) = deflate(payload)
        {
            return self.frame(opcode, true, &payload, output);
        }
        self.frame(opcode, false, payload, output);
    }

    /// Appends a ping. Its payload has at most 125 bytes; what is beyond is left out.
    pub fn ping(&mut self, payload: &[u8], output: &mut BytesMut) {
        self.control(Opcode::Ping, payload, output);
    }

    /// Appends a pong, with the payload of the ping that it answers.
    pub fn pong(&mut self, payload: &[u8], output: &mut BytesMut) {
        self.control(Opcode::Pong, payload, output);
    }

    /// Appends a close frame, after which nothing may be sent.
    pub fn close(&mut self, close: &Close, output: &mut BytesMut) {
        self.control(Opcode::Close, &close.payload(), output);
    }

    fn control(&mut self, opcode: Opcode, payload: &[u8], output: &mut BytesMut) {
        let payload = &payload[..payload.len().min(LONGEST_CONTROL as usize)];
        self.frame(opcode, false, payload, output);
    }

    fn frame(&mut self, opcode: Opcode, is_compressed: bool, payload: &[u8], output: &mut BytesMut) {
        let length = payload.len() as u64;
        let key = self.keys.as_mut().map(next_key);
        let header = FrameHeader { is_last: true, is_compressed, opcode, mask: None, length };
        output.reserve(payload.len() + 14);
        header.put(key, output);
        let start = output.len();
        output.put_slice(payload);
        if let Some(key) = key {
            Mask::new(key).apply(&mut output[start..]);
        }
    }
}

/// Marsaglia's xorshift, which never becomes zero.
fn next_key(state: &mut u32) -> [u8; 4] {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    state.to_be_bytes()
}
