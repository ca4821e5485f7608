use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use http::{HeaderName, HeaderValue};

use super::HeaderError;

/// A header as a type: its text parses ([`FromStr`]), and the value writes itself ([`Display`]).
///
/// [`HeaderMapExt`](super::HeaderMapExt) reads and writes it in an [`http::HeaderMap`]. Headers of your own fit in:
///
/// ```
/// use std::fmt;
/// use std::str::FromStr;
/// use wz::header::{Header, HeaderError, HeaderMapExt, Lines};
/// use wz::http::{HeaderMap, HeaderName};
///
/// #[derive(Debug, PartialEq)]
/// struct Shard(u8);
///
/// impl FromStr for Shard {
///     type Err = HeaderError;
///
///     fn from_str(text: &str) -> Result<Shard, HeaderError> {
///         text.parse().map(Shard).map_err(|_| HeaderError::value("a number from 0 to 255").found(text))
///     }
/// }
///
/// impl fmt::Display for Shard {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         self.0.fmt(f)
///     }
/// }
///
/// impl Header for Shard {
///     const NAME: HeaderName = HeaderName::from_static("x-shard");
///     const LINES: Lines = Lines::Single;
/// }
///
/// let mut headers = HeaderMap::new();
/// headers.set_typed(&Shard(7))?;
/// assert_eq!(headers["x-shard"], "7");
/// assert_eq!(headers.typed::<Shard>()?, Some(Shard(7)));
///
/// headers.insert("x-shard", "300".parse().unwrap());
/// let error = headers.typed::<Shard>().unwrap_err();
/// assert_eq!(error.to_string(), "x-shard: expected a number from 0 to 255, found `300`");
/// # Ok::<_, HeaderError>(())
/// ```
pub trait Header: FromStr<Err = HeaderError> + Display {
    /// The name of the field, in lower case as [`HeaderName`] keeps it.
    ///
    /// ```
    /// use wz::header::{Age, Header};
    ///
    /// assert_eq!(Age::NAME, "age");
    /// ```
    const NAME: HeaderName;

    /// What is done with several lines of this name.
    ///
    /// ```
    /// use wz::header::{ContentType, Header, Lines, Vary};
    ///
    /// assert_eq!((Vary::LINES, ContentType::LINES), (Lines::Joined, Lines::Single));
    /// ```
    const LINES: Lines;
}

/// How several field lines of one name become one value.
///
/// ```
/// use wz::header::{Accept, Header, HeaderMapExt, Host, Lines};
/// use wz::http::HeaderMap;
///
/// assert_eq!((Accept::LINES, Host::LINES), (Lines::Joined, Lines::Single));
/// let mut headers = HeaderMap::new();
/// for host in ["a.example", "b.example"] {
///     headers.append("host", host.parse().unwrap());
///     headers.append("accept", "text/html".parse().unwrap());
/// }
/// assert_eq!(headers.typed::<Accept>()?.unwrap().iter().len(), 2);
/// assert!(headers.typed::<Host>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lines {
    /// All of them, joined with `, ` (RFC 9110 §5.3): the header is a list.
    Joined,
    /// The first one; the others are ignored.
    First,
    /// The last one; the others are ignored.
    Last,
    /// There may be one only: a second one is an error, because sender and recipients could disagree about which
    /// one counts.
    Single,
}

impl Lines {
    /// The text of the field lines `values`: `None` when there is no line.
    ///
    /// A value that is not UTF-8 is read as ISO-8859-1, as RFC 9110 §5.5 says of such text in history, so no line is
    /// lost.
    ///
    /// ```
    /// use wz::header::Lines;
    /// use wz::http::HeaderValue;
    ///
    /// let lines = [HeaderValue::from_static("a"), HeaderValue::from_static("b")];
    /// assert_eq!(Lines::Joined.text(&lines)?.as_deref(), Some("a, b"));
    /// assert_eq!(Lines::Last.text(&lines)?.as_deref(), Some("b"));
    /// assert!(Lines::Single.text(&lines).is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// [`Single`](Lines::Single) and more than one line.
    pub fn text<'v>(
        self,
        values: impl IntoIterator<Item = &'v HeaderValue>,
    ) -> Result<Option<Cow<'v, str>>, HeaderError> {
        let mut values = values.into_iter();
        let Some(first) = values.next() else { return Ok(None) };
        match self {
            Lines::First => Ok(Some(text_of(first))),
            Lines::Last => Ok(Some(text_of(values.last().unwrap_or(first)))),
            Lines::Single if values.next().is_some() => Err(HeaderError::repeated()),
            Lines::Single => Ok(Some(text_of(first))),
            Lines::Joined => Ok(Some(values.fold(text_of(first), |mut text, value| {
                let all = text.to_mut();
                all.push_str(", ");
                all.push_str(&text_of(value));
                text
            }))),
        }
    }
}

/// The text of a header value: UTF-8, else ISO-8859-1.
fn text_of(value: &HeaderValue) -> Cow<'_, str> {
    match std::str::from_utf8(value.as_bytes()) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => value.as_bytes().iter().map(|&byte| char::from(byte)).collect::<String>().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_one_text() {
        let values: Vec<HeaderValue> = ["a", "b", "", "c"].map(HeaderValue::from_static).into();
        assert_eq!(Lines::Joined.text(&values).unwrap().unwrap(), "a, b, , c");
        assert_eq!(Lines::First.text(&values).unwrap().unwrap(), "a");
        assert_eq!(Lines::Last.text(&values).unwrap().unwrap(), "c");
        assert_eq!(Lines::Single.text(&values[..1]).unwrap().unwrap(), "a");
        assert_eq!(Lines::Single.text(&[]).unwrap(), None);
        assert!(Lines::Single.text(&values).is_err());
    }

    #[test]
    fn text_that_is_not_utf_8_is_latin_1() {
        let values =
            [HeaderValue::from_bytes(b"\xe9").unwrap(), HeaderValue::from_bytes("é".as_bytes()).unwrap()];
        assert_eq!(Lines::Joined.text(&values).unwrap().unwrap(), "é, é");
    }
}
