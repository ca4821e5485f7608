use std::fmt;
use std::str::FromStr;

use http::HeaderName;

use super::preferences::{Preferences, accept_header, is_empty};
use super::{Preference, Quality};
use crate::header::{Header, HeaderError, Lines};

/// `Accept-Charset`: the charsets that a client reads (RFC 9110 §12.5.2, which deprecates it: everybody reads UTF-8).
///
/// ```
/// use wz::header::AcceptCharset;
///
/// let accept: AcceptCharset = "latin1, utf8;q=0.7".parse()?;
/// assert_eq!(accept.best_match(["UTF-8", "ISO-8859-1"]), Some("ISO-8859-1"));
/// assert!(accept.accepts("utf-8") && !accept.accepts("koi8-r"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Case does not count, and the other names of ASCII, UTF-8 and ISO-8859-1 are theirs. Without a header, or with one
/// that is empty, everything is acceptable. Elements that are malformed are left out, so parsing never fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptCharset {
    preferences: Preferences<Box<str>>,
}

/// The first of each row is the usual name.
const NAMES: [&[&str]; 3] = [
    &["utf-8", "utf8", "utf_8", "u8", "utf"],
    &[
        "iso-8859-1",
        "latin1",
        "latin-1",
        "l1",
        "iso8859-1",
        "iso_8859-1",
        "iso88591",
        "cp819",
        "8859",
        "latin",
    ],
    &["us-ascii", "ascii", "646"],
];

fn usual(name: &str) -> &str {
    let row = NAMES.iter().find(|row| row.iter().any(|known| name.eq_ignore_ascii_case(known)));
    row.and_then(|row| row.first()).unwrap_or(&name)
}

fn covers(range: &str, charset: &str) -> bool {
    range == "*" || usual(range).eq_ignore_ascii_case(usual(charset))
}

accept_header!(AcceptCharset, ACCEPT_CHARSET, Box<str>, str, "*;q=0", "utf-8");

impl AcceptCharset {
    /// The element that decides about a charset: the one that names it, else `*`.
    ///
    /// ```
    /// use wz::header::AcceptCharset;
    ///
    /// let accept: AcceptCharset = "utf-8;q=0.5, *".parse()?;
    /// assert_eq!(accept.find("UTF8").unwrap().quality.to_string(), "0.5");
    /// assert_eq!(&*accept.find("koi8-r").unwrap().range, "*");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn find(&self, charset: &str) -> Option<&Preference<Box<str>>> {
        self.preferences.find(|range| covers(range, charset))
    }

    /// How much a charset is wanted: 0 when it is not acceptable, and 1 without a header.
    ///
    /// ```
    /// use wz::header::{AcceptCharset, Quality};
    ///
    /// let accept: AcceptCharset = "utf-8;q=0.5".parse()?;
    /// assert_eq!((accept.quality("utf-8").thousandths(), accept.quality("koi8-r")), (500, Quality::ZERO));
    /// assert_eq!(AcceptCharset::any().quality("koi8-r"), Quality::ONE);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn quality(&self, charset: &str) -> Quality {
        self.preferences.quality(|range| covers(range, charset))
    }

    /// Whether the client wants the charset by its name, and not by `*`; `false` also when it refuses it.
    ///
    /// ```
    /// use wz::header::AcceptCharset;
    ///
    /// let accept: AcceptCharset = "utf-8, latin1;q=0, *".parse()?;
    /// assert!(accept.is_explicit("utf-8") && !accept.is_explicit("latin1") && !accept.is_explicit("koi8-r"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_explicit(&self, charset: &str) -> bool {
        self.preferences.is_explicit(|range| covers(range, charset))
    }

    /// The offer with the highest quality; of several one that is named before one that `*` stands for, and of those
    /// the first. `None` when none is acceptable.
    ///
    /// ```
    /// use wz::header::AcceptCharset;
    ///
    /// let accept: AcceptCharset = "utf-8;q=0.5, iso-8859-1".parse()?;
    /// assert_eq!(accept.best_match(["utf-8", "latin1"]), Some("latin1"));
    /// assert_eq!(accept.best_match(["koi8-r"]), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn best_match<O: AsRef<str>>(&self, offers: impl IntoIterator<Item = O>) -> Option<O> {
        self.preferences.best_match(offers, |offer| self.find(offer.as_ref()))
    }
}

impl FromStr for AcceptCharset {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<AcceptCharset, HeaderError> {
        let preferences = if is_empty(text) { Preferences::any() } else { Preferences::read(text) };
        Ok(AcceptCharset { preferences })
    }
}
