use super::syntax::trim;

/// What a number of seconds is that is too large for an integer (RFC 9111 §1.2.2): more than 68 years.
const ENDLESS: u64 = 1 << 31;

/// `delta-seconds`: digits and nothing else.
pub(super) fn read_seconds(text: &str) -> Option<u64> {
    let digits = trim(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().unwrap_or(ENDLESS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_digits_only() {
        assert_eq!(
            (read_seconds("0"), read_seconds(" 60\t"), read_seconds("007")),
            (Some(0), Some(60), Some(7))
        );
        assert_eq!(read_seconds(&"9".repeat(100)), Some(ENDLESS));
        for text in ["", "-1", "+1", "1.5", "1_0", "٣", "1 0", "x"] {
            assert_eq!(read_seconds(text), None, "{text}");
        }
    }
}
