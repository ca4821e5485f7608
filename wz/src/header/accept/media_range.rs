use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::preferences::Range;
use crate::header::content_type::Essence;
use crate::header::options::{Options, parse};
use crate::header::syntax::{cut, is_token};
use crate::header::usual;
use crate::header::{ContentType, HeaderError};

/// A media type in which type and subtype may be `*`: `*/*`, `text/*`, `text/html;level=1` (RFC 9110 §12.5.1).
///
/// ```
/// use wz::header::MediaRange;
///
/// let range: MediaRange = "text/*".parse()?;
/// assert!(range.matches(&"text/html; charset=utf-8".parse()?));
/// assert!(!range.matches(&"image/png".parse()?));
///
/// let level: MediaRange = "text/html;level=1".parse()?;
/// assert!(level.matches(&"text/html;level=1;charset=utf-8".parse()?));
/// assert!(!level.matches(&"text/html".parse()?));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaRange {
    essence: Essence,
    parameters: Options,
}

impl MediaRange {
    /// Type and subtype in lower case.
    ///
    /// ```
    /// use wz::header::MediaRange;
    ///
    /// assert_eq!("Text/*; q=0.5".parse::<MediaRange>()?.essence(), "text/*");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn essence(&self) -> &str {
        self.essence.text()
    }

    /// The type in lower case, or `*`.
    ///
    /// ```
    /// use wz::header::MediaRange;
    ///
    /// assert_eq!("Text/HTML".parse::<MediaRange>()?.main_type(), "text");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn main_type(&self) -> &str {
        self.essence.main()
    }

    /// The subtype in lower case, or `*`.
    ///
    /// ```
    /// use wz::header::MediaRange;
    ///
    /// assert_eq!("Text/HTML".parse::<MediaRange>()?.subtype(), "html");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn subtype(&self) -> &str {
        self.essence.sub()
    }

    /// The parameters. In an element of [`Accept`](super::Accept), `q` is none of them, but the quality.
    ///
    /// ```
    /// use wz::header::{Accept, MediaRange};
    ///
    /// assert_eq!("text/html; Level=1".parse::<MediaRange>()?.parameters().get("level"), Some("1"));
    /// let accept: Accept = "text/html; level=1; q=0.5".parse()?;
    /// assert_eq!(accept.best().unwrap().parameters().len(), 1);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn parameters(&self) -> &Options {
        &self.parameters
    }

    /// Whether type or subtype is `*`.
    ///
    /// ```
    /// use wz::header::MediaRange;
    ///
    /// assert!("text/*".parse::<MediaRange>()?.has_wildcard() && !"text/html".parse::<MediaRange>()?.has_wildcard());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn has_wildcard(&self) -> bool {
        self.subtype() == "*"
    }

    /// Whether the range covers an offer. A range without parameters covers any; one with parameters those offers
    /// that have all of them, with the same values apart from ASCII case. Parameters of a range with a wildcard do
    /// not count, as in Werkzeug.
    ///
    /// An offer that has wildcards itself is covered when something in it is.
    ///
    /// ```
    /// use wz::header::MediaRange;
    ///
    /// let matches = |range: &str, offer: &str| Ok(range.parse::<MediaRange>()?.matches(&offer.parse()?));
    /// assert!(matches("text/html; level=1", "text/html; q=x; Level=1")?);
    /// assert!(!matches("text/html; level=1", "text/html")? && matches("text/*; level=1", "text/html")?);
    /// assert!(matches("text/html", "text/*")?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn matches(&self, offer: &MediaRange) -> bool {
        self.matches_parts(offer.main_type(), offer.subtype(), &offer.parameters)
    }

    pub(super) fn matches_offer(&self, offer: &Offer<'_>) -> bool {
        self.matches_parts(offer.main_type, offer.subtype, &offer.parameters)
    }

    fn matches_parts(&self, main_type: &str, subtype: &str, parameters: &Options) -> bool {
        if self.main_type() == "*" || main_type == "*" {
            return true;
        }
        is_same(self.main_type(), main_type)
            && (self.has_wildcard()
                || subtype == "*"
                || is_same(self.subtype(), subtype) && self.parameters_in(parameters))
    }

    fn parameters_in(&self, offer: &Options) -> bool {
        self.parameters
            .iter()
            .all(|(name, value)| offer.get(name).is_some_and(|other| other.eq_ignore_ascii_case(value)))
    }

    fn specificity(&self) -> (bool, bool, usize) {
        (self.main_type() != "*", self.subtype() != "*", self.parameters.len())
    }
}

/// What a server has: a [`MediaRange`] as it is written.
pub(super) struct Offer<'o> {
    main_type: &'o str,
    subtype: &'o str,
    parameters: Options,
}

impl<'o> Offer<'o> {
    /// `None` for what is no media range.
    pub(super) fn read(text: &'o str) -> Option<Offer<'o>> {
        let (value, parameters) = parse(text);
        let (main_type, subtype) = cut(value, b'/')?;
        let fits = usual::find(value, usual::MEDIA_TYPES).is_some()
            || is_token(main_type) && is_token(subtype) && (main_type != "*" || subtype == "*");
        fits.then_some(Offer { main_type, subtype, parameters })
    }
}

/// Whether two are the same apart from ASCII case; offers have the usual one.
fn is_same(one: &str, other: &str) -> bool {
    one == other || one.eq_ignore_ascii_case(other)
}

impl Range for MediaRange {
    fn read(value: &str, parameters: Options) -> Option<MediaRange> {
        let essence = Essence::read(value)?;
        // `*/html` is nothing.
        (essence.main() != "*" || essence.sub() == "*").then_some(MediaRange { essence, parameters })
    }

    fn compare_specificity(&self, other: &MediaRange) -> Ordering {
        self.specificity().cmp(&other.specificity())
    }

    fn is_exact(&self) -> bool {
        !self.has_wildcard()
    }

    fn is_writable(&self) -> bool {
        true
    }
}

impl FromStr for MediaRange {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<MediaRange, HeaderError> {
        let (value, options) = parse(text);
        MediaRange::read(value, options)
            .ok_or_else(|| HeaderError::syntax("a media range like `text/*`").found(value))
    }
}

impl From<ContentType> for MediaRange {
    fn from(kind: ContentType) -> MediaRange {
        let (essence, parameters) = kind.into_parts();
        MediaRange { essence, parameters }
    }
}

impl fmt::Display for MediaRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.essence())?;
        if self.parameters.is_empty() { Ok(()) } else { write!(f, "; {}", self.parameters) }
    }
}
