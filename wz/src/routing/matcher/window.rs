//! What both ways to scan a window share.

/// Where the slashes of a window are, and whether it has a percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scanned {
    /// Bit `i` is set when byte `i` is a slash.
    pub(super) slashes: u64,
    /// Whether any byte is a percent sign.
    pub(super) percent: bool,
}

/// The eight bytes from `at` on, the first one lowest; zeros past the end.
#[inline(always)]
pub(super) fn load8(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => load_tail(bytes, at),
    }
}

#[cold]
fn load_tail(bytes: &[u8], at: usize) -> u64 {
    let tail = bytes.get(at..).unwrap_or(&[]);
    tail.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_stop_at_the_end() {
        assert_eq!(load8(b"abc", 1), u64::from(b'b') | u64::from(b'c') << 8);
        assert_eq!(load8(b"abc", 9), 0);
    }
}
