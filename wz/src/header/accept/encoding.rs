use std::fmt;
use std::str::FromStr;

use http::HeaderName;

use super::preferences::{Preferences, accept_header};
use super::{Preference, Quality};
use crate::header::{Header, HeaderError, Lines};

/// `Accept-Encoding`: the content codings that a client undoes (RFC 9110 §12.5.3).
///
/// ```
/// use wz::header::{AcceptEncoding, Quality};
///
/// let accept: AcceptEncoding = "gzip, br;q=0.5, *;q=0".parse()?;
/// assert_eq!(accept.best_match(["br", "gzip", "identity"]), Some("gzip"));
/// assert_eq!(accept.quality("zstd"), Quality::ZERO);
/// assert!(!accept.accepts("identity"));
///
/// assert!("gzip".parse::<AcceptEncoding>()?.accepts("identity"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// `identity`, the body as it is, is acceptable unless the header refuses it, with the least quality when it is not
/// named; so it is with a header that is empty, and nothing else. `x-gzip` and `x-compress` are `gzip` and `compress`
/// (§8.4.1). Elements that are malformed are left out, so parsing never fails.
///
/// Without a header everything is acceptable: [`any`](AcceptEncoding::any), the default. [`best_match`] then prefers
/// `identity`, for a client that does not say what it undoes may undo nothing.
///
/// [`best_match`]: AcceptEncoding::best_match
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptEncoding {
    preferences: Preferences<Box<str>>,
}

const IDENTITY: &str = "identity";

/// Whether an element covers a coding.
fn covers(range: &str, coding: &str) -> bool {
    range == "*" || usual(range).eq_ignore_ascii_case(usual(coding))
}

/// The coding without `x-`, for the two that have it.
fn usual(coding: &str) -> &str {
    match coding.split_at_checked(2) {
        Some((x, rest)) if x.eq_ignore_ascii_case("x-") => {
            let known = ["gzip", "compress"].iter().any(|known| rest.eq_ignore_ascii_case(known));
            if known { rest } else { coding }
        }
        _ => coding,
    }
}

accept_header!(AcceptEncoding, ACCEPT_ENCODING, Box<str>, str, "", "gzip");

impl AcceptEncoding {
    /// The element that decides about a coding: the one that names it, else `*`.
    ///
    /// ```
    /// use wz::header::AcceptEncoding;
    ///
    /// let accept: AcceptEncoding = "x-gzip, *;q=0.1".parse()?;
    /// assert_eq!(&*accept.find("gzip").unwrap().range, "x-gzip");
    /// assert_eq!(&*accept.find("br").unwrap().range, "*");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn find(&self, coding: &str) -> Option<&Preference<Box<str>>> {
        self.preferences.find(|range| covers(range, coding))
    }

    /// How much a coding is wanted: 0 when it is not acceptable, and 1 without a header.
    ///
    /// ```
    /// use wz::header::{AcceptEncoding, Quality};
    ///
    /// let accept: AcceptEncoding = "gzip;q=0.5".parse()?;
    /// assert_eq!((accept.quality("gzip").thousandths(), accept.quality("br")), (500, Quality::ZERO));
    /// assert_eq!(accept.quality("identity"), Quality::LEAST);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn quality(&self, coding: &str) -> Quality {
        if self.is_implicit_identity(coding) {
            return Quality::LEAST;
        }
        self.preferences.quality(|range| covers(range, coding))
    }

    /// Whether the client wants the coding by its name, and not by `*`; `false` also when it refuses it.
    ///
    /// ```
    /// use wz::header::AcceptEncoding;
    ///
    /// let accept: AcceptEncoding = "gzip, br;q=0, *".parse()?;
    /// assert!(accept.is_explicit("x-gzip") && !accept.is_explicit("br") && !accept.is_explicit("zstd"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_explicit(&self, coding: &str) -> bool {
        self.preferences.is_explicit(|range| covers(range, coding))
    }

    /// The offer with the highest quality; of several one that is named before one that `*` stands for, and of those
    /// the first. `None` when none is acceptable.
    ///
    /// ```
    /// use wz::header::AcceptEncoding;
    ///
    /// let accept: AcceptEncoding = "gzip, br".parse()?;
    /// assert_eq!(accept.best_match(["br", "gzip"]), Some("br"));
    /// assert_eq!(accept.best_match(["zstd", "identity"]), Some("identity"));
    /// assert_eq!(accept.best_match(["zstd"]), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn best_match<O: AsRef<str>>(&self, offers: impl IntoIterator<Item = O>) -> Option<O> {
        let mut identity = None;
        let mut others = Vec::new();
        for offer in offers {
            if identity.is_none() && offer.as_ref().eq_ignore_ascii_case(IDENTITY) && self.is_last_or_first()
            {
                identity = Some(offer);
            } else {
                others.push(offer);
            }
        }
        if !self.is_given() && identity.is_some() {
            return identity;
        }
        self.preferences.best_match(others, |offer| self.find(offer.as_ref())).or(identity)
    }

    /// Whether `identity` stands apart from the other offers, because no element is about it.
    fn is_last_or_first(&self) -> bool {
        !self.is_given() || self.is_implicit_identity(IDENTITY)
    }

    fn is_implicit_identity(&self, coding: &str) -> bool {
        self.is_given() && coding.eq_ignore_ascii_case(IDENTITY) && self.find(coding).is_none()
    }
}

impl FromStr for AcceptEncoding {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<AcceptEncoding, HeaderError> {
        Ok(AcceptEncoding { preferences: Preferences::read(text) })
    }
}
