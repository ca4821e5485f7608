use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use http::HeaderName;
use http::header::CACHE_CONTROL;

use super::Extensions;
use super::directives::{Writer, directives, first, lower, seconds};
use crate::header::{Header, HeaderError, Lines};

/// `Cache-Control` of a request (RFC 9111 §5.2.1, `stale-if-error` RFC 5861 §4).
///
/// ```
/// use std::time::Duration;
/// use wz::header::{MaxStale, RequestCacheControl};
///
/// let control: RequestCacheControl = "No-Cache, max-stale, min-fresh=\"5\", max-age=soon".parse()?;
/// assert!(control.no_cache && !control.no_store);
/// assert_eq!(control.max_stale, Some(MaxStale::Any));
/// assert_eq!(control.min_fresh, Some(Duration::from_secs(5)));
/// assert_eq!(control.max_age, None);
///
/// let control = RequestCacheControl { max_age: Some(Duration::ZERO), ..Default::default() };
/// assert_eq!(control.to_string(), "max-age=0");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Parsing never fails: names have any case, of a directive that is repeated the first counts, a number that is none
/// is as if it were not there, and a text with a quote that is not closed says nothing. Numbers that are larger than 64 bits can hold
/// are the largest that they can; fractions of a second are not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestCacheControl {
    /// The response must not be older.
    pub max_age: Option<Duration>,
    /// The response may be stale.
    pub max_stale: Option<MaxStale>,
    /// The response has to stay fresh so long.
    pub min_fresh: Option<Duration>,
    /// The cache has to ask the server before it answers.
    pub no_cache: bool,
    /// Nothing of request and response may be stored.
    pub no_store: bool,
    /// Nobody on the way may transform the content.
    pub no_transform: bool,
    /// Only a stored response is wanted.
    pub only_if_cached: bool,
    /// A stale response may be used so long when the server fails.
    pub stale_if_error: Option<Duration>,
    /// All other directives.
    pub extensions: Extensions,
}

/// How long a response may have been stale.
///
/// ```
/// use std::time::Duration;
/// use wz::header::{MaxStale, RequestCacheControl};
///
/// let read = |text: &str| text.parse().map(|control: RequestCacheControl| control.max_stale);
/// assert_eq!(read("max-stale")?, Some(MaxStale::Any));
/// assert_eq!(read("max-stale=60")?, Some(MaxStale::Within(Duration::from_secs(60))));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MaxStale {
    /// For any time: the directive has no argument.
    Any,
    /// For so long.
    Within(Duration),
}

/// The directives that have a field.
pub(super) const FIELDS: &[&str] = &[
    "max-age",
    "max-stale",
    "min-fresh",
    "no-cache",
    "no-store",
    "no-transform",
    "only-if-cached",
    "stale-if-error",
];

impl FromStr for RequestCacheControl {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<RequestCacheControl, HeaderError> {
        let mut control = RequestCacheControl::default();
        for (name, argument) in directives(text) {
            let argument = argument.as_deref();
            match &*lower(name) {
                "max-age" => first(&mut control.max_age, seconds(argument)),
                "max-stale" => {
                    let value = match argument {
                        None => Some(MaxStale::Any),
                        argument => seconds(argument).map(MaxStale::Within),
                    };
                    first(&mut control.max_stale, value);
                }
                "min-fresh" => first(&mut control.min_fresh, seconds(argument)),
                "no-cache" => control.no_cache = true,
                "no-store" => control.no_store = true,
                "no-transform" => control.no_transform = true,
                "only-if-cached" => control.only_if_cached = true,
                "stale-if-error" => first(&mut control.stale_if_error, seconds(argument)),
                _ => control.extensions.keep(name, argument),
            }
        }
        Ok(control)
    }
}

impl fmt::Display for RequestCacheControl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let out = &mut Writer::new(f);
        out.flag("no-cache", self.no_cache)?;
        out.flag("no-store", self.no_store)?;
        out.seconds("max-age", self.max_age)?;
        match self.max_stale {
            Some(MaxStale::Within(value)) => out.seconds("max-stale", Some(value))?,
            any => out.flag("max-stale", any.is_some())?,
        }
        out.seconds("min-fresh", self.min_fresh)?;
        out.flag("no-transform", self.no_transform)?;
        out.flag("only-if-cached", self.only_if_cached)?;
        out.seconds("stale-if-error", self.stale_if_error)?;
        self.extensions.write(out, FIELDS)
    }
}

impl Header for RequestCacheControl {
    const NAME: HeaderName = CACHE_CONTROL;
    const LINES: Lines = Lines::Joined;
}
