//! `application/x-www-form-urlencoded`: the query of a URL, and the body of a plain form.
//!
//! [`pairs`] gives names and values in order, [`from_str`] and [`from_pairs`] a typed value.

mod decode;
mod deserializer;
mod error;
mod fields;
mod value;

use std::borrow::Cow;

use serde::de::DeserializeOwned;

pub use decode::{Pairs, pairs};
use error::Kind;
pub use error::{DecodeError, Error};

use deserializer::Deserializer;
pub(crate) use fields::FieldValue;
use fields::Fields;
use value::Values;

/// Reads `T` from the pairs of `text`.
///
/// - Structs by field name; unknown names are ignored, for a name that is repeated the first value counts.
/// - `Vec<V>` and sets take every value of the name, and are empty when there is none.
/// - `Option<V>` is `None` when the name is absent, or present without text and `V` is not a string (in a list,
///   every value without text is `None`).
/// - `bool` is one of `true`, `1`, `on` and `false`, `0`, `off`.
/// - Enums without data by the name of the variant; newtypes as what they hold.
/// - Maps, also flattened ones, and `Vec<(String, String)>` for names not known beforehand. What serde flattens
///   it first buffers as text: there, numbers do not parse.
///
/// ```
/// use serde::Deserialize;
/// use wz::form::urlencoded::from_str;
///
/// #[derive(Deserialize, Debug, PartialEq)]
/// struct Search { q: String, page: Option<u32>, tag: Vec<String> }
///
/// let search: Search = from_str("q=a+b&page=&tag=x&tag=y")?;
/// assert_eq!(search, Search { q: "a b".into(), page: None, tag: vec!["x".into(), "y".into()] });
///
/// let error = from_str::<Search>("q=&page=abc").unwrap_err();
/// assert_eq!(error.to_string(), "`page`: expected an integer from 0 to 4294967295, found `abc`");
/// # Ok::<_, wz::form::urlencoded::Error>(())
/// ```
///
/// # Errors
/// When `text` does not decode to UTF-8, a field is missing, or a value does not fit; the error names the field.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    read(Fields::parse(text)?)
}

/// Reads `T` from pairs that are decoded already, as [`from_str`] does from a text.
///
/// ```
/// use std::collections::HashMap;
/// use wz::form::urlencoded::from_pairs;
///
/// let ages: HashMap<String, Vec<u8>> = from_pairs([("ada", "36"), ("bob", "7"), ("ada", "37")])?;
/// assert_eq!(ages["ada"], [36, 37]);
/// # Ok::<_, wz::form::urlencoded::Error>(())
/// ```
///
/// # Errors
/// When a field is missing, or a value does not fit; the error names the field.
pub fn from_pairs<'p, T, N, V>(pairs: impl IntoIterator<Item = (N, V)>) -> Result<T, Error>
where
    T: DeserializeOwned,
    N: Into<Cow<'p, str>>,
    V: Into<Cow<'p, str>>,
{
    from_values(pairs.into_iter().map(|(name, value)| (name.into(), FieldValue::Text(value.into()))))
}

/// Reads `T` from texts and files.
pub(crate) fn from_values<'p, T: DeserializeOwned>(
    pairs: impl Iterator<Item = (Cow<'p, str>, FieldValue<'p>)>,
) -> Result<T, Error> {
    read(Fields::of(pairs.map(Ok::<_, Error>))?)
}

/// Reads `T` from the values of one name.
pub(crate) fn from_field<T: DeserializeOwned>(
    name: &str,
    mut values: Vec<FieldValue<'_>>,
) -> Result<T, Error> {
    loop {
        match T::deserialize(Values::of(&values)) {
            // It is to be `None`: see below.
            Err(error) if error.kind == Kind::EmptyOption && !values.is_empty() => values.clear(),
            result => return result.map_err(|error| error.in_field(name)),
        }
    }
}

fn read<T: DeserializeOwned>(mut fields: Fields<'_>) -> Result<T, Error> {
    // serde asks for the type of an `Option` or a missing field only after it is too late to answer otherwise.
    // So the answer is an error which says what is to be changed, and another round. Each round settles one field;
    // the bound keeps a hostile body with a map of options from taking quadratic time.
    const ROUNDS: usize = 256;
    let mut rounds = 0;
    loop {
        match T::deserialize(Deserializer { fields: &fields }) {
            Err(error) if rounds < ROUNDS && fields.settle(&error) => rounds += 1,
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests;
