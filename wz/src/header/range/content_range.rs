use std::fmt;
use std::ops;
use std::str::FromStr;

use http::HeaderName;
use http::header;

use super::number::position;
use crate::header::syntax::{is_token, trim};
use crate::header::{Header, HeaderError, Lines};

/// `Content-Range`: which part a message holds, or how long the whole is when it holds none (RFC 9110 §14.4).
///
/// ```
/// use wz::header::ContentRange;
///
/// assert_eq!(ContentRange::bytes(0..5, Some(10)).unwrap().to_string(), "bytes 0-4/10");
/// assert_eq!(ContentRange::bytes(0..5, None).unwrap().to_string(), "bytes 0-4/*");
/// assert_eq!(ContentRange::unsatisfied(10).to_string(), "bytes */10");
///
/// let range: ContentRange = "bytes 5-9/10".parse()?;
/// assert_eq!((range.range(), range.complete_length()), (Some(5..10), Some(10)));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ContentRange {
    unit: String,
    /// The first position and the last one.
    positions: Option<(u64, u64)>,
    complete_length: Option<u64>,
}

impl ContentRange {
    /// A part in bytes, from its start to before its end, of something so long when that is known. `None` when the part is
    /// empty or not within the length.
    ///
    /// ```
    /// use wz::header::ContentRange;
    ///
    /// assert_eq!(ContentRange::bytes(0..5, Some(10)).unwrap().to_string(), "bytes 0-4/10");
    /// assert!(ContentRange::bytes(5..5, None).is_none() && ContentRange::bytes(5..11, Some(10)).is_none());
    /// ```
    #[must_use]
    pub fn bytes(range: ops::Range<u64>, complete_length: Option<u64>) -> Option<ContentRange> {
        let last = range.end.checked_sub(1).filter(|last| range.start <= *last)?;
        ContentRange::valid("bytes", range.start, last, complete_length)
    }

    /// No part, of something so many bytes long: the answer with status 416 (RFC 9110 §15.5.17).
    ///
    /// ```
    /// use wz::header::ContentRange;
    ///
    /// assert_eq!(ContentRange::unsatisfied(10).to_string(), "bytes */10");
    /// ```
    #[must_use]
    pub fn unsatisfied(complete_length: u64) -> ContentRange {
        ContentRange { unit: "bytes".into(), positions: None, complete_length: Some(complete_length) }
    }

    fn valid(unit: &str, first: u64, last: u64, complete_length: Option<u64>) -> Option<ContentRange> {
        let fine = first <= last && last < complete_length.unwrap_or(u64::MAX);
        fine.then(|| ContentRange { unit: unit.into(), positions: Some((first, last)), complete_length })
    }

    /// The unit, as it is written.
    ///
    /// ```
    /// use wz::header::ContentRange;
    ///
    /// assert_eq!("Rows 0-4/10".parse::<ContentRange>()?.unit(), "Rows");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The part, from its start to before its end; `None` for `*`.
    ///
    /// ```
    /// use wz::header::ContentRange;
    ///
    /// let range = |text: &str| text.parse().map(|content: ContentRange| content.range());
    /// assert_eq!((range("bytes 0-4/10")?, range("bytes */10")?), (Some(0..5), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn range(&self) -> Option<ops::Range<u64>> {
        self.positions.map(|(first, last)| first..last + 1)
    }

    /// The length of the whole, when it is known.
    ///
    /// ```
    /// use wz::header::ContentRange;
    ///
    /// let length = |text: &str| text.parse().map(|content: ContentRange| content.complete_length());
    /// assert_eq!((length("bytes 0-4/10")?, length("bytes 0-4/*")?), (Some(10), None));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn complete_length(&self) -> Option<u64> {
        self.complete_length
    }
}

impl FromStr for ContentRange {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ContentRange, HeaderError> {
        let parse = || {
            let (unit, rest) = trim(text).split_once(' ')?;
            let (range, length) = rest.split_once('/')?;
            let exact = |text: &str| position(text).filter(|number| *number < u64::MAX);
            let complete_length = match length {
                "*" => None,
                length => Some(exact(length)?),
            };
            if !is_token(unit) {
                return None;
            }
            match (range, complete_length) {
                // What is not satisfied has to say how long the whole is.
                ("*", None) => None,
                ("*", Some(_)) => Some(ContentRange { unit: unit.into(), positions: None, complete_length }),
                (range, _) => {
                    let (first, last) = range.split_once('-')?;
                    ContentRange::valid(unit, exact(first)?, exact(last)?, complete_length)
                }
            }
        };
        parse().ok_or_else(|| {
            HeaderError::syntax("a part and a length like `bytes 0-4/10`")
                .found(text)
                .of(header::CONTENT_RANGE)
        })
    }
}

impl fmt::Display for ContentRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.positions {
            Some((first, last)) => write!(f, "{} {first}-{last}/", self.unit)?,
            None => write!(f, "{} */", self.unit)?,
        }
        match self.complete_length {
            Some(length) => length.fmt(f),
            None => f.write_str("*"),
        }
    }
}

impl Header for ContentRange {
    const NAME: HeaderName = header::CONTENT_RANGE;
    const LINES: Lines = Lines::Single;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for text in ["bytes 0-4/10", "bytes */10", "bytes 0-4/*", "items 5-5/6", "bytes */0"] {
            assert_eq!(text.parse::<ContentRange>().unwrap().to_string(), text);
        }
        for text in [
            "bytes 0-9/5",
            "bytes 4-2/10",
            "bytes 0-4",
            "bytes */-1",
            "bytes 10-12/10",
            "bytes */*",
            "bytes",
            "",
            "bytes 0-4/+10",
            "bytes 0-18446744073709551615/*",
            "by,tes 0-1/2",
            "bytes 0-1/2/3",
            "\0 0-1/2",
        ] {
            assert!(text.parse::<ContentRange>().is_err(), "{text:?}");
        }
        assert_eq!(ContentRange::bytes(5..5, None), None);
        assert_eq!(ContentRange::bytes(5..11, Some(10)), None);
        assert_eq!(ContentRange::bytes(0..0, Some(0)), None);
    }
}
