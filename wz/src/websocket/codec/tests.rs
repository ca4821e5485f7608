use bytes::BytesMut;

use super::*;
use crate::websocket::{Close, CloseCode, Message, ProtocolError, WebSocketLimits};

/// What comes out of the frames that a client sends, and the code with which it ended.
fn decode(bytes: &[u8], piece: usize, limits: WebSocketLimits) -> (Vec<Incoming>, Option<u16>) {
    let mut decoder = Decoder::new(Role::Server, limits);
    let (mut input, mut all) = (BytesMut::new(), Vec::new());
    for bytes in bytes.chunks(piece) {
        input.extend_from_slice(bytes);
        loop {
            match decoder.decode(&mut input) {
                Ok(Some(incoming)) => all.push(incoming),
                Ok(None) => break,
                Err(error) => return (all, Some(error.code().get())),
            }
        }
    }
    (all, None)
}

/// A frame with a mask.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match payload.len() {
        length @ ..126 => bytes.push(0x80 | length as u8),
        length @ ..0x1_0000 => {
            bytes.push(0x80 | 126);
            bytes.extend_from_slice(&(length as u16).to_be_bytes());
        }
        length => {
            bytes.push(0x80 | 127);
            bytes.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
    let key = [0x37, 0xfa, 0x21, 0x3d];
    bytes.extend_from_slice(&key);
    bytes.extend(payload.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key));
    bytes
}

fn text(text: &str) -> Incoming {
    Incoming::Message(Message::from(text))
}

/// However the frames are cut.
#[track_caller]
fn gives(frames: &[Vec<u8>], expected: &[Incoming], code: impl Into<Option<u16>>) {
    let (bytes, code) = (frames.concat(), code.into());
    for piece in [1, 2, 3, 7, bytes.len().max(1)] {
        let (all, failed) = decode(&bytes, piece, WebSocketLimits::new());
        assert!(all == expected && failed == code, "by {piece}: {all:?}, {failed:?}");
    }
}

#[test]
fn lengths_of_all_kinds() {
    for length in [0, 1, 125, 126, 127, 128, 65_535, 65_536, 70_000] {
        let payload = "x".repeat(length);
        gives(&[frame(0x81, payload.as_bytes())], &[text(&payload)], None);
        let bytes = Incoming::Message(Message::from(payload.clone().into_bytes()));
        gives(&[frame(0x82, payload.as_bytes())], &[bytes], None);
    }
}

#[test]
fn pings_and_pongs() {
    let payload = [0xfe; 125];
    let ping = |payload: &[u8]| Incoming::Ping(payload.to_vec().into());
    gives(&[frame(0x89, b""), frame(0x89, &payload)], &[ping(b""), ping(&payload)], None);
    gives(&[frame(0x8a, b"unasked")], &[Incoming::Pong("unasked".into())], None);
    gives(&[frame(0x89, &[0; 126])], &[], 1002);
    // Between the frames of a message.
    let frames =
        [frame(0x01, b"a"), frame(0x89, b"?"), frame(0x00, b""), frame(0x8a, b""), frame(0x80, b"b")];
    gives(&frames, &[ping(b"?"), Incoming::Pong("".into()), text("ab")], None);
}

#[test]
fn reserved_bits_and_opcodes() {
    for bits in [0x10, 0x20, 0x40, 0x70] {
        for opcode in [0x81, 0x82, 0x88, 0x89, 0x8a] {
            gives(&[frame(0x81, b"before"), frame(opcode | bits, b"")], &[text("before")], 1002);
        }
    }
    for opcode in [3, 4, 5, 6, 7, 0xb, 0xc, 0xd, 0xe, 0xf] {
        gives(&[frame(0x80 | opcode, b""), frame(0x81, b"after")], &[], 1002);
    }
}

#[test]
fn fragments() {
    gives(&[frame(0x01, b""), frame(0x00, b""), frame(0x80, b"")], &[text("")], None);
    gives(&[frame(0x00, b"a")], &[], 1002);
    gives(&[frame(0x80, b"a")], &[], 1002);
    gives(&[frame(0x01, b"a"), frame(0x81, b"b")], &[], 1002);
    gives(&[frame(0x81, b"a"), frame(0x80, b"b")], &[text("a")], 1002);
    for control in [0x08, 0x09, 0x0a] {
        gives(&[frame(control, b"")], &[], 1002);
    }
}

#[test]
fn texts() {
    let word = "κόσμε😀";
    for at in 0..=word.len() {
        let (start, end) = word.as_bytes().split_at(at);
        gives(&[frame(0x01, start), frame(0x80, end)], &[text(word)], None);
    }
    gives(&[frame(0x81, b"a\xff")], &[], 1007);
    gives(&[frame(0x81, b"\xf0\x9f")], &[], 1007);
    gives(&[frame(0x01, b"\xf0\x9f"), frame(0x80, b"")], &[], 1007);
    gives(&[frame(0x82, b"a\xff")], &[Incoming::Message(vec![b'a', 0xff].into())], None);
}

