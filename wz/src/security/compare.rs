use std::hint::black_box;

/// Whether two secrets are equal, in a time that tells nothing about where they differ.
///
/// The time depends on the lengths alone: a different length is seen at once, as in Python's
/// `hmac.compare_digest`. Compare digests or tokens of a fixed length.
///
/// ```
/// use wz::security::constant_time_eq;
///
/// assert!(constant_time_eq("5f2b", "5f2b"));
/// assert!(!constant_time_eq("5f2b", "5f2c") && !constant_time_eq("5f2b", "5f2b0"));
/// ```
#[must_use]
pub fn constant_time_eq(a: impl AsRef<[u8]>, b: impl AsRef<[u8]>) -> bool {
    let (a, b) = (a.as_ref(), b.as_ref());
    if a.len() != b.len() {
        return false;
    }
    // Without the black box a compiler may leave the loop at the first difference.
    let difference = a.iter().zip(b).fold(0u8, |all, (a, b)| black_box(all | (a ^ b)));
    black_box(difference) == 0
}

#[cfg(test)]
mod tests {
    use super::constant_time_eq;

    #[test]
    fn equal_or_not() {
        assert!(constant_time_eq("", ""));
        assert!(constant_time_eq([0u8, 255], [0u8, 255]));
        for at in 0..8 {
            let mut other = *b"12345678";
            other[at] ^= 0x80;
            assert!(!constant_time_eq("12345678", other), "{at}");
        }
        assert!(!constant_time_eq("", "a"));
    }
}
