use std::fmt;

/// The hash of a file's content that stands in its URL: FNV-1a of 64 bits, written as 16 hexadecimal digits.
///
/// The macros write it at compile time, the program compares it with what it finds. It tells versions of one file apart,
/// and is no protection against somebody who makes files of the same hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentHash(u64);

impl ContentHash {
    /// The hash of nothing.
    pub const EMPTY: ContentHash = ContentHash(0xcbf2_9ce4_8422_2325);

    /// The hash of a content.
    pub fn of(content: &[u8]) -> ContentHash {
        ContentHash::EMPTY.and(content)
    }

    /// With more of the content.
    #[must_use]
    pub fn and(self, more: &[u8]) -> ContentHash {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        ContentHash(more.iter().fold(self.0, step))
    }

    /// Reads it as it is written.
    pub fn parse(text: &str) -> Option<ContentHash> {
        let digits = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let number = u64::from_str_radix(text, 16).ok().filter(|_| digits && text.len() == 16)?;
        Some(ContentHash(number))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ContentHash;

    #[test]
    fn in_pieces_and_in_one() {
        // The test vectors of FNV's authors.
        assert_eq!(ContentHash::of(b"").to_string(), "cbf29ce484222325");
        assert_eq!(ContentHash::of(b"foobar").to_string(), "85944171f73967e8");
        assert_eq!(ContentHash::of(b"foo").and(b"bar"), ContentHash::of(b"foobar"));
    }

    #[test]
    fn read_only_as_it_is_written() {
        let hash = ContentHash::of(b"a");
        assert_eq!(ContentHash::parse(&hash.to_string()), Some(hash));
        for text in ["", "1", "+f94417f739678e8", "85944171F73967E8", "085944171f73967e8", "é5944171f73967e8"]
        {
            assert_eq!(ContentHash::parse(text), None, "{text}");
        }
    }
}
