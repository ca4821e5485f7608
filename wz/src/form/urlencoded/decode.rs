use std::borrow::Cow;

use super::DecodeError;

/// Names and values in the order of the text; see [`pairs`].
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
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let (pair, rest) = self.rest.split_once('&').unwrap_or((self.rest, ""));
            self.rest = rest;
            if !pair.is_empty() {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                return Some(decode(name).and_then(|name| match decode(value) {
                    Ok(value) => Ok((name, value)),
                    Err(_) => Err(DecodeError::in_value_of(&name)),
                }));
            }
        }
    }
}

fn decode(text: &str) -> Result<Cow<'_, str>, DecodeError> {
    let Some(first) = text.find(['+', '%']) else { return Ok(Cow::Borrowed(text)) };
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    decoded.extend_from_slice(&bytes[..first]);
    let mut at = first;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => match (hex(bytes.get(at)), hex(bytes.get(at + 1))) {
                (Some(high), Some(low)) => {
                    at += 2;
                    high << 4 | low
                }
                _ => b'%',
            },
            other => other,
        });
    }
    String::from_utf8(decoded).map(Cow::Owned).map_err(|_| DecodeError::in_name())
}

fn hex(digit: Option<&u8>) -> Option<u8> {
    char::from(*digit?).to_digit(16).map(|value| value as u8)
}
