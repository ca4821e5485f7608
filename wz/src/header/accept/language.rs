use std::fmt;
use std::str::FromStr;

use http::HeaderName;

use super::preferences::{Preferences, accept_header, is_empty};
use super::{Preference, Quality};
use crate::header::{Header, HeaderError, Lines};

/// `Accept-Language`: the languages that a client's user reads (RFC 9110 §12.5.4).
///
/// ```
/// use wz::header::AcceptLanguage;
///
/// let accept: AcceptLanguage = "de-CH, fr;q=0.8, en-US;q=0.5".parse()?;
/// assert_eq!(accept.best_match(["en", "de", "fr"]), Some("fr"));
/// assert_eq!(accept.lookup(["en", "de", "fr"]), Some("de"));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// There are two ways to choose one language, which differ when the most wanted one is not offered exactly:
/// [`lookup`](AcceptLanguage::lookup) of RFC 4647, which a site should take unless it has to answer as Werkzeug, and
/// [`best_match`](AcceptLanguage::best_match), which answers as Werkzeug. [`filter`](AcceptLanguage::filter) gives
/// every language that is wanted.
///
/// Tags are equal without regard to ASCII case, and `_` is `-`. Without a header, or with one that is empty,
/// everything is acceptable. Elements that are malformed are left out, so parsing never fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptLanguage {
    preferences: Preferences<Box<str>>,
}

accept_header!(AcceptLanguage, ACCEPT_LANGUAGE, Box<str>, str, "*;q=0", "de");

