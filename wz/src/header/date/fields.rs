use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header;

use super::HttpDate;
use crate::header::{Header, HeaderError, Lines};

macro_rules! date_header {
    ($(#[$docs:meta])* $name:ident, $field:ident, $lines:ident) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub HttpDate);

        impl FromStr for $name {
            type Err = HeaderError;

            fn from_str(text: &str) -> Result<$name, HeaderError> {
                text.parse().map($name).map_err(|error: HeaderError| error.of(header::$field))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Header for $name {
            const NAME: HeaderName = header::$field;
            const LINES: Lines = Lines::$lines;
        }

        impl From<HttpDate> for $name {
            fn from(date: HttpDate) -> $name {
                $name(date)
            }
        }
    };
}

date_header! {
    /// `Date`: when the message was made (RFC 9110 §6.6.1).
    ///
    /// ```
    /// use wz::header::{Date, HeaderMapExt, HttpDate};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.set_typed(&Date(HttpDate::UNIX_EPOCH))?;
    /// assert_eq!(headers["date"], "Thu, 01 Jan 1970 00:00:00 GMT");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    Date, DATE, First
}

date_header! {
    /// `Expires`: from when on the response is stale (RFC 9111 §5.3).
    ///
    /// A text that is no date, as the common `0`, is an error here and means for a cache: stale already.
    ///
    /// ```
    /// use wz::header::Expires;
    ///
    /// assert!("Thu, 01 Dec 1994 16:00:00 GMT".parse::<Expires>().is_ok());
    /// assert!("0".parse::<Expires>().is_err());
    /// ```
    Expires, EXPIRES, First
}

date_header! {
    /// `Last-Modified`: when the representation was last changed (RFC 9110 §8.8.2).
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use wz::header::LastModified;
    ///
    /// let modified = LastModified(SystemTime::UNIX_EPOCH.into());
    /// assert_eq!(modified.to_string(), "Thu, 01 Jan 1970 00:00:00 GMT");
    /// ```
    LastModified, LAST_MODIFIED, First
}

date_header! {
    /// `If-Modified-Since`: send the representation only when it was changed after (RFC 9110 §13.1.3).
    ///
    /// A text that is no date, or a second line, is an error here; a server has to ignore the header then.
    ///
    /// ```
    /// use wz::header::{HttpDate, IfModifiedSince};
    ///
    /// let since: IfModifiedSince = "Thu, 01 Jan 1970 00:00:00 GMT".parse()?;
    /// assert_eq!(since.0, HttpDate::UNIX_EPOCH);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    IfModifiedSince, IF_MODIFIED_SINCE, Single
}

date_header! {
    /// `If-Unmodified-Since`: act only when the representation was not changed after (RFC 9110 §13.1.4).
    ///
    /// A text that is no date, or a second line, is an error here; a server has to ignore the header then.
    ///
    /// ```
    /// use wz::header::{HttpDate, IfUnmodifiedSince};
    ///
    /// let since: IfUnmodifiedSince = "Thu, 01 Jan 1970 00:00:00 GMT".parse()?;
    /// assert_eq!(since.0, HttpDate::UNIX_EPOCH);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    IfUnmodifiedSince, IF_UNMODIFIED_SINCE, Single
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;
    use crate::header::HeaderMapExt;

    #[test]
    fn errors_name_the_header() {
        let mut headers = HeaderMap::new();
        headers.insert(header::EXPIRES, "0".parse().unwrap());
        let error = headers.typed::<Expires>().unwrap_err().to_string();
        assert!(error.starts_with("expires: expected a date like"), "{error}");
    }
}
