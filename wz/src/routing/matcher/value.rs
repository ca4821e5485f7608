//! Whether the text of one variable fits its converter.

use super::super::automaton::{Automaton, Check};
use super::super::canonical::decode;

/// Whether canonical text fits; the number it stands for when it is an integer.
pub(super) fn accept(automaton: &Automaton<'_>, check: &Check, text: &str) -> Option<u64> {
    match *check {
        Check::Text { min, max } => accept_text(text, min, max),
        Check::Int { fixed_digits, min, max, signed } => accept_int(text, fixed_digits, min, max, signed),
        Check::Float { min, max, signed } => accept_float(text, min, max, signed),
        Check::Uuid => is_uuid(text.as_bytes()).then_some(0),
        Check::Any { first, count } => accept_choice(automaton, text, first, count),
        Check::Path => (!text.is_empty() && !text.starts_with('/') && decode(text).is_some()).then_some(0),
        Check::Custom { index, .. } => {
            let custom = automaton.customs.get(index as usize)?;
            (!text.is_empty() && custom.converter.accepts(&decode(text)?)).then_some(0)
        }
    }
}

fn accept_text(text: &str, min: u32, max: u32) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    let text = decode(text)?;
    if min == 1 && max == u32::MAX {
        return Some(0);
    }
    let characters = text.chars().count();
    (characters >= min as usize && characters <= max as usize).then_some(0)
}

/// The value of a run of ASCII digits, saturated at `u64::MAX`.
pub(super) fn digits(text: &[u8]) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    let mut value = 0u64;
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value.saturating_mul(10).saturating_add(u64::from(digit));
    }
    Some(value)
}

fn accept_int(text: &str, fixed_digits: u32, min: i128, max: i128, signed: bool) -> Option<u64> {
    let unsigned = text.strip_prefix('-').filter(|_| signed);
    let magnitude = digits(unsigned.unwrap_or(text).as_bytes())?;
    if fixed_digits != 0 && text.len() != fixed_digits as usize {
        return None;
    }
    if min == i128::MIN && max == i128::MAX {
        return Some(magnitude);
    }
    let value = match (magnitude, unsigned) {
        // Saturated: the text knows. Beyond 128 bits only the sign matters.
        (u64::MAX, None) => text.parse().unwrap_or(i128::MAX),
        (u64::MAX, Some(_)) => text.parse().unwrap_or(i128::MIN),
        (magnitude, None) => i128::from(magnitude),
        (magnitude, Some(_)) => -i128::from(magnitude),
    };
    (value >= min && value <= max).then_some(magnitude)
}

fn accept_float(text: &str, min: f64, max: f64, signed: bool) -> Option<u64> {
    let unsigned = text.strip_prefix('-').filter(|_| signed).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.')?;
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    (value >= min && value <= max).then_some(0)
}

fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(i, byte)| match i {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn accept_choice(automaton: &Automaton<'_>, text: &str, first: u32, count: u16) -> Option<u64> {
    choices(automaton, first, count).any(|choice| choice == text.as_bytes()).then_some(0)
}

/// The texts of an `any`, in their order.
pub(super) fn choices<'t>(
    automaton: &Automaton<'t>,
    first: u32,
    count: u16,
) -> impl Iterator<Item = &'t [u8]> {
    let text = automaton.text;
    let mut at = first as usize;
    (0..count).map_while(move |_| {
        let len = usize::from(u16::from_le_bytes([*text.get(at)?, *text.get(at + 1)?]));
        let choice = text.get(at + 2..at + 2 + len)?;
        at += 2 + len;
        Some(choice)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        let int = |text, signed| accept_int(text, 0, i128::MIN, i128::MAX, signed);
        assert_eq!(int("042", false), Some(42));
        assert_eq!(int("", false), None);
        assert_eq!(int("-5", false), None);
        assert_eq!(int("-5", true), Some(5));
        assert_eq!(int("-", true), None);
        assert_eq!(int("--5", true), None);
        assert_eq!(int("٣", false), None);
        assert_eq!(int("18446744073709551616", false), Some(u64::MAX));
        assert_eq!(accept_int("0012", 4, i128::MIN, i128::MAX, false), Some(12));
        assert_eq!(accept_int("12", 4, i128::MIN, i128::MAX, false), None);
        assert_eq!(accept_int("-5", 0, -5, 5, true), Some(5));
        assert_eq!(accept_int("-6", 0, -5, 5, true), None);
        let huge = "9".repeat(60);
        assert_eq!(accept_int(&huge, 0, 1, i128::MAX - 1, false), None);
        assert_eq!(accept_int(&huge, 0, 1, i128::MAX, false), Some(u64::MAX));
    }

    #[test]
    fn floats() {
        let float = |text| accept_float(text, f64::NEG_INFINITY, f64::INFINITY, false).is_some();
        assert!(float("1.5") && float("0.0") && float("00.10"));
        for text in ["1", "1.", ".5", "-1.5", "1e5", "1.5e3", "inf", "NaN", "1.5.2", ""] {
            assert!(!float(text), "{text}");
        }
        assert!(accept_float("-1.5", -2.0, 0.0, true).is_some());
        assert!(accept_float("-2.5", -2.0, 0.0, true).is_none());
    }

    #[test]
    fn uuids() {
        assert!(is_uuid(b"12345678-1234-abcd-ABCD-1234567890ab"));
        assert!(!is_uuid(b"12345678-1234-abcd-ABCD-1234567890a"));
        assert!(!is_uuid(b"12345678-1234-abcd-ABCD-1234567890ag"));
    }
}
