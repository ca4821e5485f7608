use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress};

use super::inflate::TAIL;

/// Shorter messages are sent as they are: there is nothing to gain.
const SHORTEST: usize = 128;

thread_local! {
    /// It has tables of some hundred kilobytes, and keeps nothing from one message to the next: one for each thread does for
    /// all connections.
    static STREAM: RefCell<Option<Compress>> = const { RefCell::new(None) };
}

/// A message in its compressed form (RFC 7692 §7.2.1); `None` when that would be longer.
pub(super) fn deflate(payload: &[u8]) -> Option<Vec<u8>> {
    if payload.len() < SHORTEST {
        return None;
    }
    STREAM.with_borrow_mut(|stream| {
        let stream = stream.get_or_insert_with(|| Compress::new(Compression::fast(), false));
        stream.reset();
        let mut output = Vec::with_capacity(payload.len() / 2);
        loop {
            let rest = &payload[usize::try_from(stream.total_in()).ok()?..];
            stream.compress_vec(rest, &mut output, FlushCompress::Sync).ok()?;
            if output.len() >= payload.len() + TAIL.len() {
                return None;
            }
            if output.len() < output.capacity() {
                break;
            }
            output.reserve(payload.len() / 2 + TAIL.len());
        }
        if stream.total_in() != payload.len() as u64 || !output.ends_with(&TAIL) {
            return None;
        }
        output.truncate(output.len() - TAIL.len());
        Some(output)
    })
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;

    use super::*;
    use crate::websocket::codec::inflate::Inflater;
    use crate::websocket::codec::partial::Partial;

    fn inflated(bytes: &[u8], limit: u64) -> Result<Vec<u8>, u16> {
        let mut by_piece = [1, 7, usize::MAX].map(|piece| {
            let (mut inflater, mut message) = (Inflater::new(limit), Partial::Binary(BytesMut::new()));
            for piece in bytes.chunks(piece) {
                inflater.push(piece, &mut message).map_err(|error| error.code().get())?;
            }
            inflater.finish(&mut message).map_err(|error| error.code().get())?;
            Ok(message.finish().unwrap().as_bytes().to_vec())
        });
        assert!(by_piece[0] == by_piece[1] && by_piece[1] == by_piece[2]);
        std::mem::replace(&mut by_piece[0], Err(0))
    }

    #[test]
    fn what_is_deflated_is_inflated() {
        for length in [128, 1000, 32_768, 65_536, 1_000_000] {
            let payload: Vec<u8> = (0..length).map(|at| (at % 23) as u8 ^ (at / 1000) as u8).collect();
            let small = deflate(&payload).unwrap();
            assert!(small.len() < payload.len() / 2, "{length}: {}", small.len());
            assert_eq!(inflated(&small, length as u64).unwrap(), payload);
            assert_eq!(inflated(&small, length as u64 - 1), Err(1009));
        }
    }

    #[test]
    fn what_would_become_longer_is_left_as_it_is() {
        let mut state = 7_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        })
        .take(100_000)
        .collect();
        assert_eq!(deflate(&noise), None);
        assert_eq!(deflate(&[0; 127]), None);
    }

    /// RFC 7692 §7.2.3: of a fixed block, two of them, one without compression, one that is the last, two with an empty one
    /// between.
    #[test]
    fn the_vectors_of_the_rfc() {
        for bytes in [
            &[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00][..],
            &[0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00],
            &[0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00],
            &[0xf2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00],
        ] {
            assert_eq!(inflated(bytes, 5).unwrap(), b"Hello", "{bytes:x?}");
        }
        for bytes in [&[0xff][..], &[0x06], &[0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x01]] {
            assert_eq!(inflated(bytes, 100), Err(1007), "{bytes:x?}");
        }
    }

    /// A gigabyte in a megabyte stops at the limit, and what says nothing stops as well.
    #[test]
    fn a_bomb_stops_at_the_limit() {
        let mut bomb = Compress::new(Compression::best(), false);
        let mut bytes = Vec::with_capacity(1 << 20);
        for _ in 0..100 {
            bomb.compress_vec(&[0; 1 << 20], &mut bytes, FlushCompress::None).unwrap();
        }
        bomb.compress_vec(&[], &mut bytes, FlushCompress::Sync).unwrap();
        assert!(bytes.len() < 200_000, "{}", bytes.len());
        assert_eq!(inflated(&bytes, 1 << 20), Err(1009));
        assert_eq!(inflated(&[0, 0, 0, 0xff, 0xff].repeat(1000), 1000), Err(1009));
    }
}
