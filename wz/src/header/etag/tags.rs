use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use super::ETag;
use super::scan::{Tag, tags_in};

/// Tags to compare with: `*`, or a list (RFC 9110 §13.1.1 and §13.1.2).
///
/// Reading is as lenient as Werkzeug's `parse_etags` and never fails: a tag may be without quotes, and what is no tag is
/// skipped up to the next comma. `*` twice, as of two lines, is `*`.
///
/// ```
/// use wz::header::{ETag, ETags};
///
/// let tags: ETags = r#""a", W/"b", junk "c", d"#.parse().unwrap();
/// assert_eq!(tags.to_string(), r#""a", W/"b", "d""#);
/// assert!(tags.contains_strong(&ETag::strong("a")?) && !tags.contains_strong(&ETag::strong("b")?));
/// assert!(tags.contains_weak(&ETag::strong("b")?));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ETags {
    /// `*`: any tag, of whatever there is.
    Any,
    /// These, in the order of the header. None of them when there was no tag in it.
    List(Vec<ETag>),
}

impl ETags {
    /// Whether it is `*`.
    ///
    /// ```
    /// use wz::header::ETags;
    ///
    /// let is_any = |text: &str| text.parse().map(|tags: ETags| tags.is_any()).unwrap();
    /// assert!(is_any("*") && is_any("*, *") && !is_any(r#""*""#) && !is_any(r#"*, "a""#));
    /// ```
    #[must_use]
    pub fn is_any(&self) -> bool {
        *self == ETags::Any
    }

    /// Whether it is `*`, or one of the list is the same by the strong comparison; for `If-Match`.
    ///
    /// ```
    /// use wz::header::{ETag, ETags};
    ///
    /// let tags: ETags = r#""a", W/"b""#.parse().unwrap();
    /// assert!(tags.contains_strong(&ETag::strong("a")?) && !tags.contains_strong(&ETag::weak("b")?));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn contains_strong(&self, tag: &ETag) -> bool {
        match self {
            ETags::Any => true,
            ETags::List(tags) => tags.iter().any(|one| one.strong_eq(tag)),
        }
    }

    /// Whether it is `*`, or one of the list is the same by the weak comparison; for `If-None-Match`.
    ///
    /// ```
    /// use wz::header::{ETag, ETags};
    ///
    /// let tags: ETags = r#""a", W/"b""#.parse().unwrap();
    /// assert!(tags.contains_weak(&ETag::weak("a")?) && tags.contains_weak(&ETag::strong("b")?));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn contains_weak(&self, tag: &ETag) -> bool {
        match self {
            ETags::Any => true,
            ETags::List(tags) => tags.iter().any(|one| one.weak_eq(tag)),
        }
    }

    /// The tags of the list; none for `*`.
    ///
    /// ```
    /// use wz::header::ETags;
    ///
    /// let tags: ETags = r#""a", W/"b""#.parse().unwrap();
    /// assert!(tags.as_slice().iter().map(|tag| (tag.tag(), tag.is_weak())).eq([("a", false), ("b", true)]));
    /// let any: ETags = "*".parse().unwrap();
    /// assert!(any.is_any() && any.as_slice().is_empty());
    /// ```
    #[must_use]
    pub fn as_slice(&self) -> &[ETag] {
        match self {
            ETags::Any => &[],
            ETags::List(tags) => tags,
        }
    }
}

impl FromStr for ETags {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<ETags, Infallible> {
        let is_any = tags_in(text).next().is_some() && tags_in(text).all(Tag::is_any);
        Ok(if is_any { ETags::Any } else { ETags::List(tags_in(text).map(ETag::from).collect()) })
    }
}

impl From<ETag> for ETags {
    fn from(tag: ETag) -> ETags {
        ETags::List(vec![tag])
    }
}

impl FromIterator<ETag> for ETags {
    fn from_iter<I: IntoIterator<Item = ETag>>(tags: I) -> ETags {
        ETags::List(tags.into_iter().collect())
    }
}

impl fmt::Display for ETags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_any() {
            return f.write_str("*");
        }
        for (index, tag) in self.as_slice().iter().enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            tag.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        for (text, written) in [
            (r#""a", W/"b", c"#, r#""a", W/"b", "c""#),
            (r#""a" x, "b""#, r#""b""#),
            (r#"w/"x""#, r#"W/"x""#),
            (r#""a,b""#, r#""a,b""#),
            (r#""a";"b""#, ""),
            (r#", ,"x""#, r#""x""#),
            (r#""""#, r#""""#),
            ("W/*", r#"W/"*""#),
            ("W/, a", r#""W/", "a""#),
            (" * ", "*"),
            ("*, *", "*"),
            (r#"*, "x""#, r#""*", "x""#),
            (r#""open, "x""#, r#""x""#),
            (r#""a\", "b""#, r#""a\", "b""#),
            ("", ""),
        ] {
            let tags: ETags = text.parse().unwrap();
            assert_eq!(tags.to_string(), written, "{text}");
            assert_eq!(written.parse(), Ok(tags));
        }
    }
}
