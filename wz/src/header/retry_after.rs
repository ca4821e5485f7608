use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use http::HeaderName;
use http::header::RETRY_AFTER;

use super::seconds::read_seconds;
use super::syntax::trim;
use super::{Header, HeaderError, HttpDate, Lines};

/// `Retry-After`: when to come back (RFC 9110 §10.2.3).
///
/// ```
/// use std::time::Duration;
/// use wz::header::{HttpDate, RetryAfter};
///
/// let delay: RetryAfter = "120".parse()?;
/// assert_eq!(delay, RetryAfter::Delay(Duration::from_secs(120)));
/// assert_eq!(delay.at(HttpDate::UNIX_EPOCH).unix_seconds(), 120);
///
/// let date: RetryAfter = "Fri, 31 Dec 1999 23:59:59 GMT".parse()?;
/// assert_eq!(date.to_string(), "Fri, 31 Dec 1999 23:59:59 GMT");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetryAfter {
    /// After so many seconds; a fraction is not written. One that is larger than 64 bits can hold is the largest that
    /// they can.
    Delay(Duration),
    /// At this time.
    At(HttpDate),
}

impl RetryAfter {
    /// When to come back, for a response that was received at `now`; at most [`HttpDate::MAX`].
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::header::{HttpDate, RetryAfter};
    ///
    /// let now = HttpDate::UNIX_EPOCH;
    /// assert_eq!(RetryAfter::Delay(Duration::from_secs(60)).at(now).unix_seconds(), 60);
    /// assert_eq!(RetryAfter::At(now).at(HttpDate::MAX), now);
    /// ```
    pub fn at(self, now: HttpDate) -> HttpDate {
        match self {
            RetryAfter::At(date) => date,
            RetryAfter::Delay(delay) => {
                let seconds = i64::try_from(delay.as_secs()).unwrap_or(i64::MAX);
                HttpDate::from_unix_seconds(now.unix_seconds().saturating_add(seconds))
                    .unwrap_or(HttpDate::MAX)
            }
        }
    }
}

impl FromStr for RetryAfter {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<RetryAfter, HeaderError> {
        if let Some(seconds) = read_seconds(trim(text)) {
            return Ok(RetryAfter::Delay(Duration::from_secs(seconds)));
        }
        let expected = "a number of seconds, or a date like `Sun, 06 Nov 1994 08:49:37 GMT`";
        match text.parse() {
            Ok(date) => Ok(RetryAfter::At(date)),
            Err(_) => Err(HeaderError::syntax(expected).found(text).of(RETRY_AFTER)),
        }
    }
}

impl fmt::Display for RetryAfter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RetryAfter::Delay(delay) => delay.as_secs().fmt(f),
            RetryAfter::At(date) => date.fmt(f),
        }
    }
}

impl Header for RetryAfter {
    const NAME: HeaderName = RETRY_AFTER;
    const LINES: Lines = Lines::First;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_passes_the_last_date() {
        assert_eq!(RetryAfter::Delay(Duration::MAX).at(HttpDate::now()), HttpDate::MAX);
        assert_eq!(RetryAfter::At(HttpDate::MIN).at(HttpDate::now()), HttpDate::MIN);
        for text in ["", "-5", "1.5", "soon"] {
            assert!(
                text.parse::<RetryAfter>().unwrap_err().to_string().starts_with("retry-after: "),
                "{text}"
            );
        }
    }
}
