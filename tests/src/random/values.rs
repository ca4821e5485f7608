use wz_rule::Converter;

use super::Random;

const TEXTS: &[&str] = &[
    "a",
    "b",
    "ab",
    "abc",
    "12",
    "007",
    "7",
    "1.5",
    "3.5",
    "-1.5",
    "-5",
    "users",
    "edit",
    "a-b",
    "a.b",
    "a-b-c",
    "v1.2",
    "x.json",
    "é",
    "éé",
    "é b",
    "A",
    "AB",
    "ABC",
    "a/b",
    "a//b",
    "/a",
    "%",
    "%41",
    "1",
    "11",
    "111",
    "123456789012345678901",
    "999999999999999999999999999999999999999999",
    "1-2.3",
    "a@b",
    "--",
    "..",
    ".",
    "12345678-1234-abcd-ABCD-1234567890ab",
    "12345678",
    "100%",
    "x|y",
    "4",
    "a-rather-long-segment-that-does-not-fit-into-64-bytes-so-that-it-takes-another-way",
];

/// A text for a variable, often one that fits.
pub fn text(random: &mut Random) -> String {
    if random.chance(5) {
        return (0..random.below(6)).map(|_| character(random)).collect();
    }
    random.pick(TEXTS).to_owned()
}

fn character(random: &mut Random) -> char {
    match random.below(6) {
        0 => random
            .pick(&['/', '%', '?', '#', '\0', '\n', '\u{7f}', '\\', '"', '<', '+', ';', '\u{fffd}', '|']),
        1 => char::from_u32(random.below(0x11_0000) as u32).unwrap_or('\u{10ffff}'),
        2 => char::from_u32(0x80 + random.below(0x780) as u32).unwrap_or('é'),
        _ => char::from(b'a' + random.below(26) as u8),
    }
}

/// A text that the converter takes: the whole range of each kind, in the form that building writes.
pub fn fitting(random: &mut Random, converter: &Converter) -> Option<String> {
    let text = match converter {
        Converter::Int { signed, fixed_digits, min, max } => {
            let mut value = match random.below(4) {
                0 => i128::from(random.number() as u8),
                1 => i128::from(random.number()),
                2 => (i128::from(random.number()) << 64 | i128::from(random.number())) & i128::MAX,
                _ => random.pick(&[0, 1, i128::MAX, u64::MAX.into(), i64::MAX.into(), i128::MAX - 1]),
            };
            if *signed && random.chance(50) {
                value = -value - i128::from(random.chance(1));
            }
            value = value.clamp(min.unwrap_or(i128::MIN), max.unwrap_or(i128::MAX));
            match fixed_digits {
                0 => value.to_string(),
                n => (value.unsigned_abs() % 10u128.pow((*n).min(30))).to_string(),
            }
        }
        Converter::Float { signed, min, max } => {
            // All finite bit patterns; a sign only where one is allowed.
            let bits = f64::from_bits(random.number());
            let value = if bits.is_finite() { bits } else { 1.5 };
            let value = if *signed { value } else { value.abs() };
            let value = value.max(min.unwrap_or(f64::MIN)).min(max.unwrap_or(f64::MAX));
            format!("{value:?}")
        }
        Converter::Uuid => {
            let (a, b) = (random.number(), random.number());
            format!(
                "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
                a >> 32,
                a as u16,
                a >> 16 & 0xffff,
                b as u16,
                b >> 16
            )
        }
        Converter::Any(texts) => texts[random.below(texts.len())].clone(),
        Converter::Text { min, max } => {
            let most = max.unwrap_or(12).min(12) as usize;
            let length = (*min as usize).max(random.below(most + 1));
            (0..length).map(|_| character(random)).collect()
        }
        Converter::Path => (0..1 + random.below(12)).map(|_| character(random)).collect(),
        Converter::Custom { name, .. } => match name.as_str() {
            "Even" => (random.number() & !1).to_string(),
            "Tree" => ["a", "é b", "x%", "1"]
                .iter()
                .take(1 + random.below(4))
                .copied()
                .collect::<Vec<_>>()
                .join("/"),
            _ => random.pick(&["AB", "ABC", "É/", "%2F", "A"]).to_string(),
        },
    };
    (!text.is_empty()).then_some(text)
}
