//! Headers that are a URL.

use super::{HeaderError, Origin};
use crate::url::iri_to_uri;

macro_rules! url_header {
    ($(#[$docs:meta])* $name:ident: $field:ident, $lines:ident) => {
        $(#[$docs])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// A URL, whole or relative. What may not stand in it is percent-encoded, as
            /// [`iri_to_uri`](crate::url::iri_to_uri) does it.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert_eq!(", stringify!($name), "::new(\"/é b?c\")?.to_string(), \"/%C3%A9%20b?c\");")]
            #[doc = concat!("assert!(", stringify!($name), "::new(\"\").is_err());")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            ///
            /// # Errors
            /// It is empty, or its host or port are none.
            pub fn new(url: &str) -> Result<$name, HeaderError> {
                read(url).map($name).map_err(|error| error.of(http::header::$field))
            }

            /// The URL, in ASCII.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert_eq!(\"../b?c\".parse::<", stringify!($name), ">()?.as_str(), \"../b?c\");")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = HeaderError;

            fn from_str(text: &str) -> Result<$name, HeaderError> {
                $name::new(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl crate::header::Header for $name {
            const NAME: http::HeaderName = http::header::$field;
            const LINES: crate::header::Lines = crate::header::Lines::$lines;
        }
    };
}

fn read(url: &str) -> Result<String, HeaderError> {
    let url = super::syntax::trim(url);
    if url.is_empty() {
        return Err(HeaderError::syntax("a URL"));
    }
    iri_to_uri(url)
        .map_err(|_| HeaderError::syntax("a URL with a host and a port that are well-formed").found(url))
}

url_header! {
    /// `Location`: where a redirect leads, or what a 201 has made (RFC 9110 §10.2.2).
    ///
    /// ```
    /// use wz::header::{HeaderMapExt, Location};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.set_typed(&Location::new("/café?q=a b")?)?;
    /// assert_eq!(headers["location"], "/caf%C3%A9?q=a%20b");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// It leads wherever it says: a target that a client has chosen is to go through
    /// [`safe_redirect_target`](crate::url::safe_redirect_target) first. A second line is an error.
    Location: LOCATION, Single
}

url_header! {
    /// `Content-Location`: where the content of this message has an address of its own (RFC 9110 §8.7).
    ///
    /// ```
    /// use wz::header::ContentLocation;
    ///
    /// assert_eq!("/report.de.html".parse::<ContentLocation>()?.as_str(), "/report.de.html");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ContentLocation: CONTENT_LOCATION, Single
}

url_header! {
    /// `Referer`: the page that led to this request (RFC 9110 §10.1.3). The client writes it as it likes, or not at all.
    ///
    /// ```
    /// use wz::header::{Origin, Referer};
    ///
    /// let referer: Referer = "https://Example.com:443/page?q=1".parse()?;
    /// assert_eq!(referer.origin(), Origin::new("https", "example.com")?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    Referer: REFERER, Single
}

impl Referer {
    /// The origin of the page, for comparison where a request has no [`Origin`]; the one that equals none where it has no
    /// host.
    ///
    /// ```
    /// use wz::header::{Origin, Referer};
    ///
    /// assert_eq!("http://A.example/b".parse::<Referer>()?.origin(), "http://a.example".parse()?);
    /// assert!("about:blank".parse::<Referer>()?.origin().is_null());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn origin(&self) -> Origin {
        Origin::of_url(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_a_url() {
        for (text, url) in [
            ("//example.com", "//example.com"),
            (" ../a\tb ", "../a%09b"),
            ("/a\r\nSet-Cookie: x", "/a%0D%0ASet-Cookie:%20x"),
            ("HTTP://Ex.com/%zz", "http://ex.com/%25zz"),
            ("#top", "#top"),
        ] {
            assert_eq!(Location::new(text).unwrap().as_str(), url);
            assert_eq!(Location::new(url).unwrap().as_str(), url);
        }
        for text in ["", "  ", "http://a b/", "http://a:99999/", "//[::1/"] {
            assert_eq!(text.parse::<Location>().unwrap_err().name().unwrap(), "location", "{text}");
        }
    }
}
