use std::fmt;
use std::str::FromStr;

use http::HeaderName;

use super::media_range::Offer;
use super::preferences::{Preferences, accept_header, is_empty};
use super::{MediaRange, Preference, Quality};
use crate::header::{Header, HeaderError, Lines};

/// `Accept`: the media types that a client takes (RFC 9110 §12.5.1).
///
/// ```
/// use wz::header::Accept;
///
/// let accept: Accept = "text/html, application/*;q=0.9, text/plain;q=0".parse()?;
/// assert_eq!(accept.best_match(["text/plain", "application/json", "text/html"]), Some("text/html"));
/// assert_eq!(accept.best_match(["text/plain", "application/json"]), Some("application/json"));
/// assert_eq!(accept.best_match(["text/plain", "image/png"]), None);
///
/// // Did the client ask for JSON, or would it only take it?
/// assert!(accept.accepts("application/json") && !accept.is_explicit("application/json"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// About an offer the most specific element that matches decides: `text/html;level=1` before `text/html` before
/// `text/*` before `*/*`. Elements that are malformed are left out, so parsing never fails.
///
/// Without a header, or with one that is empty, everything is acceptable: [`any`](Accept::any), the default. So
/// `headers.typed::<Accept>()?.unwrap_or_default()` is what a request accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accept {
    preferences: Preferences<MediaRange>,
}

accept_header!(Accept, ACCEPT, MediaRange, MediaRange, "*/*;q=0", "text/html");

impl Accept {
    /// The element that decides about an offer: the most specific one that matches. `None` also for what is no media
    /// type.
    ///
    /// ```
    /// use wz::header::Accept;
    ///
    /// let accept: Accept = "text/*;q=0.5, text/html;level=1".parse()?;
    /// assert_eq!(accept.find("text/html; level=1").unwrap().range.to_string(), "text/html; level=1");
    /// assert_eq!(accept.find("text/html").unwrap().range.essence(), "text/*");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn find(&self, offer: &str) -> Option<&Preference<MediaRange>> {
        let offer = Offer::read(offer)?;
        self.preferences.find(|range| range.matches_offer(&offer))
    }

    /// How much an offer is wanted: 0 when it is not acceptable, or is no media type, and 1 without a header.
    ///
    /// ```
    /// use wz::header::{Accept, Quality};
    ///
    /// let accept: Accept = "text/*;q=0.5, text/plain;q=0".parse()?;
    /// assert_eq!((accept.quality("text/html").thousandths(), accept.quality("text/plain")), (500, Quality::ZERO));
    /// assert_eq!((Accept::any().quality("text/html"), Accept::any().quality("html")), (Quality::ONE, Quality::ZERO));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn quality(&self, offer: &str) -> Quality {
        match Offer::read(offer) {
            Some(offer) => self.preferences.quality(|range| range.matches_offer(&offer)),
            None => Quality::ZERO,
        }
    }

    /// Whether the client named the offer, and not by `*/*` or `type/*`.
    ///
    /// ```
    /// use wz::header::Accept;
    ///
    /// let accept: Accept = "text/html, */*;q=0.8".parse()?;
    /// assert!(accept.is_explicit("text/html") && !accept.is_explicit("application/json"));
    /// assert_eq!(accept.quality("application/json").to_string(), "0.8");
    /// assert_eq!(accept.best().unwrap().essence(), "text/html");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_explicit(&self, offer: &str) -> bool {
        Offer::read(offer)
            .is_some_and(|offer| self.preferences.is_explicit(|range| range.matches_offer(&offer)))
    }

    /// The offer with the highest quality; of several the one that is named more exactly, and of those the first.
    /// `None` when none is acceptable.
    ///
    /// Offers are whatever has the text of a media type; one that is none never matches.
    ///
    /// ```
    /// use wz::header::Accept;
    ///
    /// let accept: Accept = "text/html, application/json;q=0.9, */*;q=0.1".parse()?;
    /// assert_eq!(accept.best_match(["application/json", "text/html"]), Some("text/html"));
    /// assert_eq!(accept.best_match(["image/png", "image/gif"]), Some("image/png"));
    /// assert_eq!(accept.best_match(["html"]), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn best_match<O: AsRef<str>>(&self, offers: impl IntoIterator<Item = O>) -> Option<O> {
        let is_type = |offer: &O| self.is_given() || Offer::read(offer.as_ref()).is_some();
        self.preferences.best_match(offers.into_iter().filter(is_type), |offer| self.find(offer.as_ref()))
    }

    /// Whether the client takes HTML or XHTML; `*/*` takes both.
    ///
    /// ```
    /// use wz::header::Accept;
    ///
    /// let accept: Accept = "application/xhtml+xml, application/json;q=0".parse()?;
    /// assert!(accept.accepts_html() && accept.accepts_xhtml() && !accept.accepts_json());
    /// // Refused, and named all the same.
    /// assert!(accept.contains("application/json") && !accept.contains("text/plain"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn accepts_html(&self) -> bool {
        self.accepts("text/html") || self.accepts_xhtml()
    }

    /// Whether the client takes XHTML or XML.
    ///
    /// ```
    /// use wz::header::Accept;
    ///
    /// let accepts = |text: &str| text.parse().map(|accept: Accept| accept.accepts_xhtml());
    /// assert!(accepts("application/xml")? && accepts("*/*")? && !accepts("text/html")?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn accepts_xhtml(&self) -> bool {
        self.accepts("application/xhtml+xml") || self.accepts("application/xml")
    }

    /// Whether the client takes JSON; `application/*+json` is none.
    ///
    /// ```
    /// use wz::header::Accept;
    ///
    /// let accepts = |text: &str| text.parse().map(|accept: Accept| accept.accepts_json());
    /// assert!(accepts("application/json")? && accepts("application/*")? && !accepts("application/ld+json")?);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn accepts_json(&self) -> bool {
        self.accepts("application/json")
    }
}

impl FromStr for Accept {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Accept, HeaderError> {
        let preferences = if is_empty(text) { Preferences::any() } else { Preferences::read(text) };
        Ok(Accept { preferences })
    }
}
