//! Ids of links: numbers, written with 36 digits.

use std::fmt;

use serde::{Deserialize, Serialize};
use wz::routing::{Arguments, Converter};

/// The id of a link, and its converter: `<Id:id>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Id(pub u32);

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

impl Id {
    /// One spelling for each: small letters, no zero before it.
    fn parse(text: &str) -> Option<Id> {
        if text.starts_with('0') && text.len() > 1 || text.is_empty() {
            return None;
        }
        text.bytes()
            .try_fold(0_u32, |number, byte| {
                let digit = DIGITS.iter().position(|known| *known == byte)?;
                number.checked_mul(36)?.checked_add(u32::try_from(digit).ok()?)
            })
            .map(Id)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 >= 36 {
            Id(self.0 / 36).fmt(f)?;
        }
        fmt::Write::write_char(f, char::from(DIGITS[self.0 as usize % 36]))
    }
}

impl From<Id> for String {
    fn from(id: Id) -> String {
        id.to_string()
    }
}

impl TryFrom<String> for Id {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Id, &'static str> {
        Id::parse(&text).ok_or("no id of a link")
    }
}

impl Converter for Id {
    type Value = Id;

    fn parse(text: &str, _: Arguments<'_>) -> Option<Id> {
        Id::parse(text)
    }

    fn format(id: &Id, _: Arguments<'_>, out: &mut String) {
        out.push_str(&id.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (number, text) in [(0, "0"), (35, "z"), (36, "10"), (1_679_616, "10000"), (u32::MAX, "1z141z3")] {
            assert_eq!(Id(number).to_string(), text);
            assert_eq!(Id::parse(text), Some(Id(number)));
        }
        for text in ["", "00", "0a", "A", "a-b", "ä", "1z141z4", "zzzzzzzzzzzzzzzzzzzz"] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
    }
}
