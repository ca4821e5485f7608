use http::HeaderValue;
use http::header::COOKIE;

use super::name;
use super::value::quote;
use crate::header::HeaderError;

/// A `Cookie` header for a request, as a client sends it: the pairs in their order, values [quoted](super::quote)
/// where they must be. `None` when there are no pairs.
///
/// ```
/// let header = wz::cookie::header([("a", "1"), ("b", "x y")])?;
/// assert_eq!(header.unwrap(), "a=1; b=\"x y\"");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// # Errors
/// A name is no token (RFC 6265 §4.1.1).
pub fn header<'p>(
    pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
) -> Result<Option<HeaderValue>, HeaderError> {
    let mut text = String::new();
    for (name, value) in pairs {
        name::check(name).map_err(|error| error.of(COOKIE))?;
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(name);
        text.push('=');
        text.push_str(&quote(value));
    }
    if text.is_empty() {
        return Ok(None);
    }
    HeaderValue::try_from(text)
        .map(Some)
        .map_err(|_| HeaderError::unwritable("visible ASCII text").of(COOKIE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back() {
        let pairs = [("a", ""), ("b", "\r\n;"), ("c", "é\"\\")];
        let text = header(pairs).unwrap().unwrap();
        assert!(
            super::super::parse(text.as_bytes()).eq(pairs.map(|(name, value)| (name.into(), value.into())))
        );
        assert_eq!(header([]).unwrap(), None);
    }

    #[test]
    fn refuses_names_that_break_out() {
        for name in ["", "a;b", "a b", "a=", "é", "a\n"] {
            assert!(header([(name, "")]).is_err(), "{name:?}");
        }
    }
}
