use std::borrow::Cow;

use super::DecodeError;
use crate::percent::decoded;
use crate::url::next_pair;

/// Names and values in the order of the text; see [`pairs`].
///
/// ```
/// use wz::form::urlencoded::{Pairs, pairs};
///
/// let mut all: Pairs<'_> = pairs("a=1&b=%ff&c=3");
/// assert_eq!(all.next(), Some(Ok(("a".into(), "1".into()))));
/// // Each pair fails for itself.
/// assert!(all.next().unwrap().is_err());
/// assert!(all.next().unwrap().is_ok());
/// ```
#[derive(Debug, Clone)]
pub struct Pairs<'t> {
    rest: &'t str,
}

/// The pairs of a query string or form body, as the URL standard reads them: `&` separates (`;` does not), the
/// first `=` ends the name, `+` is a space, `%XX` a byte, an empty value is a value. A `%` without two hex digits
/// stands for itself.
///
/// ```
/// use wz::form::urlencoded::pairs;
///
/// let pairs: Result<Vec<_>, _> = pairs("a=1+2&b&c=%C3%BC").collect();
/// assert_eq!(pairs?, [("a".into(), "1 2".into()), ("b".into(), "".into()), ("c".into(), "ü".into())]);
/// # Ok::<_, wz::form::urlencoded::DecodeError>(())
/// ```
pub fn pairs(text: &str) -> Pairs<'_> {
    Pairs { rest: text }
}

impl<'t> Iterator for Pairs<'t> {
    type Item = Result<(Cow<'t, str>, Cow<'t, str>), DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (name, value) = next_pair(&mut self.rest)?;
        Some(decode(name).and_then(|name| match decode(value) {
            Ok(value) => Ok((name, value)),
            Err(_) => Err(DecodeError::in_value_of(&name)),
        }))
    }
}

fn decode(text: &str) -> Result<Cow<'_, str>, DecodeError> {
    let Some(bytes) = decoded(text, true) else { return Ok(Cow::Borrowed(text)) };
    String::from_utf8(bytes).map(Cow::Owned).map_err(|_| DecodeError::in_name())
}
