use std::fmt;
use std::ops::Add;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::calendar::{Civil, DAY, FIRST, LAST, MONTHS, WEEKDAYS};
use super::{fixed, lenient};
use crate::header::HeaderError;

/// A point in time as HTTP writes it: whole seconds, in UTC, from year 1 to year 9999 (RFC 9110 §5.6.7).
///
/// It reads the three formats that recipients have to accept, and is written in the first one:
///
/// ```
/// use wz::header::HttpDate;
///
/// let date: HttpDate = "Sun, 06 Nov 1994 08:49:37 GMT".parse()?; // IMF-fixdate
/// assert_eq!("Sunday, 06-Nov-94 08:49:37 GMT".parse(), Ok(date)); // RFC 850
/// assert_eq!("Sun Nov  6 08:49:37 1994".parse(), Ok(date)); // asctime
///
/// assert_eq!(date.unix_seconds(), 784_111_777);
/// assert_eq!(date.to_string(), "Sun, 06 Nov 1994 08:49:37 GMT");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Reading is as lenient as Werkzeug's `parse_date`: seconds and zone may be missing (then 0 and UTC), numeric zones
/// and those of RFC 822 count (`+0200`, `EST`), letters may have any case, and the weekday may be wrong. A leap
/// second, `:60`, is the second after it. A year of two digits is from 1969 to 2068;
/// [`parse_relative_to`](HttpDate::parse_relative_to) knows better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpDate {
    seconds: i64,
}

impl HttpDate {
    /// 1 January 1970, the origin of [`unix_seconds`](HttpDate::unix_seconds).
    ///
    /// ```
    /// use wz::header::HttpDate;
    ///
    /// assert_eq!(HttpDate::UNIX_EPOCH.to_string(), "Thu, 01 Jan 1970 00:00:00 GMT");
    /// ```
    pub const UNIX_EPOCH: HttpDate = HttpDate { seconds: 0 };
    /// The first second of year 1.
    ///
    /// ```
    /// use wz::header::HttpDate;
    ///
    /// assert_eq!(HttpDate::MIN.to_string(), "Mon, 01 Jan 0001 00:00:00 GMT");
    /// ```
    pub const MIN: HttpDate = HttpDate { seconds: FIRST };
    /// The last second of year 9999.
    ///
    /// ```
    /// use wz::header::HttpDate;
    ///
    /// assert_eq!(HttpDate::MAX.to_string(), "Fri, 31 Dec 9999 23:59:59 GMT");
    /// ```
    pub const MAX: HttpDate = HttpDate { seconds: LAST };

    /// The date so many seconds after 1970 (before, when negative); `None` outside of years 1 to 9999.
    ///
    /// ```
    /// use wz::header::HttpDate;
    ///
    /// assert_eq!(HttpDate::from_unix_seconds(0).unwrap().to_string(), "Thu, 01 Jan 1970 00:00:00 GMT");
    /// assert_eq!(HttpDate::from_unix_seconds(i64::MAX), None);
    /// ```
    pub const fn from_unix_seconds(seconds: i64) -> Option<HttpDate> {
        if seconds < FIRST || seconds > LAST { None } else { Some(HttpDate { seconds }) }
    }

    /// Seconds since 1970; negative before.
    ///
    /// ```
    /// use wz::header::HttpDate;
    ///
    /// assert_eq!("Wed, 31 Dec 1969 23:59:59 GMT".parse::<HttpDate>()?.unix_seconds(), -1);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub const fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// This second, by the clock of the machine.
    ///
    /// ```
    /// use wz::header::HttpDate;
    ///
    /// assert!(HttpDate::now() > HttpDate::UNIX_EPOCH);
    /// ```
    pub fn now() -> HttpDate {
        SystemTime::now().into()
    }

    /// The date of a text in the usual format; `None` for any other text, and for a leap second.
    pub(crate) fn from_fixed(text: &str) -> Option<HttpDate> {
        let civil = fixed::imf(text.as_bytes()).filter(|civil| civil.second < 60)?;
        civil.seconds().map(|seconds| HttpDate { seconds })
    }

