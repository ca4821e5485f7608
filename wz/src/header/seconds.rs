/// `delta-seconds`: digits and nothing else, not even blanks. What is too large is the greatest number (RFC 9111 §1.2.2), so
/// that more is never less.
pub(crate) fn read_seconds(digits: &str) -> Option<u64> {
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_digits_only() {
        assert_eq!(
            (read_seconds("0"), read_seconds("60"), read_seconds("007")),
            (Some(0), Some(60), Some(7))
        );
        for text in ["", " 60", "-1", "+1", "1.5", "1_0", "٣", "1 0", "x"] {
            assert_eq!(read_seconds(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_too_large_is_not_less() {
        let text = ["18446744073709551614", "18446744073709551615", "18446744073709551616", &"9".repeat(100)];
        let read = text.map(|text| read_seconds(text).unwrap());
        assert_eq!(read, [u64::MAX - 1, u64::MAX, u64::MAX, u64::MAX]);
    }
}
