//! Reading and writing ASCII digits.

/// The value of ASCII digits, saturated at `u64::MAX`; `None` for anything else.
///
/// Up to eight digits are read as one word: they are moved to its high end, checked all at once, and three
/// multiplications make the number.
#[inline]
pub(super) fn read(text: &[u8]) -> Option<u64> {
    let Some(word) = word(text) else { return read_long(text) };
    let digits = values(word, text.len());
    if !are_digits(digits) {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let high = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(100 + (1_000_000 << 32));
    let low = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(1 + (10_000 << 32));
    Some(high.wrapping_add(low) >> 32)
}

/// Whether there are ASCII digits and nothing else.
#[inline]
pub(super) fn are_all(text: &[u8]) -> bool {
    match word(text) {
        Some(word) => are_digits(values(word, text.len())),
        None => read_long(text).is_some(),
    }
}

/// One to eight bytes, the first one lowest.
#[inline(always)]
fn word(text: &[u8]) -> Option<u64> {
    let len = text.len();
    match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        // Two halves that may overlap: what they share is the same in both.
        (Some(first), Some(last)) if len <= 8 => Some(
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (len - 4)),
        ),
        (Some(_), _) => None,
        _ => match *text {
            [a] => Some(u64::from(a)),
            [a, b] => Some(u64::from(a) | u64::from(b) << 8),
            [a, b, c] => Some(u64::from(a) | u64::from(b) << 8 | u64::from(c) << 16),
            _ => None,
        },
    }
}

/// The value of each digit in a byte, the last one highest, and zeros below them.
#[inline(always)]
fn values(word: u64, len: usize) -> u64 {
    let unused = 64 - 8 * len as u32;
    (word << unused) ^ (0x3030_3030_3030_3030 << unused)
}

#[inline(always)]
fn are_digits(values: u64) -> bool {
    (values.wrapping_add(0x7676_7676_7676_7676) | values) & 0x8080_8080_8080_8080 == 0
}

#[inline(never)]
fn read_long(text: &[u8]) -> Option<u64> {
    let (first, rest) = text.split_first()?;
    let digit = |byte: u8| Some(u64::from(byte.wrapping_sub(b'0'))).filter(|digit| *digit <= 9);
    rest.iter()
        .try_fold(digit(*first)?, |value, byte| Some(value.saturating_mul(10).saturating_add(digit(*byte)?)))
}

/// Appends a number. Formatting takes several times as long.
#[inline(always)]
pub(super) fn write(value: u64, out: &mut String) {
    if value >= 10_000 {
        write_long(value, out);
    } else {
        write_short(value as u32, out);
    }
}

fn write_long(value: u64, out: &mut String) {
    write(value / 10_000, out);
    let last = (value % 10_000) as u32;
    push_pair(last / 100, out);
    push_pair(last % 100, out);
}

#[inline(always)]
fn write_short(value: u32, out: &mut String) {
    match value {
        0..10 => push_digit(value, out),
        10..100 => push_pair(value, out),
        100..1_000 => {
            push_digit(value / 100, out);
            push_pair(value % 100, out);
        }
        _ => {
            push_pair(value / 100, out);
            push_pair(value % 100, out);
        }
    }
}

#[inline]
fn push_digit(value: u32, out: &mut String) {
    out.push(char::from(b'0' + value as u8));
}

/// Appends a number below 100, with two digits. As a piece of text: bytes would have to be checked to be text.
#[inline]
fn push_pair(value: u32, out: &mut String) {
    const PAIRS: &str = match std::str::from_utf8(&pairs()) {
        Ok(pairs) => pairs,
        Err(_) => "",
    };
    let at = value as usize * 2;
    out.push_str(&PAIRS[at..at + 2]);
}

/// `000102...99`
const fn pairs() -> [u8; 200] {
    let (mut pairs, mut i) = ([0; 200], 0);
    while i < 100 {
        (pairs[2 * i], pairs[2 * i + 1]) = (b'0' + (i / 10) as u8, b'0' + (i % 10) as u8);
        i += 1;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn writes_what_it_reads() {
        for value in
            [0, 7, 10, 99, 100, 999, 1_000, 9_999, 10_000, 12_345_678, 100_000_000, 123_456_789, u64::MAX]
        {
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
