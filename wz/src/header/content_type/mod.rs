//! `Content-Type`: the media type of a body (RFC 9110 §8.3).

mod common;
mod essence;
mod kinds;

use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::CONTENT_TYPE;

use super::options::{Options, Quoting, parse_with};
use super::{Header, HeaderError, Lines};

pub(super) use essence::Essence;

/// A media type with parameters: `text/html; charset=utf-8`.
///
/// ```
/// use wz::header::ContentType;
///
/// let html: ContentType = "TEXT/html; Charset=\"utf-8\"".parse()?;
/// assert_eq!((html.main_type(), html.subtype(), html.charset()), ("text", "html", Some("utf-8")));
/// assert_eq!(html.to_string(), "text/html; charset=utf-8");
///
/// assert!("application/problem+json".parse::<ContentType>()?.is_json());
/// assert!("text".parse::<ContentType>().is_err());
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Type, subtype and the names of parameters are in lower case; values of parameters are as they came. Parameters are
/// read as those of an [`OptionsHeader`](super::OptionsHeader). A second line of this header is an error: the
/// recipients of a message must not disagree about what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentType {
    essence: Essence,
    parameters: Options,
}

impl ContentType {
    pub(super) fn into_parts(self) -> (Essence, Options) {
        (self.essence, self.parameters)
    }

    /// Type and subtype: `text/html`.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let kind: ContentType = "Application/Problem+JSON; Charset=utf-8".parse()?;
    /// assert_eq!(kind.essence(), "application/problem+json");
    /// assert_eq!((kind.main_type(), kind.subtype(), kind.suffix()), ("application", "problem+json", Some("json")));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn essence(&self) -> &str {
        self.essence.text()
    }

    /// The type, in lower case: `text`.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert_eq!("Text/HTML".parse::<ContentType>()?.main_type(), "text");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn main_type(&self) -> &str {
        self.essence.main()
    }

    /// The subtype, in lower case: `html`, `problem+json`.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert_eq!("application/Problem+JSON".parse::<ContentType>()?.subtype(), "problem+json");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn subtype(&self) -> &str {
        self.essence.sub()
    }

    /// What is after the last `+` of the subtype: `json` of `application/problem+json` (RFC 6839).
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert_eq!("image/svg+xml".parse::<ContentType>()?.suffix(), Some("xml"));
    /// assert_eq!(ContentType::json().suffix(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn suffix(&self) -> Option<&str> {
        self.subtype().rsplit_once('+').map(|(_, suffix)| suffix)
    }

    /// All parameters.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let kind: ContentType = "text/plain; Charset=utf-8; format=flowed".parse()?;
    /// assert!(kind.parameters().iter().eq([("charset", "utf-8"), ("format", "flowed")]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn parameters(&self) -> &Options {
        &self.parameters
    }

    /// The value of a parameter, without regard to the case of its name.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// assert_eq!("text/plain; format=\"Flowed\"".parse::<ContentType>()?.parameter("Format"), Some("Flowed"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.get(name)
    }

    /// The parameter `charset`, as it came: compare it without regard to case.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let kind: ContentType = "text/html; charset=UTF-8; level=1".parse()?;
    /// assert_eq!((kind.charset(), kind.parameter("Level")), (Some("UTF-8"), Some("1")));
    /// assert_eq!(ContentType::json().charset(), None);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn charset(&self) -> Option<&str> {
        self.parameter("charset")
    }

    /// The parameter `boundary` of a multipart type.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let kind: ContentType = "multipart/form-data; boundary=\"a b\"".parse()?;
    /// assert_eq!(kind.boundary(), Some("a b"));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn boundary(&self) -> Option<&str> {
        self.parameter("boundary")
    }

    /// The media type with a parameter set.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let text = "text/plain".parse::<ContentType>()?.with_parameter("charset", "utf-8")?;
    /// assert_eq!(text.to_string(), "text/plain; charset=utf-8");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The name is no token.
    pub fn with_parameter(mut self, name: &str, value: &str) -> Result<ContentType, HeaderError> {
        self.parameters.set(name, value).map_err(|error| error.of(CONTENT_TYPE))?;
        Ok(self)
    }

    /// The media type with `charset=utf-8`, when it is one of [text](ContentType::is_text) that does not name a
    /// charset: what Werkzeug's responses do with a mimetype.
    ///
    /// ```
    /// use wz::header::ContentType;
    ///
    /// let with = |text: &str| text.parse::<ContentType>().map(|kind| kind.or_utf8().to_string());
    /// assert_eq!(with("text/html")?, "text/html; charset=utf-8");
    /// assert_eq!(with("text/html; charset=latin1")?, "text/html; charset=latin1");
    /// assert_eq!(with("application/json")?, "application/json");
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn or_utf8(mut self) -> ContentType {
        if self.is_text() && self.charset().is_none() {
            // The name is a token.
            let _ = self.parameters.set("charset", "utf-8");
        }
        self
    }
}

impl FromStr for ContentType {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ContentType, HeaderError> {
        let multipart =
            |essence: &str| essence.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("multipart/"));
        let quoting = |essence: &str| if multipart(essence) { Quoting::Multipart } else { Quoting::Header };
        let (essence, parameters) = parse_with(text, quoting);
        match Essence::read(essence) {
            Some(essence) => Ok(ContentType { essence, parameters }),
            None => Err(HeaderError::syntax("a media type like `text/html`").found(essence).of(CONTENT_TYPE)),
        }
    }
}

impl fmt::Display for ContentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.essence())?;
        if self.parameters.is_empty() { Ok(()) } else { write!(f, "; {}", self.parameters) }
    }
}

impl Header for ContentType {
    const NAME: HeaderName = CONTENT_TYPE;
    const LINES: Lines = Lines::Single;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_a_type_and_a_subtype() {
        for text in
            ["", ";", "text", "text/", "/html", "text/html/x", "te xt/html", "text/ html", "é/x", "text/h,x"]
        {
            let error = text.parse::<ContentType>().unwrap_err().to_string();
            assert!(error.starts_with("content-type: expected a media type"), "{error}");
        }
        assert!("text/html;;; x".parse::<ContentType>().is_ok());
        assert!("*/*".parse::<ContentType>().is_ok());
        assert_eq!("text/html; charset= utf-8".parse::<ContentType>().unwrap().charset(), Some("utf-8"));
    }

    #[test]
    fn what_is_written_reads_back() {
        let kind: ContentType = "multipart/form-data; boundary=\"a b:c\"; X=é".parse().unwrap();
        assert_eq!((kind.boundary(), kind.suffix()), (Some("a b:c"), None));
        let kind: ContentType = "Multipart/form-data; boundary=--=_x==; charset=utf-8".parse().unwrap();
        assert_eq!((kind.boundary(), kind.charset()), (Some("--=_x=="), Some("utf-8")));
        assert_eq!(kind.to_string().parse(), Ok(kind.clone()));
        let other: ContentType = "text/plain; boundary=--=_x==".parse().unwrap();
        assert_eq!(other.boundary(), Some("--"));
        assert_eq!(kind.to_string().parse(), Ok(kind));
    }
}
