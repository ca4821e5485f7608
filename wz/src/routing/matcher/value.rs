//! Whether the text of one variable fits its converter.

use super::super::automaton::{Automaton, Check};
use super::super::digits;
use crate::url::percent_decode;

/// Whether canonical text fits.
pub(super) fn accept(automaton: &Automaton<'_>, check: &Check, text: &str) -> bool {
    match *check {
        Check::Text { min, max } => accept_text(text, min, max),
        Check::Int { fixed_digits, min, max, signed } => accept_int(text, fixed_digits, min, max, signed),
        Check::Float { min, max, signed } => accept_float(text, min, max, signed),
        Check::Uuid => is_uuid(text.as_bytes()),
        Check::Any { first, count } => accept_choice(automaton, text, first, count),
        Check::Path => !text.is_empty() && !text.starts_with('/') && percent_decode(text).is_ok(),
        Check::Custom { index, .. } => {
            let accepts =
                |text: &str| automaton.customs.get(index as usize).is_some_and(|c| c.converter.accepts(text));
            !text.is_empty() && percent_decode(text).is_ok_and(|text| accepts(&text))
        }
    }
}

fn accept_text(text: &str, min: u32, max: u32) -> bool {
    let Some(text) = percent_decode(text).ok().filter(|text| !text.is_empty()) else { return false };
    if min == 1 && max == u32::MAX {
        return true;
    }
    let characters = text.chars().count();
    characters >= min as usize && characters <= max as usize
}

fn accept_int(text: &str, fixed_digits: u32, min: i128, max: i128, signed: bool) -> bool {
    let unsigned = text.strip_prefix('-').filter(|_| signed);
    let Some(magnitude) = digits::read(unsigned.unwrap_or(text).as_bytes()) else { return false };
    if fixed_digits != 0 && text.len() != fixed_digits as usize {
        return false;
    }
    if min == i128::MIN && max == i128::MAX {
        return true;
    }
    let value = match (magnitude, unsigned) {
        // Saturated: the text knows. Beyond 128 bits only the sign matters.
        (u64::MAX, None) => text.parse().unwrap_or(i128::MAX),
        (u64::MAX, Some(_)) => text.parse().unwrap_or(i128::MIN),
        (magnitude, None) => i128::from(magnitude),
        (magnitude, Some(_)) => -i128::from(magnitude),
    };
    value >= min && value <= max
}

fn accept_float(text: &str, min: f64, max: f64, signed: bool) -> bool {
    let unsigned = text.strip_prefix('-').filter(|_| signed).unwrap_or(text);
    let Some((whole, fraction)) = unsigned.split_once('.') else { return false };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let in_range = |value: f64| value >= min && value <= max;
    all_digits(whole) && all_digits(fraction) && text.parse().is_ok_and(in_range)
}

fn is_uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(i, byte)| match i {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn accept_choice(automaton: &Automaton<'_>, text: &str, first: u32, count: u16) -> bool {
    choices(automaton, first, count).any(|choice| choice == text.as_bytes())
}

/// The texts of an `any`, in their order.
pub(crate) fn choices<'t>(
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
        assert!(int("042", false));
        assert!(!int("", false));
        assert!(!int("-5", false));
        assert!(int("-5", true));
        assert!(!int("-", true));
        assert!(!int("--5", true));
        assert!(!int("٣", false));
        assert!(int("18446744073709551616", false));
        assert!(accept_int("0012", 4, i128::MIN, i128::MAX, false));
        assert!(!accept_int("12", 4, i128::MIN, i128::MAX, false));
        assert!(accept_int("-5", 0, -5, 5, true));
        assert!(!accept_int("-6", 0, -5, 5, true));
        let huge = "9".repeat(60);
        assert!(!accept_int(&huge, 0, 1, i128::MAX - 1, false));
        assert!(accept_int(&huge, 0, 1, i128::MAX, false));
    }

    #[test]
    fn floats() {
        let float = |text| accept_float(text, f64::NEG_INFINITY, f64::INFINITY, false);
        assert!(float("1.5") && float("0.0") && float("00.10"));
        for text in ["1", "1.", ".5", "-1.5", "1e5", "1.5e3", "inf", "NaN", "1.5.2", ""] {
            assert!(!float(text), "{text}");
        }
        assert!(accept_float("-1.5", -2.0, 0.0, true));
        assert!(!accept_float("-2.5", -2.0, 0.0, true));
    }

    #[test]
    fn uuids() {
        assert!(is_uuid(b"12345678-1234-abcd-ABCD-1234567890ab"));
        assert!(!is_uuid(b"12345678-1234-abcd-ABCD-1234567890a"));
        assert!(!is_uuid(b"12345678-1234-abcd-ABCD-1234567890ag"));
    }
}
