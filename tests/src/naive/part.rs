//! One dynamic step against a text: the first split, as an ordered choice would find it.

use std::collections::HashSet;

use wz::routing::{ArgumentValue, Arguments, Converter as _};
use wz_rule::{Converter, Value};

use super::rule::{Item, spans};
use super::{Even, Shout, Tree};

/// A character of a path, decoded, or a slash between segments; a decoded slash is a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Between two segments.
    Slash,
    /// Inside a segment.
    Char(char),
}

/// The segments with slashes between them.
pub(super) fn units(segments: &[String]) -> Vec<Unit> {
    let mut units = Vec::new();
    for (i, segment) in segments.iter().enumerate() {
        if i > 0 {
            units.push(Unit::Slash);
        }
        units.extend(segment.chars().map(Unit::Char));
    }
    units
}

fn text(units: &[Unit]) -> String {
    units.iter().map(|unit| if let Unit::Char(c) = unit { *c } else { '/' }).collect()
}

/// The texts of the variables, when all of `units` is taken. Each variable takes as much as it can, one that
/// spans segments as little as it can, `any` its texts in their order; the shape of numbers counts, their
/// limits do not. There is just one split: when a converter refuses its text, the step does not match.
pub(super) fn split(items: &[Item], units: &[Unit]) -> Option<Vec<String>> {
    let mut ends = Vec::new();
    if !go(items, units, 0, &mut ends, &mut HashSet::new()) {
        return None;
    }
    let (mut at, mut texts) = (0, Vec::new());
    for (item, end) in items.iter().zip(ends) {
        if let Item::Variable { converter, .. } = item {
            let text = text(&units[at..end]);
            if !converter_takes(converter, &text) {
                return None;
            }
            texts.push(text);
        }
        at = end;
    }
    Some(texts)
}

/// `dead` holds what is known to fail: items left and position.
fn go(
    items: &[Item],
    units: &[Unit],
    at: usize,
    ends: &mut Vec<usize>,
    dead: &mut HashSet<(usize, usize)>,
) -> bool {
    let Some((item, others)) = items.split_first() else { return at == units.len() };
    if dead.contains(&(items.len(), at)) {
        return false;
    }
    for end in choices(item, units, at) {
        ends.push(end);
        if go(others, units, end, ends, dead) {
            return true;
        }
        ends.pop();
    }
    dead.insert((items.len(), at));
    false
}

/// Where an item that starts at `at` may end, the preferred place first.
fn choices(item: &Item, units: &[Unit], at: usize) -> Vec<usize> {
    let starts_with = |text: &str| {
        let wanted: Vec<Unit> = text.chars().map(Unit::Char).collect();
        units[at..].starts_with(&wanted).then_some(at + wanted.len())
    };
    let run = |from: usize, fits: fn(Unit) -> bool| {
        from + units[from.min(units.len())..].iter().take_while(|unit| fits(**unit)).count()
    };
    let is_char: fn(Unit) -> bool = |unit| unit != Unit::Slash;
    let is_digit: fn(Unit) -> bool = |unit| matches!(unit, Unit::Char('0'..='9'));
    let sign = |signed: bool| usize::from(signed && units.get(at) == Some(&Unit::Char('-')));
    let converter = match item {
        Item::Slash => return if units.get(at) == Some(&Unit::Slash) { vec![at + 1] } else { Vec::new() },
        Item::Text(text) => return starts_with(text).into_iter().collect(),
        Item::Variable { converter, .. } => converter,
    };
    match converter {
        Converter::Path if units.get(at) == Some(&Unit::Slash) => Vec::new(),
        _ if spans(converter) => (at + 1..=units.len()).collect(),
        Converter::Int { signed, .. } => {
            let first = at + sign(*signed);
            (first + 1..=run(first, is_digit)).rev().collect()
        }
        Converter::Float { signed, .. } => {
            let first = at + sign(*signed);
            let point = run(first, is_digit);
            if point == first || units.get(point) != Some(&Unit::Char('.')) {
                return Vec::new();
            }
            (point + 2..=run(point + 1, is_digit)).rev().collect()
        }
        Converter::Text { min, max } => {
            let most = max.map_or(usize::MAX, |max| max as usize);
            let last = run(at, is_char).min(at.saturating_add(most));
            (at + *min as usize..=last).rev().collect()
        }
        Converter::Any(texts) => texts.iter().filter_map(|text| starts_with(text)).collect(),
        Converter::Uuid => {
            let end = at + 36;
            let fits = units.get(at..end).is_some_and(|units| is_uuid(&text(units)));
            if fits { vec![end] } else { Vec::new() }
        }
        Converter::Custom { .. } | Converter::Path => (at + 1..=run(at, is_char)).rev().collect(),
    }
}

/// Whether a whole text is what a variable takes.
pub fn converter_takes(converter: &Converter, text: &str) -> bool {
    match converter {
        Converter::Text { min, max } => {
            let length = text.chars().count() as u64;
            length >= u64::from(*min) && max.is_none_or(|max| length <= u64::from(max))
        }
        Converter::Int { fixed_digits, min, max, signed } => {
            let digits = if *signed { text.strip_prefix('-').unwrap_or(text) } else { text };
            let shape = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let length = *fixed_digits == 0 || text.len() == *fixed_digits as usize;
            // What 128 bits do not hold is no match.
            shape
                && length
                && text.parse().is_ok_and(|value: i128| {
                    min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max)
                })
        }
        Converter::Float { min, max, signed } => {
            let unsigned = if *signed { text.strip_prefix('-').unwrap_or(text) } else { text };
            let pieces: Vec<_> = unsigned.split('.').collect();
            pieces.len() == 2
                && pieces.iter().all(|piece| !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_digit()))
                && text.parse().is_ok_and(|value: f64| {
                    min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max)
                })
        }
        // That it does not start with a slash between segments is a matter of where it may start.
        Converter::Path => !text.is_empty(),
        Converter::Any(texts) => texts.iter().any(|known| known == text),
        Converter::Uuid => is_uuid(text),
        Converter::Custom { name, arguments } => {
            let arguments: Vec<_> = arguments
                .iter()
                .map(|argument| match argument.value {
                    Value::Int(value) => (argument.name.as_deref().unwrap_or(""), ArgumentValue::Int(value)),
                    _ => ("", ArgumentValue::None),
                })
                .collect();
            let arguments = Arguments::new(&arguments);
            match name.as_str() {
                "Even" => Even::parse(text, arguments).is_some(),
                "Tree" => Tree::parse(text, arguments).is_some(),
                _ => Shout::parse(text, arguments).is_some(),
            }
        }
    }
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}
