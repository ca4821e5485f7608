//! Finding the slashes of a path: one bit for each byte of a window of up to 64 bytes.

/// Where the slashes of a window are, and whether it has a percent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scanned {
    /// Bit `i` is set when byte `i` is a slash.
    pub(super) slashes: u64,
    /// Whether any byte is a percent sign.
    pub(super) percent: bool,
}

/// Scans a window of at most 64 bytes.
#[inline(always)]
pub(super) fn scan(window: &[u8]) -> Scanned {
    #[cfg(target_arch = "x86_64")]
    {
        super::scan_sse2::scan(window)
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        scan_portable(window)
    }
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

/// The scan without SIMD, eight bytes at a time.
#[cfg(any(test, not(target_arch = "x86_64")))]
pub(super) fn scan_portable(window: &[u8]) -> Scanned {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    /// The high bit of each byte that is zero.
    fn zeros(word: u64) -> u64 {
        !(((word & !HIGH) + !HIGH) | word | !HIGH)
    }
    /// The high bits of the bytes, side by side.
    fn gather(highs: u64) -> u64 {
        (highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
    }
    let (mut slashes, mut percent) = (0, 0);
    for (i, chunk) in window.chunks(8).enumerate() {
        let word = load8(chunk, 0);
        slashes |= gather(zeros(word ^ (ONES * u64::from(b'/')))) << (8 * i);
        percent |= zeros(word ^ (ONES * u64::from(b'%')));
    }
    Scanned { slashes, percent: percent != 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every length, and every place for a slash or a percent sign.
    #[test]
    fn all_ways_to_scan_agree() {
        for len in 0..=64 {
            for at in 0..=len {
                for byte in [b'/', b'%', 0xaf, 0x25 | 0x80, b'.', b'0'] {
                    let mut window = vec![b'a'; len];
                    if let Some(place) = window.get_mut(at) {
                        *place = byte;
                    }
                    if len > 3 {
                        window[len / 2] = b'/';
                    }
                    let slashes =
                        window.iter().enumerate().filter(|(_, b)| **b == b'/').map(|(i, _)| 1 << i).sum();
                    let expected = Scanned { slashes, percent: window.contains(&b'%') };
                    assert_eq!(scan_portable(&window), expected);
                    assert_eq!(scan(&window), expected, "{window:?}");
                }
            }
        }
    }

    #[test]
    fn loads_stop_at_the_end() {
        assert_eq!(load8(b"abc", 1), u64::from(b'b') | u64::from(b'c') << 8);
        assert_eq!(load8(b"abc", 9), 0);
    }
}