    /// Reads a date as [`FromStr`] does, but a year of two digits as RFC 9110 §5.6.7 says: when it would be more than
    /// 50 years after `now`, it is the last year in the past that ends with these digits.
    ///
    /// ```
    /// use wz::header::HttpDate;
    ///
    /// let now: HttpDate = "Tue, 15 Sep 2026 12:00:00 GMT".parse()?;
    /// let near = HttpDate::parse_relative_to("Monday, 01-Jan-76 00:00:00 GMT", now)?;
    /// assert_eq!(near.to_string(), "Wed, 01 Jan 2076 00:00:00 GMT");
    /// let far = HttpDate::parse_relative_to("Monday, 01-Jan-77 00:00:00 GMT", now)?;
    /// assert_eq!(far.to_string(), "Sat, 01 Jan 1977 00:00:00 GMT");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The text is no date, or one that is outside of years 1 to 9999.
    pub fn parse_relative_to(text: &str, now: HttpDate) -> Result<HttpDate, HeaderError> {
        let this = Civil::of(now.seconds);
        let mut of_two_digits = false;
        // The last such year that may be less than 50 years after now.
        let latest = |two_digits: i64| {
            let year = (this.year + 50).min(9999);
            year - (year - two_digits).rem_euclid(100)
        };
        let date = parse(text, |two_digits| {
            of_two_digits = true;
            latest(two_digits)
        })?;
        // The last day of February is in other years the first of March, and of those the earlier counts.
        let day = if (this.month, this.day) == (2, 29) { 28 } else { this.day };
        let limit = Civil { year: this.year + 50, day, ..this }.seconds();
        if of_two_digits && limit.is_some_and(|limit| date.seconds > limit) {
            return parse(text, |two_digits| latest(two_digits) - 100);
        }
        Ok(date)
    }
}

/// Reads `text`; `century` makes a year of one with two digits.
fn parse(text: &str, mut century: impl FnMut(i64) -> i64) -> Result<HttpDate, HeaderError> {
    let seconds = match fixed::parse(text.as_bytes(), &mut century) {
        Some(civil) => civil.seconds(),
        None => lenient::parse(text, century),
    };
    seconds
        .and_then(HttpDate::from_unix_seconds)
        .ok_or_else(|| HeaderError::syntax("a date like `Sun, 06 Nov 1994 08:49:37 GMT`").found(text))
}

impl FromStr for HttpDate {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<HttpDate, HeaderError> {
        parse(text, |two_digits| if two_digits > 68 { 1900 + two_digits } else { 2000 + two_digits })
    }
}

impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day, hour, minute, second } = Civil::of(self.seconds);
        let mut text = *b"Thu, 00 Jan 0000 00:00:00 GMT";
        let mut put = |at: usize, number: i64| {
            let number = number as u8;
            text[at] = b'0' + number / 10;
            text[at + 1] = b'0' + number % 10;
        };
        put(5, day);
        put(12, year / 100);
        put(14, year % 100);
        put(17, hour);
        put(20, minute);
        put(23, second);
        let weekday = WEEKDAYS[self.seconds.div_euclid(DAY).rem_euclid(7) as usize];
        text[..3].copy_from_slice(weekday.as_bytes());
        text[8..11].copy_from_slice(MONTHS[(month - 1) as usize].as_bytes());
        f.pad(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// So much later, in whole seconds; at most [`MAX`](HttpDate::MAX).
///
/// ```
/// use std::time::Duration;
/// use wz::header::HttpDate;
///
/// let date = HttpDate::UNIX_EPOCH + Duration::from_secs(60);
/// assert_eq!(date.to_string(), "Thu, 01 Jan 1970 00:01:00 GMT");
/// assert_eq!(date + Duration::MAX, HttpDate::MAX);
/// ```
impl Add<Duration> for HttpDate {
    type Output = HttpDate;

    fn add(self, later: Duration) -> HttpDate {
        let seconds = i64::try_from(later.as_secs()).unwrap_or(i64::MAX);
        HttpDate { seconds: self.seconds.saturating_add(seconds).min(LAST) }
    }
}

/// The second in which the time is; a time outside of years 1 to 9999 becomes the nearest date inside.
impl From<SystemTime> for HttpDate {
    fn from(time: SystemTime) -> HttpDate {
        let seconds = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(LAST),
            Err(before) => {
                let before = before.duration();
                let whole = i64::try_from(before.as_secs()).unwrap_or(-FIRST);
                -whole - i64::from(before.subsec_nanos() > 0)
            }
        };
        HttpDate { seconds: seconds.clamp(FIRST, LAST) }
    }
}

