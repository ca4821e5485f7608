//! The formats in which a resource takes what is sent to it.

use super::syntax::list;
use super::{ContentType, MediaRange};

macro_rules! formats_header {
    ($(#[$docs:meta])* $name:ident: $header:literal) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name(pub Vec<MediaRange>);

        impl $name {
            /// Whether what is sent may be of this type.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let accept: ", stringify!($name), " = \"text/*, application/json\".parse()?;")]
            /// assert!(accept.accepts(&"text/csv".parse()?) && !accept.accepts(&"image/png".parse()?));
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn accepts(&self, kind: &ContentType) -> bool {
                let kind = MediaRange::from(kind.clone());
                self.0.iter().any(|range| range.matches(&kind))
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::header::HeaderError;

            /// # Errors
            /// An element is no media type.
            fn from_str(text: &str) -> Result<$name, Self::Err> {
                let formats: Result<_, Self::Err> = list(text).map(str::parse).collect();
                formats.map($name).map_err(|error| error.of(<$name as crate::header::Header>::NAME))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.iter().enumerate().try_for_each(|(at, format)| {
                    write!(f, "{}{format}", if at > 0 { ", " } else { "" })
                })
            }
        }

        impl crate::header::Header for $name {
            const NAME: http::HeaderName = http::HeaderName::from_static($header);
            const LINES: crate::header::Lines = crate::header::Lines::Joined;
        }
    };
}

formats_header! {
    /// `Accept-Patch`: the formats in which a resource takes `PATCH` (RFC 5789 §3.1).
    ///
    /// ```
    /// use wz::header::AcceptPatch;
    ///
    /// let accept: AcceptPatch = "application/json-patch+json, text/plain;charset=utf-8".parse()?;
    /// assert!(accept.accepts(&"application/json-patch+json".parse()?));
    /// assert!(!accept.accepts(&"application/json".parse()?));
    /// assert_eq!(AcceptPatch(vec!["text/x-diff".parse()?]).to_string(), "text/x-diff");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    AcceptPatch: "accept-patch"
}

formats_header! {
    /// `Accept-Post`: the formats in which a resource takes `POST` (Linked Data Platform 1.0 §7.1); also ranges.
    ///
    /// ```
    /// use wz::header::AcceptPost;
    ///
    /// let accept: AcceptPost = "image/*, application/json".parse()?;
    /// assert!(accept.accepts(&"image/png".parse()?) && !accept.accepts(&"text/html".parse()?));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    AcceptPost: "accept-post"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back() {
        let accept: AcceptPost = "*/*, text/plain; a=\"b, c\",".parse().unwrap();
        assert_eq!(accept.0.len(), 2);
        assert_eq!(accept.to_string().parse(), Ok(accept));
        let error = "text".parse::<AcceptPatch>().unwrap_err();
        assert_eq!(error.name().unwrap(), "accept-patch");
    }
}
