use std::fmt;
use std::str::FromStr;

use http::HeaderName;

use super::syntax::trim;
use super::{Header, HeaderError, Lines};

/// `Last-Event-ID`: the id of the last [event](crate::response::Event) that the client has seen, when it comes back to an
/// event stream (HTML §9.2.4).
///
/// ```
/// use wz::header::LastEventId;
///
/// let last: LastEventId = "17".parse()?;
/// assert_eq!((last.as_str(), last.get::<u64>()), ("17", Some(17)));
/// assert!("1\n2".parse::<LastEventId>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Any text is one, without CR, LF and NUL, and without spaces at its ends, which no header keeps. Browsers send none
/// when the id is empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LastEventId(String);

impl LastEventId {
    /// The text.
    ///
    /// ```
    /// use wz::header::LastEventId;
    ///
    /// assert_eq!("a b".parse::<LastEventId>()?.as_str(), "a b");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as what it is to the program. It comes from the client: `None` when it cannot be read.
    ///
    /// ```
    /// use wz::header::LastEventId;
    ///
    /// assert_eq!("x".parse::<LastEventId>()?.get::<u64>(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn get<T: FromStr>(&self) -> Option<T> {
        self.0.parse().ok()
    }
}

impl FromStr for LastEventId {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<LastEventId, HeaderError> {
        if text.contains(['\r', '\n', '\0']) {
            return Err(HeaderError::value("an id on one line").found(text).of(LastEventId::NAME));
        }
        Ok(LastEventId(trim(text).to_owned()))
    }
}

impl fmt::Display for LastEventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Header for LastEventId {
    const NAME: HeaderName = HeaderName::from_static("last-event-id");
    const LINES: Lines = Lines::Single;
}
