use std::cmp::Ordering;
use std::fmt;

use super::{Preference, Quality};
use crate::header::list::elements;
use crate::header::options::{Options, parse};
use crate::header::syntax::{cut, split, trim, unquote};

/// What can stand in an `Accept` header.
pub(super) trait Range: Sized {
    /// Reads an element without its quality; `None` for what can never match.
    fn read(value: &str, options: Options) -> Option<Self>;

    /// Ranges that say more come first.
    fn compare_specificity(&self, other: &Self) -> Ordering;

    /// Whether it names one thing, without wildcard.
    fn is_exact(&self) -> bool;

    /// Whether it comes back when it is written.
    fn is_writable(&self) -> bool;
}

/// The elements of an `Accept` header, those that say more first, then those that are wanted more, then as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Preferences<R> {
    items: Vec<Preference<R>>,
    /// Whether there was a header; if not, anything is acceptable.
    given: bool,
}

impl<R: Range> Preferences<R> {
    pub(super) fn any() -> Preferences<R> {
        Preferences { items: Vec::new(), given: false }
    }

    pub(super) fn new(items: impl Iterator<Item = Preference<R>>) -> Preferences<R> {
        let mut items: Vec<_> = items.filter(|item| item.range.is_writable()).collect();
        items.sort_by(|a, b| b.range.compare_specificity(&a.range).then_with(|| b.quality.cmp(&a.quality)));
        Preferences { items, given: true }
    }

    /// Reads a header. Elements whose quality is malformed are left out.
    pub(super) fn read(text: &str) -> Preferences<R> {
        Preferences::new(elements(text).filter_map(|element| preference(&unquote(element))))
    }

    pub(super) fn is_given(&self) -> bool {
        self.given
    }

    pub(super) fn items(&self) -> &[Preference<R>] {
        &self.items
    }

    /// The element that decides about an offer: the most specific one that matches.
    pub(super) fn find(&self, matches: impl Fn(&R) -> bool) -> Option<&Preference<R>> {
        self.items.iter().find(|item| matches(&item.range))
    }

    pub(super) fn quality(&self, matches: impl Fn(&R) -> bool) -> Quality {
        if self.given { self.find(matches).map_or(Quality::ZERO, |item| item.quality) } else { Quality::ONE }
    }

    pub(super) fn is_explicit(&self, matches: impl Fn(&R) -> bool) -> bool {
        self.find(matches).is_some_and(|item| item.range.is_exact() && !item.quality.is_zero())
    }

    /// The offer that is wanted most; of several the one that is named more exactly, and of those the first. `find`
    /// gives the element that decides about one.
    pub(super) fn best_match<'p, O>(
        &'p self,
        offers: impl IntoIterator<Item = O>,
        find: impl Fn(&O) -> Option<&'p Preference<R>>,
    ) -> Option<O> {
        let mut best: Option<(O, &Preference<R>)> = None;
        for offer in offers {
            if !self.given {
                return Some(offer);
            }
            let Some(item) = find(&offer) else { continue };
            let better = match &best {
                Some((_, best)) => match item.quality.cmp(&best.quality) {
                    Ordering::Equal => item.range.compare_specificity(&best.range).is_gt(),
                    order => order.is_gt(),
                },
                None => !item.quality.is_zero(),
            };
            if better {
                best = Some((offer, item));
            }
        }
        best.map(|(offer, _)| offer)
    }
}

/// Whether a list has no element: commas alone make none (RFC 9110 §5.6.1).
pub(super) fn is_empty(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b',' | b' ' | b'\t'))
}

fn preference<R: Range>(element: &str) -> Option<Preference<R>> {
    if let Some((value, quality)) = plain(element) {
        return Some(Preference { range: R::read(value, Options::new())?, quality });
    }
    let (value, mut options) = parse(element);
    let quality = match options.remove("q") {
        Some(quality) => trim(&quality).parse().ok()?,
        None => match loose_quality(element) {
            Some(quality) => quality.parse().ok()?,
            None => Quality::ONE,
        },
    };
    Some(Preference { range: R::read(value, options)?, quality })
}

/// The value and the quality of an element that has nothing else, as nearly all have; `None` for another one.
fn plain(element: &str) -> Option<(&str, Quality)> {
    let Some((value, rest)) = cut(element, b';') else { return Some((trim(element), Quality::ONE)) };
    let quality = trim(rest).strip_prefix("q=")?;
    Some((trim(value), quality.parse().ok()?))
}

