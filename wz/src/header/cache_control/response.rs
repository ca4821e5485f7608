use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use http::HeaderName;
use http::header::CACHE_CONTROL;

use super::directives::{Writer, directives, first, lower, seconds};
use super::{Extensions, FieldNames};
use crate::header::{Header, HeaderError, Lines};

/// `Cache-Control` of a response (RFC 9111 §5.2.2; `stale-*` RFC 5861, `immutable` RFC 8246).
///
/// ```
/// use std::time::Duration;
/// use wz::header::{FieldNames, ResponseCacheControl};
///
/// let year = Duration::from_secs(31_536_000);
/// let asset = ResponseCacheControl { public: true, immutable: true, max_age: Some(year), ..Default::default() };
/// assert_eq!(asset.to_string(), "public, max-age=31536000, immutable");
///
/// let read: ResponseCacheControl = "private=\"set-cookie\", MAX-AGE=60, x=1".parse()?;
/// assert_eq!(read.max_age, Some(Duration::from_secs(60)));
/// assert_eq!(read.private, Some(FieldNames::Only(["set-cookie"].into_iter().collect())));
/// assert_eq!(read.to_string(), "private=\"set-cookie\", max-age=60, x=1");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Parsing never fails: names have any case, of a directive that is repeated the first counts (of `no-cache` and
/// `private` all), a number that is none is as if it were not there, and a text with a quote that is not closed says
/// nothing. Numbers that are larger than 64 bits can hold
/// are the largest that they can; fractions of a second are not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResponseCacheControl {
    /// The response is fresh so long.
    pub max_age: Option<Duration>,
    /// The same for shared caches.
    pub s_maxage: Option<Duration>,
    /// A cache has to ask the server before it uses this, or these fields.
    pub no_cache: Option<FieldNames>,
    /// Nothing may be stored.
    pub no_store: bool,
    /// Nobody on the way may transform the content.
    pub no_transform: bool,
    /// A stale response must not be used unasked.
    pub must_revalidate: bool,
    /// The same for shared caches.
    pub proxy_revalidate: bool,
    /// Only a cache that knows the status code may store this.
    pub must_understand: bool,
    /// Shared caches must not store this, or these fields.
    pub private: Option<FieldNames>,
    /// Every cache may store this.
    pub public: bool,
    /// The response does not change as long as it is fresh.
    pub immutable: bool,
    /// A stale response may be used so long while a fresh one is fetched.
    pub stale_while_revalidate: Option<Duration>,
    /// A stale response may be used so long when the server fails.
    pub stale_if_error: Option<Duration>,
    /// All other directives.
    pub extensions: Extensions,
}

/// The directives that have a field.
pub(super) const FIELDS: &[&str] = &[
    "max-age",
    "s-maxage",
    "no-cache",
    "no-store",
    "no-transform",
    "must-revalidate",
    "proxy-revalidate",
    "must-understand",
    "private",
    "public",
    "immutable",
    "stale-while-revalidate",
    "stale-if-error",
];

impl FromStr for ResponseCacheControl {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ResponseCacheControl, HeaderError> {
        let mut control = ResponseCacheControl::default();
        for (name, argument) in directives(text) {
            let argument = argument.as_deref();
            match &*lower(name) {
                "max-age" => first(&mut control.max_age, seconds(argument)),
                "s-maxage" => first(&mut control.s_maxage, seconds(argument)),
                "no-cache" => FieldNames::read(&mut control.no_cache, argument),
                "no-store" => control.no_store = true,
                "no-transform" => control.no_transform = true,
                "must-revalidate" => control.must_revalidate = true,
                "proxy-revalidate" => control.proxy_revalidate = true,
                "must-understand" => control.must_understand = true,
                "private" => FieldNames::read(&mut control.private, argument),
                "public" => control.public = true,
                "immutable" => control.immutable = true,
                "stale-while-revalidate" => first(&mut control.stale_while_revalidate, seconds(argument)),
                "stale-if-error" => first(&mut control.stale_if_error, seconds(argument)),
                _ => control.extensions.keep(name, argument),
            }
        }
        Ok(control)
    }
}

impl fmt::Display for ResponseCacheControl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let out = &mut Writer::new(f);
        out.flag("public", self.public)?;
        FieldNames::write(self.private.as_ref(), "private", out)?;
        FieldNames::write(self.no_cache.as_ref(), "no-cache", out)?;
        out.flag("no-store", self.no_store)?;
        out.seconds("max-age", self.max_age)?;
        out.seconds("s-maxage", self.s_maxage)?;
        out.flag("must-revalidate", self.must_revalidate)?;
        out.flag("proxy-revalidate", self.proxy_revalidate)?;
        out.flag("must-understand", self.must_understand)?;
        out.flag("no-transform", self.no_transform)?;
        out.flag("immutable", self.immutable)?;
        out.seconds("stale-while-revalidate", self.stale_while_revalidate)?;
        out.seconds("stale-if-error", self.stale_if_error)?;
        self.extensions.write(out, FIELDS)
    }
}

impl Header for ResponseCacheControl {
    const NAME: HeaderName = CACHE_CONTROL;
    const LINES: Lines = Lines::Joined;
}
