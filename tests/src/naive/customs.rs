//! Converters of a user's: one that is light, one with an argument, one that spans segments.

use wz::routing::{ArgumentValue, Arguments, Converter};

/// Even numbers without leading zeros, tried before everything else.
#[derive(Debug)]
pub struct Even;

impl Converter for Even {
    type Value = u64;
    const WEIGHT: u16 = 40;

    fn parse(text: &str, _: Arguments<'_>) -> Option<u64> {
        let value: u64 = text.parse().ok()?;
        (value.is_multiple_of(2) && value.to_string() == text).then_some(value)
    }

    fn format(value: &u64, _: Arguments<'_>, out: &mut String) {
        out.push_str(&value.to_string());
    }
}

/// Upper-case text, with an exact number of characters if that is given.
#[derive(Debug)]
pub struct Shout;

impl Converter for Shout {
    type Value = String;

    fn parse(text: &str, arguments: Arguments<'_>) -> Option<String> {
        let fits = match arguments.get(0, "length") {
            Some(ArgumentValue::Int(length)) => text.chars().count() as i128 == length,
            _ => true,
        };
        (fits && !text.is_empty() && text == text.to_uppercase()).then(|| text.to_owned())
    }

    fn format(value: &String, _: Arguments<'_>, out: &mut String) {
        out.push_str(value);
    }

    fn check_arguments(_: Arguments<'_>) -> Result<(), String> {
        Ok(())
    }
}

/// Text with slashes in it, but none at its ends and no two in a row.
#[derive(Debug)]
pub struct Tree;

impl Converter for Tree {
    type Value = String;
    const WEIGHT: u16 = 150;
    const SPANS_SEGMENTS: bool = true;

    fn parse(text: &str, _: Arguments<'_>) -> Option<String> {
        text.split('/').all(|piece| !piece.is_empty()).then(|| text.to_owned())
    }

    fn format(value: &String, _: Arguments<'_>, out: &mut String) {
        out.push_str(value);
    }
}