/// With the first byte that is wrong, in the middle of a frame and of a message (Autobahn 6.4).
#[test]
fn a_text_fails_fast() {
    let frames = [frame(0x01, "κόσμε".as_bytes()), frame(0x00, b"\xf4\x90\x80\x80 and more")].concat();
    let whole = frame(0x01, "κόσμε".as_bytes()).len() + 6;
    for (sent, fails) in [(whole + 1, false), (whole + 2, true)] {
        let (all, code) = decode(&frames[..sent], usize::MAX, WebSocketLimits::new());
        assert!(all.is_empty() && code.is_some() == fails, "{sent}: {code:?}");
    }
}

#[test]
fn closes() {
    let close = |code: u16, reason: &str| [&code.to_be_bytes(), reason.as_bytes()].concat();
    let closed = |code, reason: &str| Incoming::Close(Close::new(CloseCode::new(code).unwrap(), reason));
    for code in [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1014, 3000, 3999, 4000, 4999] {
        gives(&[frame(0x88, &close(code, "ü")), frame(0x81, b"after")], &[closed(code, "ü")], None);
    }
    let bare = Incoming::Close(Close::from(CloseCode::NO_STATUS));
    gives(&[frame(0x88, b""), frame(0xff, b"")], &[bare], None);
    for code in [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535] {
        gives(&[frame(0x88, &close(code, ""))], &[], 1002);
    }
    gives(&[frame(0x88, b"\x03")], &[], 1002);
    gives(&[frame(0x88, b"\x03\xe8\xff")], &[], 1007);
    gives(&[frame(0x88, &close(1000, &"x".repeat(123)))], &[closed(1000, &"x".repeat(123))], None);
    gives(&[frame(0x88, &close(1000, &"x".repeat(124)))], &[], 1002);
}

#[test]
fn limits_hold_before_anything_is_read() {
    let limits = WebSocketLimits::new().frame(10).message(15);
    let code = |bytes: &[u8]| decode(bytes, usize::MAX, limits).1;
    assert_eq!(code(&frame(0x82, &[0; 10])), None);
    // The head alone is enough; and one that would be 8 EiB.
    assert_eq!(code(&frame(0x82, &[0; 11])[..6]), Some(1009));
    assert_eq!(code(b"\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0"), Some(1009));
    assert_eq!(code(b"\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0"), Some(1002));
    let fragments = [frame(0x02, &[0; 10]), frame(0x00, &[0; 5]), frame(0x00, &[0; 1])];
    assert_eq!((code(&fragments[..2].concat()), code(&fragments.concat())), (None, Some(1009)));
    let error = ProtocolError::too_big("message", 15);
    assert_eq!(error.to_string(), "more than 15 bytes, the limit `WebSocketLimits::message`");
}

#[test]
fn only_a_client_masks() {
    let plain = b"\x81\x05hello";
    assert_eq!(decode(plain, 1, WebSocketLimits::new()).1, Some(1002));
    let mut client = Decoder::new(Role::Client, WebSocketLimits::new());
    assert_eq!(client.decode(&mut BytesMut::from(&plain[..])), Ok(Some(text("hello"))));
    assert!(client.decode(&mut BytesMut::from(&frame(0x81, b"x")[..])).is_err());
    // The error stays.
    assert!(client.decode(&mut BytesMut::from(&plain[..])).is_err());
}

#[test]
fn what_is_written_is_read() {
    for (writes, reads) in [(Role::Client, Role::Server), (Role::Server, Role::Client)] {
        let (mut encoder, mut wire) = (Encoder::new(writes), BytesMut::new());
        let messages = [0, 1, 125, 126, 65_535, 65_536].map(|length| Message::from(vec![7; length]));
        messages.iter().for_each(|message| encoder.message(message, &mut wire));
        encoder.ping(&[1; 200], &mut wire);
        encoder.pong(b"", &mut wire);
        encoder.close(&Close::new(CloseCode::NORMAL, "bye"), &mut wire);
        let mut decoder = Decoder::new(reads, WebSocketLimits::new());
        let all: Vec<_> = std::iter::from_fn(|| decoder.decode(&mut wire).unwrap()).collect();
        let mut expected: Vec<_> = messages.map(Incoming::Message).to_vec();
        expected.push(Incoming::Ping(vec![1; 125].into()));
        expected.push(Incoming::Pong("".into()));
        expected.push(Incoming::Close(Close::new(CloseCode::NORMAL, "bye")));
        assert_eq!(all, expected);
    }
}
