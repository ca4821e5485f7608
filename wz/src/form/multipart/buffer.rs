use std::collections::VecDeque;

use bytes::{Buf, Bytes, BytesMut};

/// The chunks that were pushed. Those at the front are joined only as far as something lies across their border.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    front: Front,
    queue: VecDeque<Bytes>,
}

#[derive(Debug)]
enum Front {
    Chunk(Bytes),
    Joined(BytesMut),
}

impl Default for Front {
    fn default() -> Front {
        Front::Chunk(Bytes::new())
    }
}

impl Buffer {
    pub(super) fn push(&mut self, chunk: Bytes) {
        if !chunk.is_empty() {
            self.queue.push_back(chunk);
        }
    }

    /// The bytes at the front; [`grow`](Buffer::grow) makes them more.
    pub(super) fn bytes(&self) -> &[u8] {
        match &self.front {
            Front::Chunk(chunk) => chunk,
            Front::Joined(joined) => joined,
        }
    }

    /// Takes bytes from the front.
    pub(super) fn split_to(&mut self, length: usize) -> Bytes {
        match &mut self.front {
            Front::Chunk(chunk) => chunk.split_to(length),
            Front::Joined(joined) => joined.split_to(length).freeze(),
        }
    }

    /// Drops bytes from the front.
    pub(super) fn skip(&mut self, length: usize) {
        match &mut self.front {
            Front::Chunk(chunk) => chunk.advance(length),
            Front::Joined(joined) => joined.advance(length),
        }
    }

    /// Makes the bytes at the front more, or says that there are no more. Where there are some left, `window` bytes are
    /// copied to them, or as many as there are: so that all of it takes linear time, and the rest of a long chunk is
    /// not copied.
    pub(super) fn grow(&mut self, window: usize) -> bool {
        let length = self.bytes().len();
        let Some(next) = self.queue.front_mut() else { return false };
        if length == 0 {
            self.front = Front::Chunk(std::mem::take(next));
            self.queue.pop_front();
            return true;
        }
        let more = next.split_to(next.len().min(window.max(length)));
        if next.is_empty() {
            self.queue.pop_front();
        }
        match &mut self.front {
            Front::Joined(joined) => joined.extend_from_slice(&more),
            Front::Chunk(chunk) => {
                let mut joined = BytesMut::with_capacity(length + more.len().max(window));
                joined.extend_from_slice(chunk);
                joined.extend_from_slice(&more);
                self.front = Front::Joined(joined);
            }
        }
        true
    }

    /// Lets go of everything.
    pub(super) fn clear(&mut self) {
        *self = Buffer::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_no_more_than_the_border() {
        let mut buffer = Buffer::default();
        let long = Bytes::from(vec![b'x'; 1000]);
        buffer.push(Bytes::from_static(b"ab"));
        buffer.push(Bytes::new());
        buffer.push(long.clone());
        assert!(buffer.grow(4) && buffer.bytes() == b"ab");
        buffer.skip(1);
        assert!(buffer.grow(4) && buffer.bytes() == b"bxxxx");
        assert!(buffer.split_to(5) == b"bxxxx"[..] && buffer.bytes().is_empty());
        assert!(buffer.grow(4));
        assert_eq!(buffer.bytes().as_ptr(), long[4..].as_ptr());
        assert!(!buffer.grow(4));
    }
}
