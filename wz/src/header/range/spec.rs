use std::fmt;
use std::ops;

use super::number::position;
use crate::header::syntax::{cut, trim};

/// One part that a [`Range`](super::Range) asks for (RFC 9110 §14.1.1). Positions count from 0, the last one included.
///
/// ```
/// use wz::header::RangeSpec;
///
/// assert_eq!(RangeSpec::FromTo { first: 0, last: 4 }.resolve(10), Some(0..5));
/// assert_eq!(RangeSpec::OpenEnded { first: 5 }.resolve(10), Some(5..10));
/// assert_eq!(RangeSpec::Suffix { length: 50 }.resolve(10), Some(0..10));
/// assert_eq!(RangeSpec::OpenEnded { first: 10 }.resolve(10), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RangeSpec {
    /// `first-last`.
    FromTo {
        /// The first position.
        first: u64,
        /// The last position, not before the first.
        last: u64,
    },
    /// `first-`: from there to the end.
    OpenEnded {
        /// The first position.
        first: u64,
    },
    /// `-length`: the end.
    Suffix {
        /// How much of it.
        length: u64,
    },
    /// What another unit than bytes has beyond these; kept as it is.
    Other(String),
}

impl RangeSpec {
    /// Reads one; `None` when it is none that bytes can have.
    pub(super) fn parse(text: &str) -> Option<RangeSpec> {
        let (first, last) = cut(text, b'-')?;
        match (read(first)?, read(last)?) {
            (None, Some(length)) => Some(RangeSpec::Suffix { length }),
            (Some(first), None) => Some(RangeSpec::OpenEnded { first }),
            (Some(first), Some(last)) => (first <= last).then_some(RangeSpec::FromTo { first, last }),
            (None, None) => None,
        }
    }

    /// Whether it can be written and read again.
    pub(super) fn is_valid(&self) -> bool {
        match self {
            RangeSpec::FromTo { first, last } => first <= last,
            RangeSpec::OpenEnded { .. } | RangeSpec::Suffix { .. } => true,
            RangeSpec::Other(text) => {
                // RFC 9110 §14.1.1: visible characters without the comma.
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b',')
            }
        }
    }

    /// The part of something so long, from its start to before its end; `None` when there is nothing of it.
    ///
    /// It ends where the whole does, and of a suffix that is too long it is the whole (RFC 9110 §14.1.2).
    ///
    /// ```
    /// use wz::header::RangeSpec;
    ///
    /// assert_eq!(RangeSpec::FromTo { first: 5, last: 99 }.resolve(10), Some(5..10));
    /// assert_eq!(RangeSpec::Suffix { length: 0 }.resolve(10), None);
    /// ```
    #[must_use]
    pub fn resolve(&self, length: u64) -> Option<ops::Range<u64>> {
        let (start, end) = match *self {
            RangeSpec::FromTo { first, last } => (first, last.saturating_add(1).min(length)),
            RangeSpec::OpenEnded { first } => (first, length),
            RangeSpec::Suffix { length: suffix } => (length - suffix.min(length), length),
            RangeSpec::Other(_) => return None,
        };
        (start < end).then_some(start..end)
    }
}

/// A position, or none; `None` for something else.
fn read(text: &str) -> Option<Option<u64>> {
    match trim(text) {
        "" => Some(None),
        text => position(text).map(Some),
    }
}

impl fmt::Display for RangeSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RangeSpec::FromTo { first, last } => write!(f, "{first}-{last}"),
            RangeSpec::OpenEnded { first } => write!(f, "{first}-"),
            RangeSpec::Suffix { length } => write!(f, "-{length}"),
            RangeSpec::Other(text) => f.write_str(text),
        }
    }
}
