use wz::bytes::BytesMut;
use wz::websocket::codec::{Decoder, Encoder, Incoming, Role};
use wz::websocket::{ProtocolError, WebSocketLimits};

use crate::random::Random;

const LIMITS: WebSocketLimits = WebSocketLimits::new().frame(250).message(300);

/// Frames: the first byte says whose, and whether they may be compressed; the rest are they. However they are cut, the same is read, no limit is exceeded, and
/// what is read is written and read as the same.
pub fn websocket(data: &[u8]) {
    let Some((&first, bytes)) = data.split_first() else { return };
    let (reads, writes) =
        if first & 1 == 0 { (Role::Server, Role::Client) } else { (Role::Client, Role::Server) };
    let reads = (reads, first & 2 != 0);
    let whole = decode(reads, LIMITS, [bytes]);
    for incoming in &whole.0 {
        match incoming {
            Incoming::Message(message) => assert!(message.as_bytes().len() <= 300),
            Incoming::Ping(payload) | Incoming::Pong(payload) => assert!(payload.len() <= 125),
            Incoming::Close(close) => assert!(close.reason().len() <= 123),
        }
    }
    let closes = whole.0.iter().filter(|incoming| matches!(incoming, Incoming::Close(_))).count();
    assert!(closes == 0 || (closes == 1 && whole.1.is_none()), "nothing is read after a close");
    if let Some(error) = &whole.1 {
        let text = error.to_string();
        assert!(matches!(error.code().get(), 1002 | 1007 | 1009) && text.len() <= 123, "{text}");
    }
    assert!(decode(reads, LIMITS, bytes.chunks(1)) == whole, "{data:?}");
    let mut random = Random::new(bytes.iter().fold(7, |seed, &byte| seed * 31 % 1_000_003 + u64::from(byte)));
    for longest in [3, 20, 200] {
        let (mut rest, mut chunks) = (bytes, Vec::new());
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(random.below(rest.len().min(longest) + 1));
            chunks.push(chunk);
            rest = after;
        }
        assert!(decode(reads, LIMITS, chunks.iter().copied()) == whole, "{chunks:?}");
    }
    let encoder = Encoder::new(writes);
    let mut encoder = if reads.1 { encoder.deflate() } else { encoder };
    let mut wire = BytesMut::new();
    for incoming in &whole.0 {
        match incoming {
            Incoming::Message(message) => encoder.message(message, &mut wire),
            Incoming::Ping(payload) => encoder.ping(payload, &mut wire),
            Incoming::Pong(payload) => encoder.pong(payload, &mut wire),
            Incoming::Close(close) => encoder.close(close, &mut wire),
        }
    }
    assert!(decode(reads, WebSocketLimits::new(), [&wire[..]]) == (whole.0, None), "{data:?}");
}

fn decode<'c>(
    (role, deflates): (Role, bool),
    limits: WebSocketLimits,
    chunks: impl IntoIterator<Item = &'c [u8]>,
) -> (Vec<Incoming>, Option<ProtocolError>) {
    let decoder = Decoder::new(role, limits);
    let mut decoder = if deflates { decoder.deflate() } else { decoder };
    let (mut input, mut all) = (BytesMut::new(), Vec::new());
    for chunk in chunks {
        input.extend_from_slice(chunk);
        loop {
            match decoder.decode(&mut input) {
                Ok(Some(incoming)) => all.push(incoming),
                Ok(None) => break,
                Err(error) => return (all, Some(error)),
            }
        }
    }
    (all, None)
}
