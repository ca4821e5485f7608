use std::fmt;
use std::str::FromStr;

use http::header;
use http::{HeaderMap, HeaderName};

use super::scan::{Tag, is_complete, tags_in};
use super::{ETag, ETags};
use crate::header::{Header, HeaderError, Lines};

macro_rules! tags_header {
    ($(#[$docs:meta])* $name:ident, $field:ident, $comparison:ident, $is_any:expr) => {
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(pub ETags);

        impl $name {
            /// Whether the header, if there is one, is `*` or has this tag, by the comparison that counts for it; without
            /// a tag, whether it is `*`.
            ///
            /// It says the same as the tags that are read from the map, and does without memory for them.
            #[doc = concat!("```\nuse wz::header::{ETag, ", stringify!($name), "};")]
            /// use wz::http::HeaderMap;
            ///
            /// let mut headers = HeaderMap::new();
            /// let tag = ETag::strong("v1")?;
            #[doc = concat!("assert_eq!(", stringify!($name), "::names(&headers, Some(&tag)), None);")]
            #[doc = concat!("headers.insert(", stringify!($name), "::NAME, r#\"\"v1\"\"#.parse().unwrap());")]
            #[doc = concat!("assert_eq!(", stringify!($name), "::names(&headers, Some(&tag)), Some(true));")]
            #[doc = concat!("assert_eq!(", stringify!($name), "::names(&headers, None), Some(false));")]
            #[doc = concat!("# use wz::header::Header;\n# Ok::<_, wz::header::HeaderError>(())\n```")]
            #[must_use]
            pub fn names(headers: &HeaderMap, tag: Option<&ETag>) -> Option<bool> {
                match Lines::Joined.text(headers.get_all($name::NAME)) {
                    Ok(text) => text.map(|text| {
                        let is_any: fn(&str) -> bool = $is_any;
                        is_any(&text) || tag.is_some_and(|tag| tags_in(&text).any(|one| one.$comparison(tag)))
                    }),
                    // It is there, and no tag of it can be read.
                    Err(_) => Some(false),
                }
            }
        }

        impl FromStr for $name {
            type Err = HeaderError;

            fn from_str(text: &str) -> Result<$name, HeaderError> {
                let is_any: fn(&str) -> bool = $is_any;
                let tags = if is_any(text) { Ok(ETags::Any) } else { text.parse() };
                tags.map($name).map_err(|never: std::convert::Infallible| match never {})
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
    /// `*` beside tags is malformed, and a tag that nothing has: who guards a change with it should not lose the guard.
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
    IfMatch, IF_MATCH, strong_eq, |text| tags_in(text).next().is_some() && tags_in(text).all(Tag::is_any)
}

tags_header! {
    /// `If-None-Match`: act only when the representation is none of these; `*`, when there is none at all (RFC 9110
    /// §13.1.2).
    ///
    /// `*` beside tags is malformed, and `*`: who guards a change with it should not lose the guard.
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
    IfNoneMatch, IF_NONE_MATCH, weak_eq, |text| tags_in(text).any(Tag::is_any)
}

impl IfNoneMatch {
    /// Whether something in the header, if there is one, is no tag.
    pub(crate) fn is_malformed(headers: &HeaderMap) -> bool {
        match Lines::Joined.text(headers.get_all(IfNoneMatch::NAME)) {
            Ok(text) => text.is_some_and(|text| !is_complete(&text)),
            Err(_) => true,
        }
    }
}
