use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header;

use super::scan::Tag;
use crate::header::syntax::trim;
use crate::header::{Header, HeaderError, Lines};
use crate::sha1::sha1_hex;

/// `ETag`: an opaque name for one state of a representation (RFC 9110 §8.8.3).
///
/// A strong tag changes with every byte; a weak one (`W/"..."`) names what is as good as the same. Which of the two
/// comparisons counts is up to the header: [`strong_eq`](ETag::strong_eq) for `If-Match` and `If-Range`,
/// [`weak_eq`](ETag::weak_eq) for `If-None-Match`. `==` asks whether two are written alike.
///
/// ```
/// use wz::header::{ETag, HeaderMapExt};
/// use wz::http::HeaderMap;
///
/// let tag = ETag::strong("v1")?;
/// let mut headers = HeaderMap::new();
/// headers.set_typed(&tag)?;
/// assert_eq!(headers["etag"], r#""v1""#);
/// assert_eq!(headers.typed::<ETag>()?, Some(tag.clone()));
///
/// let weak: ETag = r#"W/"v1""#.parse()?;
/// assert!(weak.weak_eq(&tag) && !weak.strong_eq(&tag));
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Reading is as lenient as Werkzeug's `unquote_etag`: the mark may be `w/`, and the quotes may be missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ETag {
    weak: bool,
    tag: Box<str>,
}

impl ETag {
    /// A strong tag.
    ///
    /// ```
    /// use wz::header::ETag;
    ///
    /// assert_eq!(ETag::strong("2024-1")?.to_string(), r#""2024-1""#);
    /// assert!(ETag::strong(r#"a"b"#).is_err() && ETag::strong("a b").is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// When the tag has a quote, a blank or a control character.
    pub fn strong(tag: impl Into<String>) -> Result<ETag, HeaderError> {
        ETag::new(false, tag.into())
    }

    /// A weak tag.
    ///
    /// ```
    /// assert_eq!(wz::header::ETag::weak("2024-1")?.to_string(), r#"W/"2024-1""#);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// As [`strong`](ETag::strong).
    pub fn weak(tag: impl Into<String>) -> Result<ETag, HeaderError> {
        ETag::new(true, tag.into())
    }

    /// The strong tag of a content: its SHA-1 in hex, as Werkzeug's `generate_etag` makes it.
    ///
    /// ```
    /// let tag = wz::header::ETag::of_content("Hello");
    /// assert_eq!(tag.tag(), "f7ff9e8b7bb2e09b70935a5d785e0cc5d9d0abf0");
    /// ```
    #[must_use]
    pub fn of_content(content: impl AsRef<[u8]>) -> ETag {
        ETag { weak: false, tag: sha1_hex(content.as_ref()).into() }
    }

    fn new(weak: bool, tag: String) -> Result<ETag, HeaderError> {
        if tag.chars().all(|character| !character.is_control() && !matches!(character, '"' | ' ')) {
            Ok(ETag { weak, tag: tag.into() })
        } else {
            Err(HeaderError::unwritable("a tag without quotes, blanks and control characters")
                .found(&tag)
                .of(header::ETAG))
        }
    }

    /// The text between the quotes.
    ///
    /// ```
    /// use wz::header::ETag;
    ///
    /// assert_eq!(r#"W/"v1""#.parse::<ETag>()?.tag(), "v1");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Whether it is a weak tag.
    ///
    /// ```
    /// use wz::header::ETag;
    ///
    /// assert!(r#"W/"v1""#.parse::<ETag>()?.is_weak() && !ETag::strong("v1")?.is_weak());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.weak
    }

    /// Whether both are strong and the same: the strong comparison (RFC 9110 §8.8.3.2).
    ///
    /// ```
    /// use wz::header::ETag;
    ///
    /// let (strong, weak) = (ETag::strong("1")?, ETag::weak("1")?);
    /// assert!(strong.strong_eq(&strong) && !weak.strong_eq(&weak));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn strong_eq(&self, other: &ETag) -> bool {
        !self.weak && !other.weak && self.tag == other.tag
    }

    /// Whether they are the same but for the mark: the weak comparison (RFC 9110 §8.8.3.2).
    ///
    /// ```
    /// use wz::header::ETag;
    ///
    /// assert!(ETag::strong("1")?.weak_eq(&ETag::weak("1")?));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn weak_eq(&self, other: &ETag) -> bool {
        self.tag == other.tag
    }
}

impl FromStr for ETag {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ETag, HeaderError> {
        let trimmed = trim(text);
        let marked = trimmed.strip_prefix("W/").or_else(|| trimmed.strip_prefix("w/"));
        let (weak, opaque) = marked.map_or((false, trimmed), |opaque| (true, opaque));
        let quoted = opaque.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let tag = quoted.or(Some(opaque).filter(|opaque| !opaque.is_empty()));
        let error = || HeaderError::syntax("a tag like `\"v1\"` or `W/\"v1\"`").found(text).of(header::ETAG);
        tag.and_then(|tag| Tag::read(weak, tag, true)).map(ETag::from).ok_or_else(error)
    }
}

impl From<Tag<'_>> for ETag {
    fn from(Tag { weak, tag, .. }: Tag<'_>) -> ETag {
        ETag { weak, tag: tag.into() }
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.weak { "W/\"" } else { "\"" })?;
        f.write_str(&self.tag)?;
        f.write_str("\"")
    }
}

impl Header for ETag {
    const NAME: HeaderName = header::ETAG;
    const LINES: Lines = Lines::First;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes() {
        for (text, written) in [
            (r#"W/"a""#, r#"W/"a""#),
            (r#"w/"a""#, r#"W/"a""#),
            ("a", r#""a""#),
            (r#""""#, r#""""#),
            (r#" "a\" "#, r#""a\""#),
            (r#""a b,c""#, r#""a b,c""#),
            ("\"é\"", "\"é\""),
            ("W/a", r#"W/"a""#),
        ] {
            let tag: ETag = text.parse().unwrap();
            assert_eq!(tag.to_string(), written, "{text}");
            assert_eq!(written.parse(), Ok(tag));
        }
        for text in ["", "\"a", "a\"", "\"a\"b\"", "W/", "\"a\nb\"", "\"a\0\"", "\""] {
            assert!(text.parse::<ETag>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn comparisons_of_the_rfc() {
        // The table of RFC 9110 §8.8.3.2.
        for (one, other, strong, weak) in [
            ("W/\"1\"", "W/\"1\"", false, true),
            ("W/\"1\"", "W/\"2\"", false, false),
            ("W/\"1\"", "\"1\"", false, true),
            ("\"1\"", "\"1\"", true, true),
        ] {
            let (one, other): (ETag, ETag) = (one.parse().unwrap(), other.parse().unwrap());
            assert_eq!((one.strong_eq(&other), one.weak_eq(&other)), (strong, weak));
            assert_eq!((other.strong_eq(&one), other.weak_eq(&one)), (strong, weak));
        }
    }
}
