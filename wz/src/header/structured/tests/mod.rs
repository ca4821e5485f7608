//! Vectors from the rules of RFC 9651: what is written in the canonical form, and where what is wrong goes wrong.

mod characters;
mod containers;
mod items;

use std::fmt::Display;
use std::str::FromStr;

use crate::header::{HeaderError, HeaderErrorKind};

/// The text parses, and is written so.
fn reads<T: FromStr<Err = HeaderError> + Display + PartialEq + std::fmt::Debug>(vectors: &[(&str, &str)]) {
    for (text, canonical) in vectors {
        let value: T = text.parse().unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(value.to_string(), *canonical, "{text:?}");
        assert_eq!(canonical.parse::<T>().as_ref(), Ok(&value), "{text:?}");
    }
}

/// The text does not parse, and the error is at this byte.
fn fails<T: FromStr<Err = HeaderError> + std::fmt::Debug>(vectors: &[(&str, usize)]) {
    for (text, position) in vectors {
        let error = text.parse::<T>().expect_err(text);
        assert_eq!(error.position(), Some(*position), "{text:?}: {error}");
        assert_eq!(error.kind(), HeaderErrorKind::Syntax, "{text:?}: {error}");
    }
}