/// The start of the second; where the clock of the platform does not reach, 1970.
impl From<HttpDate> for SystemTime {
    fn from(date: HttpDate) -> SystemTime {
        let away = Duration::from_secs(date.seconds.unsigned_abs());
        let time = if date.seconds < 0 { UNIX_EPOCH.checked_sub(away) } else { UNIX_EPOCH.checked_add(away) };
        time.unwrap_or(UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_and_clamps_times() {
        for seconds in [FIRST, -1, 0, 784_111_777, LAST] {
            let date = HttpDate::from_unix_seconds(seconds).unwrap();
            assert_eq!(HttpDate::from(SystemTime::from(date)), date);
            assert_eq!(date.to_string().parse(), Ok(date));
        }
        let half = Duration::from_millis(500);
        assert_eq!(HttpDate::from(UNIX_EPOCH + half).seconds, 0);
        assert_eq!(HttpDate::from(UNIX_EPOCH - half).seconds, -1);
        assert_eq!(HttpDate::from(UNIX_EPOCH + Duration::from_secs(u64::MAX >> 1)), HttpDate::MAX);
        assert_eq!(HttpDate::MIN.to_string(), "Mon, 01 Jan 0001 00:00:00 GMT");
        assert_eq!(format!("{:>31}", HttpDate::MAX), "  Fri, 31 Dec 9999 23:59:59 GMT");
    }

    #[test]
    fn two_digits_are_the_nearest_such_year() {
        let year = |digits: &str, now: i64| {
            let now = Civil { year: now, month: 6, day: 1, hour: 0, minute: 0, second: 0 }.seconds().unwrap();
            let text = format!("Monday, 01-Jan-{digits} 00:00:00 GMT");
            Civil::of(HttpDate::parse_relative_to(&text, HttpDate { seconds: now }).unwrap().seconds).year
        };
        assert_eq!(
            (year("76", 2026), year("77", 2026), year("26", 2026), year("00", 2026)),
            (2076, 1977, 2026, 2000)
        );
        assert_eq!(
            (year("20", 1990), year("40", 1990), year("41", 1990), year("90", 1990)),
            (2020, 2040, 1941, 1990)
        );
        assert_eq!("Monday, 01-Jan-69 00:00:00 GMT".parse::<HttpDate>().unwrap().seconds, -31_536_000);
        let now: HttpDate = "Tue, 15 Sep 2026 12:00:00 GMT".parse().unwrap();
        for (text, year) in [
            ("Tuesday, 15-Sep-76 12:00:00 GMT", 2076),
            ("Tuesday, 15-Sep-76 12:00:01 GMT", 1976),
            ("Friday, 31-Dec-76 00:00:00 GMT", 1976),
            ("Sun Nov  6 08:49:37 2094", 2094),
        ] {
            let date = HttpDate::parse_relative_to(text, now).unwrap();
            assert_eq!(Civil::of(date.seconds).year, year, "{text}");
        }
        let leap: HttpDate = "Thu, 29 Feb 2024 00:00:00 GMT".parse().unwrap();
        assert!(HttpDate::parse_relative_to("Friday, 28-Feb-74 00:00:00 GMT", leap).unwrap() > leap);
        assert!(HttpDate::parse_relative_to("Friday, 01-Mar-74 00:00:00 GMT", leap).unwrap() < leap);
        assert!(HttpDate::parse_relative_to("Friday, 01-Jan-00 00:00:00 GMT", HttpDate::MAX).is_ok());
        assert!("Monday, 01-Jan-68 00:00:00 GMT".parse::<HttpDate>().unwrap().seconds > 0);
    }

    #[test]
    fn errors_say_what_to_write() {
        let error = "2024-01-01T00:00:00Z".parse::<HttpDate>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a date like `Sun, 06 Nov 1994 08:49:37 GMT`, found `2024-01-01T00:00:00Z`"
        );
        assert!("Sun, 31 Feb 2021 00:00:00 GMT".parse::<HttpDate>().is_err());
        assert!("Mon, 01 Jan 0001 00:00:00 +0100".parse::<HttpDate>().is_err());
    }
}