/// A `q` without a value, or with one that is no token, which is no option.
fn loose_quality(element: &str) -> Option<&str> {
    split(element, b';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        trim(name).eq_ignore_ascii_case("q").then(|| trim(value))
    })
}

impl<R: fmt::Display> fmt::Display for Preferences<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.iter().enumerate().try_for_each(|(place, item)| {
            if place > 0 {
                f.write_str(",")?;
            }
            item.fmt(f)
        })
    }
}

/// What the headers of this family have in common.
macro_rules! accept_header {
    ($name:ident, $field:ident, $range:ty, $best:ty, $nothing:literal, $offer:literal) => {
        impl $name {
            /// What it is without a header: anything is acceptable, with quality 1.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let accept = ", stringify!($name), "::any();")]
            #[doc = concat!("assert!(accept.accepts(\"", $offer, "\") && !accept.is_given());")]
            /// ```
            pub fn any() -> $name {
                $name { preferences: Preferences::any() }
            }

            /// Whether there was a header with something in it.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("assert!(!", stringify!($name), "::any().is_given());")]
            #[doc = concat!("assert!(\"", $offer, "\".parse::<", stringify!($name), ">()?.is_given());")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn is_given(&self) -> bool {
                self.preferences.is_given()
            }

            /// The elements: the most specific first, then those of higher quality, then as they came.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let accept: ", stringify!($name), " = \"*/*;q=0.1, ", $offer, ";q=0.5\".parse()?;")]
            #[doc = concat!("assert_eq!(accept.iter().next().unwrap().to_string(), \"", $offer, ";q=0.5\");")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn iter(&self) -> std::slice::Iter<'_, Preference<$range>> {
                self.preferences.items().iter()
            }

            /// The first of the [elements](Self::iter) that is not refused with quality 0. Werkzeug's `best` gives a
            /// refused one, too.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            #[doc = concat!("let accept: ", stringify!($name), " = \"*/*;q=0.1, ", $offer, "\".parse()?;")]
            #[doc = concat!("assert_eq!(accept.best().unwrap().to_string(), \"", $offer, "\");")]
            #[doc = concat!("assert_eq!(\"", $offer, ";q=0\".parse::<", stringify!($name), ">()?.best(), None);")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn best(&self) -> Option<&$best> {
                let range = self.iter().find(|item| !item.quality.is_zero()).map(|item| &item.range)?;
                Some(range)
            }

            /// Whether the offer is acceptable: its quality is not 0.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            /// let accepts = |text: &str| {
            #[doc = concat!("    text.parse().map(|accept: ", stringify!($name), "| accept.accepts(\"", $offer, "\"))")]
            /// };
            #[doc = concat!("assert!(accepts(\"", $offer, ";q=0.1\")? && !accepts(\"", $offer, ";q=0\")?);")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn accepts(&self, offer: &str) -> bool {
                !self.quality(offer).is_zero()
            }

            /// Whether some element matches the offer, even one that refuses it with quality 0: Werkzeug's `in`.
            ///
            /// ```
            #[doc = concat!("use wz::header::", stringify!($name), ";")]
            ///
            /// let contains = |text: &str| {
            #[doc = concat!("    text.parse().map(|accept: ", stringify!($name), "| accept.contains(\"", $offer, "\"))")]
            /// };
            #[doc = concat!("assert!(contains(\"", $offer, ";q=0\")? && !contains(\"x/y\")?);")]
            /// # Ok::<_, wz::header::HeaderError>(())
            /// ```
            pub fn contains(&self, offer: &str) -> bool {
                self.find(offer).is_some()
            }
        }

        impl Default for $name {
            fn default() -> $name {
                $name::any()
            }
        }

        /// Elements that could not be written are left out.
        impl FromIterator<Preference<$range>> for $name {
            fn from_iter<T: IntoIterator<Item = Preference<$range>>>(items: T) -> $name {
                $name { preferences: Preferences::new(items.into_iter()) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                // Without an element it would be read as one that takes anything.
                if self.is_given() && self.iter().len() == 0 {
                    return f.write_str($nothing);
                }
                self.preferences.fmt(f)
            }
        }

        impl Header for $name {
            const NAME: HeaderName = http::header::$field;
            const LINES: Lines = Lines::Joined;
        }
    };
}

pub(super) use accept_header;
