//! Reading and writing ASCII digits.

/// The value of ASCII digits, saturated at `u64::MAX`; `None` for anything else.
///
/// Up to eight digits are read as one word: they are moved to its high end, checked all at once, and three
/// multiplications make the number.
#[inline]
pub(super) fn read(text: &[u8]) -> Option<u64> {
    let len = text.len();
    let word = match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        // Two halves that may overlap: what they share is the same in both.
        (Some(first), Some(last)) if len <= 8 => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (len - 4))
        }
        (Some(_), _) => return read_long(text),
        _ => match *text {
            [a] => u64::from(a),
            [a, b] => u64::from(a) | u64::from(b) << 8,
            [a, b, c] => u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16,
            _ => return None,
        },
    };
    let unused = 64 - 8 * len as u32;
    let digits = (word << unused) ^ (0x3030_3030_3030_3030 << unused);
    if (digits.wrapping_add(0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let high = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(100 + (1_000_000 << 32));
    let low = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(1 + (10_000 << 32));
    Some(high.wrapping_add(low) >> 32)
}

fn read_long(text: &[u8]) -> Option<u64> {
    text.iter().try_fold(0u64, |value, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit <= 9).then(|| value.saturating_mul(10).saturating_add(u64::from(digit)))
    })
}

/// Appends a number. Formatting takes several times as long.
#[inline]
pub(super) fn write(value: u64, out: &mut String) {
    let (mut digits, mut at, mut left) = ([0; 20], 20, value);
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn writes_what_it_reads() {
        for value in [0, 7, 10, 99, 12_345_678, 123_456_789, u64::MAX] {
            let mut text = String::from("/");
            write(value, &mut text);
            assert_eq!(text, format!("/{value}"));
        }
    }

    #[test]
    fn numbers_of_all_lengths() {
        for text in [
            "0",
            "7",
            "42",
            "007",
            "1234",
            "12345",
            "654321",
            "1234567",
            "12345678",
            "123456789",
            "18446744073709551615",
        ] {
            assert_eq!(read(text.as_bytes()), text.parse().ok(), "{text}");
        }
        assert_eq!(read(b"18446744073709551616"), Some(u64::MAX));
        assert_eq!(read("9".repeat(60).as_bytes()), Some(u64::MAX));
    }

    #[test]
    fn every_byte_at_every_place() {
        for len in 1..=10usize {
            for at in 0..len {
                for byte in 0..=255u8 {
                    let mut text = vec![b'3'; len];
                    text[at] = byte;
                    assert_eq!(read(&text).is_some(), byte.is_ascii_digit(), "{text:?}");
                }
            }
        }
        assert_eq!(read(b""), None);
    }
}
