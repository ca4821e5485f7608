use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header;

use crate::header::syntax::trim;
use crate::header::{ETag, Header, HeaderError, HttpDate, Lines};

/// `If-Range`: send the parts only when the representation is still this one, else all of it (RFC 9110 §13.1.5).
///
/// ```
/// use wz::header::{ETag, HttpDate, IfRange};
///
/// assert_eq!(r#""v1""#.parse(), Ok(IfRange::ETag(ETag::strong("v1")?)));
/// assert_eq!("Thu, 01 Jan 1970 00:00:00 GMT".parse(), Ok(IfRange::Date(HttpDate::UNIX_EPOCH)));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// A weak tag is kept as one, and so never matches; Werkzeug drops the mark. What is neither in quotes nor a date is read as
/// a tag, as Werkzeug does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum IfRange {
    /// It has this tag, by the strong comparison.
    ETag(ETag),
    /// It was last changed at exactly this time.
    Date(HttpDate),
}

impl FromStr for IfRange {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<IfRange, HeaderError> {
        // The RFC tells them apart by a quote among the first three characters.
        let date = if trim(text).bytes().take(3).any(|byte| byte == b'"') { None } else { text.parse().ok() };
        match date {
            Some(date) => Ok(IfRange::Date(date)),
            None => text.parse().map(IfRange::ETag).map_err(|_| {
                HeaderError::syntax("a tag like `\"v1\"`, or a date").found(text).of(header::IF_RANGE)
            }),
        }
    }
}

impl fmt::Display for IfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IfRange::ETag(tag) => tag.fmt(f),
            IfRange::Date(date) => date.fmt(f),
        }
    }
}

impl Header for IfRange {
    const NAME: HeaderName = header::IF_RANGE;
    const LINES: Lines = Lines::Single;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for (text, written) in [
            ("W/\"a\"", "W/\"a\""),
            ("a", "\"a\""),
            (" \"Thu, 01 Jan 1970 00:00:00 GMT\"", "\"Thu, 01 Jan 1970 00:00:00 GMT\""),
            ("Thursday, 01-Jan-70 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ] {
            assert_eq!(text.parse::<IfRange>().unwrap().to_string(), written, "{text}");
        }
        assert!("".parse::<IfRange>().is_err() && "\"a".parse::<IfRange>().is_err());
    }
}
