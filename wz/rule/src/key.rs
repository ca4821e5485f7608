/// A static segment as two integers: together with its length they are equal exactly when the text is, for
/// segments of up to 16 bytes. Comparing integers is what makes both the matcher and the compile-time builder fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SegmentKey {
    /// The first four bytes and the last four (which may overlap); with fewer than four bytes the first, the
    /// middle and the last one.
    pub ends: u64,
    /// The eight bytes in the middle when there are more than eight bytes; 0 otherwise.
    pub middle: u64,
}

impl SegmentKey {
    /// The key of the empty segment.
    pub const EMPTY: SegmentKey = SegmentKey { ends: 0, middle: 0 };

    /// The length in bytes up to which a key and the length say what the text is.
    pub const WHOLE: usize = 16;

    /// A byte of the text, whose length is `len`, at most [`WHOLE`](Self::WHOLE).
    pub const fn byte(&self, len: usize, at: usize) -> u8 {
        // Of one to three bytes these are all; of two the one in the middle is the last one.
        if at < 4 {
            return (self.ends >> (8 * at)) as u8;
        }
        if at + 4 >= len {
            return (self.ends >> (8 * (at + 8 - len))) as u8;
        }
        (self.middle >> (8 * (at - (len - 8) / 2))) as u8
    }
}

/// The key of `bytes[start..end]`.
pub const fn segment_key(bytes: &[u8], start: usize, end: usize) -> SegmentKey {
    let len = end - start;
    if len == 0 {
        return SegmentKey { ends: 0, middle: 0 };
    }
    let mut ends = 0u64;
    if len >= 4 {
        let mut i = 0;
        while i < 4 {
            ends |= (bytes[start + i] as u64) << (8 * i) | (bytes[end - 4 + i] as u64) << (8 * i + 32);
            i += 1;
        }
    } else {
        ends = bytes[start] as u64 | (bytes[start + len / 2] as u64) << 8 | (bytes[end - 1] as u64) << 16;
    }
    let mut middle = 0u64;
    if len > 8 {
        let from = start + (len - 8) / 2;
        let mut i = 0;
        while i < 8 {
            middle |= (bytes[from + i] as u64) << (8 * i);
            i += 1;
        }
    }
    SegmentKey { ends, middle }
}

#[cfg(test)]
mod tests {
    use super::segment_key;

    /// Every byte of a segment of up to 16 bytes is in the key: changing any one changes the key.
    #[test]
    fn exact_up_to_sixteen_bytes() {
        for len in 1..=16usize {
            let text: Vec<u8> = (b'a'..).take(len).collect();
            let key = segment_key(&text, 0, len);
            assert_eq!((0..len).map(|at| key.byte(len, at)).collect::<Vec<_>>(), text);
            for at in 0..len {
                let mut other = text.clone();
                other[at] = b'~';
                assert_ne!(key, segment_key(&other, 0, len), "byte {at} of {len}");
            }
        }
    }
}
