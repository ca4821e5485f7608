use std::borrow::Cow;
use std::fmt;
use std::ops;
use std::str::FromStr;

use http::HeaderName;
use http::header;

use super::{ContentRange, RangeSpec};
use crate::header::syntax::{cut, is_token, trim};
use crate::header::{Header, HeaderError, Lines};

/// `Range`: the parts of a representation that are asked for (RFC 9110 §14.2).
///
/// ```
/// use wz::header::{Range, RangeSpec};
///
/// let range: Range = "bytes=0-4, -2".parse()?;
/// assert!(range.is_bytes());
/// assert_eq!(range.specs(), [RangeSpec::FromTo { first: 0, last: 4 }, RangeSpec::Suffix { length: 2 }]);
/// assert_eq!(range.resolve(10), [0..5, 8..10]);
/// assert_eq!(range.to_string(), "bytes=0-4,-2");
/// assert!("bytes=5-3".parse::<Range>().is_err() && "bytes=+1-2".parse::<Range>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// A server ignores a `Range` that is an error here, as well as one with a unit it does not know. Unlike Werkzeug, which
/// refuses them, parts may come in any order and overlap, as the RFC has it: [`conditional`](crate::conditional) caps their
/// number and joins them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Range {
    unit: Cow<'static, str>,
    specs: Vec<RangeSpec>,
}

impl Range {
    /// Parts in bytes.
    ///
    /// ```
    /// use wz::header::{Range, RangeSpec};
    ///
    /// assert_eq!(Range::bytes([RangeSpec::OpenEnded { first: 100 }])?.to_string(), "bytes=100-");
    /// assert!(Range::bytes([RangeSpec::FromTo { first: 2, last: 1 }]).is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// When there is no part, or one that ends before it starts.
    pub fn bytes(specs: impl IntoIterator<Item = RangeSpec>) -> Result<Range, HeaderError> {
        Range::new("bytes", specs)
    }

    /// Parts in a unit.
    ///
    /// ```
    /// use wz::header::{Range, RangeSpec};
    ///
    /// assert_eq!(Range::new("rows", [RangeSpec::Suffix { length: 5 }])?.to_string(), "rows=-5");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// When the unit is no token, there is no part, or one that cannot be written.
    pub fn new(
        unit: impl Into<String>,
        specs: impl IntoIterator<Item = RangeSpec>,
    ) -> Result<Range, HeaderError> {
        let mut unit = unit.into();
        unit.make_ascii_lowercase();
        let specs: Vec<_> = specs.into_iter().collect();
        let bytes = unit == "bytes";
        let fine = |spec: &RangeSpec| spec.is_valid() && !(bytes && matches!(spec, RangeSpec::Other(_)));
        if !is_token(&unit) || specs.is_empty() || !specs.iter().all(fine) {
            let error = HeaderError::unwritable("a unit, and parts that do not end before they start");
            return Err(error.of(header::RANGE));
        }
        Ok(Range { unit: unit.into(), specs })
    }

    /// The unit, in lower case.
    ///
    /// ```
    /// use wz::header::Range;
    ///
    /// assert_eq!("Bytes=0-4".parse::<Range>()?.unit(), "bytes");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// Whether the unit is bytes, the only one in general use.
    ///
    /// ```
    /// use wz::header::Range;
    ///
    /// assert!("Bytes=0-4".parse::<Range>()?.is_bytes() && !"rows=0-4".parse::<Range>()?.is_bytes());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn is_bytes(&self) -> bool {
        self.unit == "bytes"
    }

    /// The parts, as they were asked for; at least one.
    ///
    /// ```
    /// use wz::header::{Range, RangeSpec};
    ///
    /// let range: Range = "bytes=0-4, -2".parse()?;
    /// assert_eq!(range.specs()[1], RangeSpec::Suffix { length: 2 });
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn specs(&self) -> &[RangeSpec] {
        &self.specs
    }

    /// The parts of something so long that there are, in the order of the header; none when the header cannot be satisfied.
    ///
    /// ```
    /// use wz::header::Range;
    ///
    /// let range: Range = "bytes=8-, 0-1, 20-".parse()?;
    /// assert_eq!((range.resolve(10), range.resolve(0)), (vec![8..10, 0..2], vec![]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn resolve(&self, length: u64) -> Vec<ops::Range<u64>> {
        let mut parts = Vec::with_capacity(self.specs.len());
        parts.extend(self.specs.iter().filter_map(|spec| spec.resolve(length)));
        parts
    }

    /// The `Content-Range` of an answer with the only part that was asked for: Werkzeug's `make_content_range`. `None` when
    /// there are several, the unit is not bytes, or there is nothing of it.
    ///
    /// ```
    /// use wz::header::Range;
    ///
    /// let range: Range = "bytes=2-".parse()?;
    /// assert_eq!(range.to_content_range(10).unwrap().to_string(), "bytes 2-9/10");
    /// assert_eq!(range.to_content_range(2), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn to_content_range(&self, length: u64) -> Option<ContentRange> {
        match self.specs.as_slice() {
            [spec] if self.is_bytes() => ContentRange::bytes(spec.resolve(length)?, Some(length)),
            _ => None,
        }
    }
}

