//! Values that stand in the text of the program: whether they fit is known before it runs.

use super::super::automaton::{Message, same_str};
use super::super::spec::{Bound, ConverterSpec, PartSpec, VariableSpec};
use super::link::Link;
use super::missing::Missing;

/// A literal given to `url_for!`.
#[derive(Debug, Clone, Copy)]
pub enum Literal {
    /// `7`, `-7`
    Int {
        /// With a minus before it.
        negative: bool,
        /// Without its sign.
        magnitude: u128,
    },
    /// `0.5`, its sign included.
    Float(f64),
    /// `"text"`
    Text(&'static str),
}

impl Link {
    /// What is wrong with a literal for the variable of this name; `None` when it fits. A mistake in the link and a
    /// literal of the wrong type have messages of their own.
    pub const fn misfit(link: &Result<Link, Missing>, name: &str, literal: Literal) -> Option<Message> {
        let Ok(link) = link else { return None };
        let Some(variable) = link.named(name) else { return None };
        let expected = match (&variable.converter, literal) {
            (ConverterSpec::Int { fixed_digits, min, max, signed }, Literal::Int { negative, magnitude }) => {
                let (mut least, mut most) =
                    (*min, if *max == i128::MAX { u128::MAX } else { unsigned(*max) });
                if let Some(bound) = link.bound(name) {
                    least = if bound.min > least { bound.min } else { least };
                    most = if bound.max < most { bound.max } else { most };
                }
                if !*signed && least < 0 {
                    least = 0;
                }
                int(*fixed_digits, least, most, negative, magnitude)
            }
            (ConverterSpec::Path, Literal::Text(text)) if has_dots(text) => Some(
                Message::new().text("text without segments `.` and `..`, which clients take out of a path,"),
            ),
            (ConverterSpec::Text { .. }, Literal::Text(text))
                if (same_str(text, ".") || same_str(text, "..")) && link.is_whole_segment(name) =>
            {
                Some(Message::new().text("text other than `.` and `..`, which clients take out of a path,"))
            }
            (ConverterSpec::Text { min, max }, Literal::Text(text)) => text_length(*min, *max, text),
            (ConverterSpec::Path, Literal::Text(text)) if text.is_empty() || text.as_bytes()[0] == b'/' => {
                Some(Message::new().text("text that is not empty and does not start with `/`"))
            }
            (ConverterSpec::Any(choices), Literal::Text(text)) => one_of(choices, text),
            (ConverterSpec::Float { min, max, signed }, Literal::Float(value)) => {
                let fits = value.is_finite() && value >= *min && value <= *max;
                match fits && (*signed || !value.is_sign_negative()) {
                    true => None,
                    false if *signed => Some(Message::new().text("a number in its range")),
                    false => Some(Message::new().text("a number in its range that is not negative")),
                }
            }
            _ => None,
        };
        match expected {
            Some(expected) => {
                let message = link.quoted_rule().text(" takes ").text(expected.as_str());
                Some(message.text(" for `").text(name).text("`"))
            }
            None => None,
        }
    }

    const fn named(&self, name: &str) -> Option<&'static VariableSpec<'static>> {
        let mut i = 0;
        while let Some(variable) = self.variable(i) {
            if same_str(variable.name, name) {
                return Some(variable);
            }
            i += 1;
        }
        None
    }

    /// Whether a variable of the rule itself is all of its segment.
    const fn is_whole_segment(&self, name: &str) -> bool {
        let (segments, mut i) = (self.spec().segments, 0);
        while i < segments.len() {
            if let [PartSpec::Variable(variable)] = segments[i].parts
                && same_str(variable.name, name)
            {
                return true;
            }
            i += 1;
        }
        false
    }

    /// The range of the parameter that a variable of the rule itself fills.
    const fn bound(&self, name: &str) -> Option<&'static Bound> {
        let (segments, mut from_end, mut i) = (self.spec().segments, 0, self.spec().segments.len());
        while i > 0 {
            i -= 1;
            let mut k = segments[i].parts.len();
            while k > 0 {
                k -= 1;
                if let PartSpec::Variable(variable) = &segments[i].parts[k] {
                    if same_str(variable.name, name) {
                        return self.bound_at(from_end);
                    }
                    from_end += 1;
                }
            }
        }
        None
    }

    const fn bound_at(&self, from_end: u16) -> Option<&'static Bound> {
        let (bounds, mut i) = (self.spec().bounds, 0);
        while i < bounds.len() {
            if bounds[i].from_end == from_end {
                return Some(&bounds[i]);
            }
            i += 1;
        }
        None
    }
}

/// Whether a piece of a path is `.` or `..`.
const fn has_dots(path: &str) -> bool {
    let (bytes, mut start, mut i) = (path.as_bytes(), 0, 0);
    while i <= bytes.len() {
        if i == bytes.len() || bytes[i] == b'/' {
            let dots = i - start;
            if (dots == 1 || dots == 2) && bytes[start] == b'.' && bytes[i - 1] == b'.' {
                return true;
            }
            start = i + 1;
        }
        i += 1;
    }
    false
}

/// Not negative: what is below 0 is 0.
const fn unsigned(value: i128) -> u128 {
    if value < 0 { 0 } else { value as u128 }
}

const fn int(fixed_digits: u32, least: i128, most: u128, negative: bool, magnitude: u128) -> Option<Message> {
    let in_range = if negative {
        magnitude <= i128::MAX as u128 && -(magnitude as i128) >= least
    } else {
        magnitude >= unsigned(least) && magnitude <= most
    };
    if !in_range {
        let message = Message::new().signed(least);
        return Some(if most == u128::MAX {
            message.text(" or more")
        } else {
            message.text(" to ").number(most)
        });
    }
    let (mut characters, mut left) = (1 + negative as u32, magnitude / 10);
    while left > 0 {
        characters += 1;
        left /= 10;
    }
    if fixed_digits != 0 && characters > fixed_digits {
        return Some(Message::new().number(fixed_digits as u128).text(" characters"));
    }
    None
}

const fn text_length(min: u32, max: u32, text: &str) -> Option<Message> {
    let (bytes, mut length, mut i) = (text.as_bytes(), 0, 0);
    while i < bytes.len() {
        // All bytes of a character but the first are continuations.
        length += (bytes[i] & 0b1100_0000 != 0b1000_0000) as u32;
        i += 1;
    }
    if length >= min && length <= max {
        return None;
    }
    let message = Message::new();
    Some(match (min, max) {
        (1, u32::MAX) => message.text("text that is not empty"),
        (min, u32::MAX) => message.number(min as u128).text(" characters or more"),
        (min, max) => message.number(min as u128).text(" to ").number(max as u128).text(" characters"),
    })
}

const fn one_of(choices: &[(&str, &str)], text: &str) -> Option<Message> {
    let (mut message, mut i) = (Message::new().text("one of "), 0);
    while i < choices.len() {
        if same_str(choices[i].0, text) {
            return None;
        }
        if i > 0 {
            message = message.text(", ");
        }
        message = message.text("`").text(choices[i].0).text("`");
        i += 1;
    }
    Some(message)
}
