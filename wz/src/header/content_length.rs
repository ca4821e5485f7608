use std::fmt;
use std::str::FromStr;

use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName};

use super::syntax::{list, trim};
use super::{Header, HeaderError, HeaderMapExt, Lines};

/// `Content-Length`: how many bytes the content has (RFC 9110 §8.6).
///
/// ```
/// use wz::header::ContentLength;
///
/// assert_eq!("42".parse::<ContentLength>()?.0, 42);
/// // Said twice, as by a proxy that has joined two lines.
/// assert_eq!("42, 42".parse::<ContentLength>()?, ContentLength(42));
/// assert!(["42, 43", "-1", "+1", "4_2", ""].iter().all(|text| text.parse::<ContentLength>().is_err()));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Digits only. Where two recipients could read two lengths, one of them would take content for the next request: so
/// other members than equal ones are an error, and so is a number beyond 64 bits. Answer with 400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentLength(pub u64);

impl ContentLength {
    /// The length that a message announces; none where there is a `Transfer-Encoding`, which overrides it (RFC 9112
    /// §6.3). As Werkzeug's `get_content_length`, which takes what cannot be read for 0.
    ///
    /// ```
    /// use wz::header::ContentLength;
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("content-length", "5".parse().unwrap());
    /// assert_eq!(ContentLength::of_message(&headers)?, Some(ContentLength(5)));
    /// headers.insert("transfer-encoding", "chunked".parse().unwrap());
    /// assert_eq!(ContentLength::of_message(&headers)?, None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// When the header is there, and cannot be read.
    pub fn of_message(headers: &HeaderMap) -> Result<Option<ContentLength>, HeaderError> {
        if headers.contains_key(TRANSFER_ENCODING) { Ok(None) } else { headers.typed() }
    }
}

impl FromStr for ContentLength {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ContentLength, HeaderError> {
        let wrong =
            || HeaderError::syntax("one length in bytes, in digits").found(trim(text)).of(CONTENT_LENGTH);
        let read = |member: &str| {
            // `parse` would take a sign.
            let plain = member.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| member.parse().ok()).flatten().ok_or_else(wrong)
        };
        let mut members = list(text);
        let length: u64 = read(members.next().unwrap_or_default())?;
        match members.map(read).find(|other| *other != Ok(length)) {
            Some(_) => Err(wrong()),
            None => Ok(ContentLength(length)),
        }
    }
}

impl fmt::Display for ContentLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Header for ContentLength {
    const NAME: HeaderName = CONTENT_LENGTH;
    const LINES: Lines = Lines::Joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_one_length() {
        for (text, length) in [("0", 0), (" 5\t", 5), ("007, 7", 7), ("18446744073709551615", u64::MAX)] {
            assert_eq!(text.parse(), Ok(ContentLength(length)), "{text}");
        }
        for text in ["", ",", "-5", "5 5", "1.5", "5, x", "x, 5", "٣", "18446744073709551616", "5;5", "\"5\""]
        {
            let error = text.parse::<ContentLength>().expect_err(text);
            assert_eq!(error.name(), Some(&CONTENT_LENGTH), "{text}");
        }
    }

    #[test]
    fn of_several_lines_all_count() {
        let mut headers = HeaderMap::new();
        assert_eq!(ContentLength::of_message(&headers), Ok(None));
        headers.append(CONTENT_LENGTH, "5".parse().unwrap());
        headers.append(CONTENT_LENGTH, "5".parse().unwrap());
        assert_eq!(headers.typed(), Ok(Some(ContentLength(5))));
        headers.append(CONTENT_LENGTH, "6".parse().unwrap());
        assert!(ContentLength::of_message(&headers).is_err());
    }
}
