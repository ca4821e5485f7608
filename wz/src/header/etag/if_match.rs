use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header;

use super::ETags;
use crate::header::{Header, HeaderError, Lines};

macro_rules! tags_header {
    ($(#[$docs:meta])* $name:ident, $field:ident) => {
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(pub ETags);

        impl FromStr for $name {
            type Err = HeaderError;

            fn from_str(text: &str) -> Result<$name, HeaderError> {
                text.parse().map($name).map_err(|never: std::convert::Infallible| match never {})
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Header for $name {
            const NAME: HeaderName = header::$field;
            const LINES: Lines = Lines::Joined;
        }
    };
}

tags_header! {
    /// `If-Match`: act only when the representation is one of these (RFC 9110 §13.1.1).
    ///
    /// ```
    /// use wz::header::{ETag, HeaderMapExt, IfMatch};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.set_typed(&IfMatch(ETag::strong("v1")?.into()))?;
    /// assert_eq!(headers["if-match"], r#""v1""#);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    IfMatch, IF_MATCH
}

tags_header! {
    /// `If-None-Match`: act only when the representation is none of these; `*`, when there is none at all (RFC 9110
    /// §13.1.2).
    ///
    /// ```
    /// use wz::header::{ETag, ETags, HeaderMapExt, IfNoneMatch};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.append("if-none-match", r#""v1""#.parse().unwrap());
    /// headers.append("if-none-match", r#"W/"v2""#.parse().unwrap());
    /// let IfNoneMatch(tags) = headers.typed()?.unwrap();
    /// assert!(tags.contains_weak(&ETag::strong("v2")?));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    IfNoneMatch, IF_NONE_MATCH
}
