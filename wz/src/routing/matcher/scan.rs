//! Finding the slashes of a path: one bit for each byte of a window of up to 64 bytes.

use super::window::Scanned;
#[cfg(any(test, not(target_arch = "x86_64")))]
use super::window::load8;

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
}