impl FromStr for Range {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<Range, HeaderError> {
        let error = || {
            let expected = "a unit and parts like `bytes=0-99`, `bytes=100-` or `bytes=-100`";
            HeaderError::syntax(expected).found(text).of(header::RANGE)
        };
        let (unit, set) = cut(text, b'=').ok_or_else(error)?;
        let unit = match trim(unit) {
            unit if unit == "bytes" || unit.eq_ignore_ascii_case("bytes") => Cow::Borrowed("bytes"),
            unit if is_token(unit) => Cow::Owned(unit.to_ascii_lowercase()),
            _ => return Err(error()),
        };
        // Room for what is usual, for a megabyte of commas is no range.
        let mut specs = Vec::with_capacity(set.bytes().filter(|byte| *byte == b',').count().min(15) + 1);
        let mut rest = set;
        while !rest.is_empty() {
            let (part, others) = cut(rest, b',').unwrap_or((rest, ""));
            rest = others;
            let part = trim(part);
            if part.is_empty() {
                continue;
            }
            let spec = RangeSpec::parse(part).or_else(|| match &*unit {
                "bytes" => None,
                _ => Some(RangeSpec::Other(part.to_owned())).filter(RangeSpec::is_valid),
            });
            specs.push(spec.ok_or_else(error)?);
        }
        if specs.is_empty() { Err(error()) } else { Ok(Range { unit, specs }) }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, spec) in self.specs.iter().enumerate() {
            f.write_str(if index == 0 { &self.unit } else { "" })?;
            f.write_str(if index == 0 { "=" } else { "," })?;
            spec.fmt(f)?;
        }
        Ok(())
    }
}

impl Header for Range {
    const NAME: HeaderName = header::RANGE;
    const LINES: Lines = Lines::Single;
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one range is meant, not what is in it")]
mod tests {
    use super::*;

    #[test]
    fn reads() {
        let resolved = |text: &str| text.parse::<Range>().map(|range| range.resolve(10)).ok();
        for (text, parts) in [
            ("bytes=0-", vec![0..10]),
            ("bytes=0-0", vec![0..1]),
            ("bytes=-5", vec![5..10]),
            ("bytes= 0 - 4 ", vec![0..5]),
            ("Bytes=0-4", vec![0..5]),
            ("bytes=-50", vec![0..10]),
            ("bytes=0-99999999999999999999999", vec![0..10]),
            ("bytes=99999999999999999999999-", vec![]),
            ("bytes=-0", vec![]),
            ("bytes=3-4,0-1", vec![3..5, 0..2]),
            ("bytes=0-4,", vec![0..5]),
            ("bytes=10-12,1-2", vec![1..3]),
            ("items=0-4", vec![0..5]),
            ("items=a-b", vec![]),
        ] {
            assert_eq!(resolved(text), Some(parts), "{text}");
        }
        for text in [
            "bytes=",
            "bytes=5-3",
            "bytes=+1-2",
            "bytes=1_0-20",
            "bytes=٣-٤",
            "bytes=--5",
            "bytes=1-2-3",
            "bytes",
            "junk",
            "bytes=-",
            "=0-1",
            "a b=0-1",
            "bytes=,",
            "items=a\nb",
            "",
        ] {
            assert_eq!(resolved(text), None, "{text:?}");
        }
    }

    #[test]
    fn writes() {
        for text in ["bytes=0-4", "bytes=5-", "bytes=-5,0-1,3-", "items=0-4", "rows=x:y"] {
            assert_eq!(text.parse::<Range>().unwrap().to_string(), text);
        }
        assert!(Range::new("a b", [RangeSpec::OpenEnded { first: 0 }]).is_err());
        assert!(Range::new("rows", [RangeSpec::Other("a,b".into())]).is_err());
        assert!(Range::bytes([RangeSpec::Other("x".into())]).is_err());
        assert!(Range::bytes([]).is_err());
    }
}
