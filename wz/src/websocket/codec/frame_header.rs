use bytes::{Buf, BufMut, BytesMut};

use super::mask::Mask;
use super::opcode::Opcode;
use super::role::Role;
use crate::websocket::ProtocolError;

/// The head of a frame (RFC 6455 §5.2).
#[derive(Debug, Clone, Copy)]
pub(super) struct FrameHeader {
    pub(super) is_last: bool,
    /// RSV1: the message is compressed (RFC 7692 §6).
    pub(super) is_compressed: bool,
    pub(super) opcode: Opcode,
    pub(super) mask: Option<Mask>,
    pub(super) length: u64,
}

/// Beyond it there are no control frames (RFC 6455 §5.5).
pub(super) const LONGEST_CONTROL: u64 = 125;

impl FrameHeader {
    /// Takes a whole head from the beginning of `input`; `None`, and nothing taken, when it is not there yet. What is
    /// wrong in its first two bytes is seen before the others are there.
    ///
    /// A length that could be written in fewer bytes is taken, as most others do.
    pub(super) fn take(input: &mut BytesMut, role: Role) -> Result<Option<FrameHeader>, ProtocolError> {
        let &[first, second, ..] = &input[..] else { return Ok(None) };
        if first & 0x30 != 0 {
            return Err(ProtocolError::protocol("a reserved bit of a frame is set"));
        }
        let (is_last, is_compressed) = (first & 0x80 != 0, first & 0x40 != 0);
        let Some(opcode) = Opcode::of(first & 0xf) else {
            return Err(ProtocolError::protocol("a frame has a reserved opcode"));
        };
        let (is_masked, short) = (second & 0x80 != 0, second & 0x7f);
        if opcode.is_control() && !is_last {
            return Err(ProtocolError::protocol("a control frame is fragmented"));
        }
        if opcode.is_control() && u64::from(short) > LONGEST_CONTROL {
            return Err(ProtocolError::protocol("a control frame is longer than 125 bytes"));
        }
        match (role, is_masked) {
            (Role::Server, true) | (Role::Client, false) => {}
            (Role::Server, false) => {
                return Err(ProtocolError::protocol("a frame of the client is not masked"));
            }
            (Role::Client, true) => return Err(ProtocolError::protocol("a frame of the server is masked")),
        }
        let extended = match short {
            126 => 2,
            127 => 8,
            _ => 0,
        };
        if input.len() < 2 + extended + if is_masked { 4 } else { 0 } {
            return Ok(None);
        }
        input.advance(2);
        let length = match short {
            126 => input.get_u16().into(),
            127 => input.get_u64(),
            _ => short.into(),
        };
        if length >> 63 != 0 {
            return Err(ProtocolError::protocol("the length of a frame has its highest bit set"));
        }
        let mask = is_masked.then(|| Mask::new(input.get_u32().to_be_bytes()));
        Ok(Some(FrameHeader { is_last, is_compressed, opcode, mask, length }))
    }

    pub(super) fn put(&self, key: Option<[u8; 4]>, output: &mut BytesMut) {
        let bit = |set: bool, bit: u8| if set { bit } else { 0 };
        output.put_u8(bit(self.is_last, 0x80) | bit(self.is_compressed, 0x40) | self.opcode.bits());
        let masked = bit(key.is_some(), 0x80);
        match (u8::try_from(self.length), u16::try_from(self.length)) {
            (Ok(length @ 0..126), _) => output.put_u8(masked | length),
            (_, Ok(length)) => {
                output.put_u8(masked | 126);
                output.put_u16(length);
            }
            _ => {
                output.put_u8(masked | 127);
                output.put_u64(self.length);
            }
        }
        if let Some(key) = key {
            output.put_slice(&key);
        }
    }
}
