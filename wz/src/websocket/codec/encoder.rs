use bytes::{BufMut, BytesMut};

use super::frame_header::{FrameHeader, LONGEST_CONTROL};
use super::mask::Mask;
use super::opcode::Opcode;
use super::role::Role;
use crate::websocket::{Close, Payload};

/// Writes frames, each message as one of them.
///
/// The keys of a client's masks are not what RFC 6455 §5.3 asks of a browser, which sends what strangers give it: they
/// only look random. wz has clients for tests alone.
#[derive(Debug)]
pub struct Encoder {
    /// The state that the keys of masks come from; `None` for a server.
    keys: Option<u32>,
}

impl Encoder {
    /// An encoder for the end that has this role.
    #[must_use]
    pub fn new(role: Role) -> Encoder {
        Encoder { keys: matches!(role, Role::Client).then_some(0x9e37_79b9) }
    }

    /// Appends a message to `output`.
    pub fn message(&mut self, payload: Payload<'_>, output: &mut BytesMut) {
        match payload {
            Payload::Text(text) => self.frame(Opcode::Text, text.as_bytes(), output),
            Payload::Binary(bytes) => self.frame(Opcode::Binary, &bytes, output),
        }
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
        self.frame(opcode, payload, output);
    }

    fn frame(&mut self, opcode: Opcode, payload: &[u8], output: &mut BytesMut) {
        let length = payload.len() as u64;
        let key = self.keys.as_mut().map(next_key);
        let header = FrameHeader { is_last: true, is_compressed: false, opcode, mask: None, length };
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
