/// The key of a frame that a client sends (RFC 6455 §5.3), and how far it has been used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mask {
    key: u32,
}

impl Mask {
    pub(super) fn new(key: [u8; 4]) -> Mask {
        Mask { key: u32::from_ne_bytes(key) }
    }

    /// Masks, or unmasks, the next piece of the payload.
    pub(super) fn apply(&mut self, bytes: &mut [u8]) {
        let wide = u64::from(self.key) << 32 | u64::from(self.key);
        let (words, rest) = bytes.as_chunks_mut::<8>();
        for word in words {
            *word = (u64::from_ne_bytes(*word) ^ wide).to_ne_bytes();
        }
        let mut key = self.key.to_ne_bytes();
        for (byte, key) in rest.iter_mut().zip(key.iter().cycle()) {
            *byte ^= key;
        }
        // The next piece begins where this one has ended.
        key.rotate_left(rest.len() % 4);
        self.key = u32::from_ne_bytes(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_cut_gives_the_same() {
        let plain: Vec<u8> = (0..=60).collect();
        let key = [0x37, 0xfa, 0x21, 0x3d];
        let expected: Vec<u8> = plain.iter().zip(key.iter().cycle()).map(|(byte, key)| byte ^ key).collect();
        for length in 1..plain.len() {
            let (mut masked, mut mask) = (plain.clone(), Mask::new(key));
            masked.chunks_mut(length).for_each(|piece| mask.apply(piece));
            assert_eq!(masked, expected, "{length}");
        }
    }
}
