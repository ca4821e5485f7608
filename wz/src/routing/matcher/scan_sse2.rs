//! The scan of a path with SSE2, which every x86-64 processor has.
//!
//! The only `unsafe` of routing. The intrinsics work on values, never on memory: bytes are loaded by safe code.
//! `scan.rs` has the same in plain Rust, and a test that the two agree.
#![allow(unsafe_code)]

use std::arch::x86_64::{
    __m128i, _mm_cmpeq_epi8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x, _mm_set1_epi8,
};

use super::window::{Scanned, load8};

#[inline(always)]
pub(super) fn scan(window: &[u8]) -> Scanned {
    // SAFETY: SSE2 is part of the x86-64 baseline, so the function's one requirement always holds.
    unsafe { scan_sse2(window) }
}

#[target_feature(enable = "sse2")]
#[inline]
fn scan_sse2(window: &[u8]) -> Scanned {
    let n = window.len();
    let (slash, percent) = (_mm_set1_epi8(b'/' as i8), _mm_set1_epi8(b'%' as i8));
    if n < 16 {
        // One register: the first eight bytes, and the last eight, which may overlap them.
        let (low, high, shift) =
            if n >= 8 { (load8(window, 0), load8(window, n - 8), n - 8) } else { (load8(window, 0), 0, 0) };
        let bytes = _mm_set_epi64x(high as i64, low as i64);
        let found = mask(bytes, slash);
        let percents = mask(bytes, percent);
        return Scanned { slashes: (found & 0xff) | (found >> 8) << shift, percent: percents != 0 };
    }
    // Four registers at places that are clamped to the end: no branches on the length.
    let last = n - 16;
    let (second, third) = (last.min(16), last.min(32));
    let (a, b, c, d) =
        (load16(window, 0), load16(window, second), load16(window, third), load16(window, last));
    let slashes =
        mask(a, slash) | mask(b, slash) << second | mask(c, slash) << third | mask(d, slash) << (last & 63);
    let percents = _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(a, percent), _mm_cmpeq_epi8(b, percent)),
        _mm_or_si128(_mm_cmpeq_epi8(c, percent), _mm_cmpeq_epi8(d, percent)),
    );
    Scanned { slashes, percent: _mm_movemask_epi8(percents) != 0 }
}

#[target_feature(enable = "sse2")]
#[inline]
fn load16(window: &[u8], at: usize) -> __m128i {
    let word = match window.get(at..).and_then(<[u8]>::first_chunk) {
        Some(chunk) => u128::from_le_bytes(*chunk),
        None => 0,
    };
    _mm_set_epi64x((word >> 64) as i64, word as i64)
}

/// One bit for each byte of `bytes` that equals the one in `wanted`.
#[target_feature(enable = "sse2")]
#[inline]
fn mask(bytes: __m128i, wanted: __m128i) -> u64 {
    u64::from(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted)) as u32)
}
