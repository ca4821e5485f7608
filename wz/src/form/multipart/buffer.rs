use std::collections::VecDeque;

use bytes::{Buf, Bytes, BytesMut};

/// The chunks that were pushed. Those at the front are joined only as far as something lies across their border: what has
/// been copied of a chunk is read from the chunk again as soon as what was before it is gone.
#[derive(Debug, Default)]
pub(super) struct Buffer {
    front: Front,
    queue: VecDeque<Bytes>,
    /// So many bytes of the first chunk in the queue are at the end of the front, too: fewer than that has.
    copied: usize,
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
            Front::Joined(joined) => {
                let bytes = joined.split_to(length).freeze();
                self.settle();
                bytes
            }
        }
    }

    /// Drops bytes from the front.
    pub(super) fn skip(&mut self, length: usize) {
        match &mut self.front {
            Front::Chunk(chunk) => chunk.advance(length),
            Front::Joined(joined) => {
                joined.advance(length);
                self.settle();
            }
        }
    }

    /// Goes back to the chunk when there is nothing else at the front.
    fn settle(&mut self) {
        let left = self.bytes().len();
        if left <= self.copied {
            let mut chunk = self.queue.pop_front().unwrap_or_default();
            chunk.advance(self.copied - left);
            self.front = Front::Chunk(chunk);
            self.copied = 0;
        }
    }

    /// Makes the bytes at the front more, or says that there are no more. Where there are some left, `window` bytes are
    /// copied to them, or as many as there are: so that all of it takes linear time, and the rest of a long chunk is
    /// not copied.
    pub(super) fn grow(&mut self, window: usize) -> bool {
        if self.queue.front().is_some_and(|next| next.len() == self.copied) {
            self.queue.pop_front();
            self.copied = 0;
        }
        let length = self.bytes().len();
        let Some(next) = self.queue.front_mut() else { return false };
        if length == 0 {
            self.front = Front::Chunk(std::mem::take(next));
            self.queue.pop_front();
            return true;
        }
        let more = &next[self.copied..];
        let more = &more[..more.len().min(window.max(length))];
        self.copied += more.len();
        match &mut self.front {
            Front::Joined(joined) => joined.extend_from_slice(more),
            Front::Chunk(chunk) => {
                let mut joined = BytesMut::with_capacity(length + more.len().max(window));
                joined.extend_from_slice(chunk);
                joined.extend_from_slice(more);
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
        buffer.push(Bytes::from_static(b"c"));
        buffer.push(long.clone());
        assert!(buffer.grow(4) && buffer.bytes() == b"ab");
        buffer.skip(1);
        assert!(buffer.grow(4) && buffer.bytes() == b"bc");
        assert!(buffer.grow(4) && buffer.bytes() == b"bcxxxx");
        assert!(buffer.split_to(1) == b"b"[..] && buffer.bytes() == b"cxxxx");
        buffer.skip(2);
        // One byte has been copied, and is read from the chunk.
        assert_eq!((buffer.bytes().len(), buffer.bytes().as_ptr()), (999, long[1..].as_ptr()));
        assert!(!buffer.grow(4));
        buffer.skip(999);
        assert!(!buffer.grow(4) && buffer.bytes().is_empty());
    }
}