impl AcceptLanguage {
    /// The element that decides about a tag: this tag, else `*`.
    ///
    /// ```
    /// use wz::header::AcceptLanguage;
    ///
    /// let accept: AcceptLanguage = "de, *;q=0.1".parse()?;
    /// assert_eq!(&*accept.find("DE").unwrap().range, "de");
    /// assert_eq!(&*accept.find("de-CH").unwrap().range, "*");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn find(&self, tag: &str) -> Option<&Preference<Box<str>>> {
        self.preferences.find(|range| covers(range, tag))
    }

    /// How much a tag is wanted, when elements mean nothing but what they say: `en` is not `en-US`. 0 when it is not
    /// acceptable, and 1 without a header.
    ///
    /// ```
    /// use wz::header::{AcceptLanguage, Quality};
    ///
    /// let accept: AcceptLanguage = "en;q=0.5".parse()?;
    /// assert_eq!((accept.quality("EN").thousandths(), accept.quality("en-US")), (500, Quality::ZERO));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn quality(&self, tag: &str) -> Quality {
        self.preferences.quality(|range| covers(range, tag))
    }

    /// Whether the client wants the tag by its name, and not by `*`; `false` also when it refuses it.
    ///
    /// ```
    /// use wz::header::AcceptLanguage;
    ///
    /// let accept: AcceptLanguage = "de_CH, fr;q=0, *".parse()?;
    /// assert!(accept.is_explicit("de-CH") && !accept.is_explicit("fr") && !accept.is_explicit("it"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn is_explicit(&self, tag: &str) -> bool {
        self.preferences.is_explicit(|range| covers(range, tag))
    }

    /// The best offer, as Werkzeug chooses: of those that are named exactly or by `*` the one with the highest
    /// quality; if there is none, of those that begin an element (`en` for `en-US`); if there is none, of those that
    /// an element begins (`en-US` for `en`).
    ///
    /// Unlike there, `zh-Hant` is found for `zh-Hant-TW` before `zh` is, and what is refused with quality 0 is not
    /// chosen because its beginning is wanted.
    ///
    /// ```
    /// use wz::header::AcceptLanguage;
    ///
    /// let accept: AcceptLanguage = "en-US;q=0, en".parse()?;
    /// assert_eq!(accept.best_match(["en-US", "en-GB"]), Some("en-GB"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn best_match<O: AsRef<str>>(&self, offers: impl IntoIterator<Item = O>) -> Option<O> {
        let mut offers: Vec<O> = offers.into_iter().filter(|offer| !self.refuses(offer.as_ref())).collect();
        let place = self
            .preferences
            .best_match(offers.iter().enumerate(), |(_, offer)| self.find(offer.as_ref()))
            .map(|(place, _)| place)
            .or_else(|| {
                self.nearest(&offers, |range, offer| starts_with(range, offer).then_some(offer.len()))
            })
            .or_else(|| {
                self.nearest(&offers, |range, offer| starts_with(offer, range).then_some(range.len()))
            })?;
        Some(offers.swap_remove(place))
    }

    /// The best offer by RFC 4647 §3.4: each element in the order of quality is shortened until it is an offer, before
    /// the next one is tried. `*` stands for nothing here, and neither does an element with quality 0; `None` means
    /// the default language of the site. Longer offers are not found, as `de-DE` for `de`: offer both.
    ///
    /// ```
    /// use wz::header::AcceptLanguage;
    ///
    /// let accept: AcceptLanguage = "zh-Hant-TW, en;q=0.9".parse()?;
    /// assert_eq!(accept.lookup(["en", "zh", "zh-Hant"]), Some("zh-Hant"));
    /// assert_eq!(accept.lookup(["en", "zh"]), Some("zh"));
    /// assert_eq!(accept.lookup(["zh-Hans"]), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn lookup<O: AsRef<str>>(&self, offers: impl IntoIterator<Item = O>) -> Option<O> {
        let mut offers: Vec<O> = offers.into_iter().filter(|offer| !self.refuses(offer.as_ref())).collect();
        let place = self.wanted().find_map(|item| {
            let beginnings =
                offers.iter().enumerate().filter(|(_, offer)| starts_with(&item.range, offer.as_ref()));
            // The last of several is the longest; of equal ones the first is to win.
            beginnings.rev().max_by_key(|(_, offer)| offer.as_ref().len()).map(|(place, _)| place)
        })?;
        Some(offers.swap_remove(place))
    }

    /// The offers that are wanted, by RFC 4647 §3.3.1: an element stands for all tags that begin with it, and `*` for
    /// all; about a tag the longest one decides. The most wanted come first.
    ///
    /// ```
    /// use wz::header::AcceptLanguage;
    ///
    /// let accept: AcceptLanguage = "en;q=0.5, en-GB, fr-CH;q=0.7, en-AU;q=0".parse()?;
    /// assert_eq!(accept.filter(["en-US", "en-AU", "en-GB", "fr", "de"]), ["en-GB", "en-US"]);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn filter<O: AsRef<str>>(&self, offers: impl IntoIterator<Item = O>) -> Vec<O> {
        let quality = |offer: &str| match self.longest(offer) {
            Some(item) => item.quality,
            None if self.is_given() => self.quality(offer),
            None => Quality::ONE,
        };
        let rated = offers.into_iter().map(|offer| (quality(offer.as_ref()), offer));
        let mut rated: Vec<(Quality, O)> = rated.filter(|(quality, _)| !quality.is_zero()).collect();
        rated.sort_by_key(|(quality, _)| std::cmp::Reverse(*quality));
        rated.into_iter().map(|(_, offer)| offer).collect()
    }

    /// The elements that name a language which is wanted, those of higher quality first.
    fn wanted(&self) -> impl Iterator<Item = &Preference<Box<str>>> {
        self.iter().filter(|item| &*item.range != "*" && !item.quality.is_zero())
    }

    /// The longest element that begins the tag.
    fn longest(&self, tag: &str) -> Option<&Preference<Box<str>>> {
        let all = self.iter().filter(|item| &*item.range != "*" && starts_with(tag, &item.range));
        // Of equal ones the first has the higher quality.
        all.rev().max_by_key(|item| item.range.len())
    }

    fn refuses(&self, tag: &str) -> bool {
        self.iter().any(|item| item.quality.is_zero())
            && self.longest(tag).is_some_and(|item| item.quality.is_zero())
    }

    /// The place of the offer that is wanted most; of several the one that has more in common with an element.
    fn nearest<O: AsRef<str>>(
        &self,
        offers: &[O],
        common: impl Fn(&str, &str) -> Option<usize>,
    ) -> Option<usize> {
        let rated = offers.iter().enumerate().filter_map(|(place, offer)| {
            let rates =
                self.wanted().filter_map(|item| Some((item.quality, common(&item.range, offer.as_ref())?)));
            rates.max().map(|rate| (rate, place))
        });
        rated.rev().max_by_key(|(rate, _)| *rate).map(|(_, place)| place)
    }
}

/// Whether an element is the tag, or `*`.
fn covers(range: &str, tag: &str) -> bool {
    range == "*" || range.len() == tag.len() && starts_with(range, tag)
}

/// Whether a tag is `start`, or `start` and more subtags.
fn starts_with(tag: &str, start: &str) -> bool {
    let dash = |byte: &u8| if *byte == b'_' { b'-' } else { byte.to_ascii_lowercase() };
    let (tag, start) = (tag.as_bytes(), start.as_bytes());
    tag.len() >= start.len()
        && tag.iter().map(dash).zip(start.iter().map(dash)).all(|(a, b)| a == b)
        && tag.get(start.len()).is_none_or(|next| dash(next) == b'-')
}

impl FromStr for AcceptLanguage {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<AcceptLanguage, HeaderError> {
        let preferences = if is_empty(text) { Preferences::any() } else { Preferences::read(text) };
        Ok(AcceptLanguage { preferences })
    }
}
