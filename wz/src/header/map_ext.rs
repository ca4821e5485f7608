use std::fmt::Write as _;

use http::{HeaderMap, HeaderValue};

use super::{Header, HeaderError};

/// Typed headers in an [`http::HeaderMap`].
///
/// ```
/// use wz::header::{Age, ContentType, HeaderMapExt, Vary};
/// use wz::http::HeaderMap;
///
/// let mut headers = HeaderMap::new();
/// headers.set_typed(&ContentType::html())?;
/// headers.set_typed(&ContentType::json())?;
/// headers.append_typed(&Vary::new(["accept"])?)?;
/// headers.append_typed(&Vary::new(["cookie"])?)?;
///
/// assert_eq!(headers.typed()?, Some(ContentType::json()));
/// assert_eq!(headers.typed::<Vary>()?.unwrap().to_string(), "accept, cookie");
/// assert_eq!(headers.typed::<Age>()?, None);
/// assert!(headers.remove_typed::<Vary>() && !headers.remove_typed::<Vary>());
///
/// headers.insert("age", "soon".parse().unwrap());
/// let error = headers.typed::<Age>().unwrap_err();
/// assert_eq!(error.to_string(), "age: expected a number of seconds, in digits, found `soon`");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Headers of your own fit in; [`Header`] has one.
pub trait HeaderMapExt: sealed::Sealed {
    /// The value of header `H`; `None` when the map has no line of that name.
    ///
    /// Several lines become one value as [`Header::LINES`] says.
    ///
    /// ```
    /// use wz::header::{Age, HeaderErrorKind, HeaderMapExt};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// assert_eq!(headers.typed::<Age>()?, None);
    /// headers.insert("age", "soon".parse().unwrap());
    /// assert_eq!(headers.typed::<Age>().unwrap_err().kind(), HeaderErrorKind::Syntax);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The text does not parse, or there are several lines of a header that may have one. The error names the header.
    fn typed<H: Header>(&self) -> Result<Option<H>, HeaderError>;

    /// Writes header `H` as one line, in place of every line of that name.
    ///
    /// ```
    /// use wz::header::{ETag, HeaderMapExt};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.set_typed(&ETag::strong("v1")?)?;
    /// headers.set_typed(&ETag::strong("v2")?)?;
    /// assert_eq!((headers.len(), headers["etag"].as_bytes()), (1, &br#""v2""#[..]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// The text of the value is no legal header value: it has a control character. The map is left as it was.
    fn set_typed<H: Header>(&mut self, header: &H) -> Result<(), HeaderError>;

    /// Writes header `H` as one more line, after those which are there.
    ///
    /// ```
    /// use wz::header::{Challenge, HeaderMapExt, WwwAuthenticate};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.append_typed(&WwwAuthenticate(vec![Challenge::new("Negotiate")?]))?;
    /// headers.append_typed(&WwwAuthenticate(vec![Challenge::basic("here")?]))?;
    /// assert_eq!(headers.get_all("www-authenticate").iter().count(), 2);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// As [`set_typed`](HeaderMapExt::set_typed).
    fn append_typed<H: Header>(&mut self, header: &H) -> Result<(), HeaderError>;

    /// Takes every line of header `H` away, and says whether there was one.
    ///
    /// ```
    /// use wz::header::{Age, HeaderMapExt};
    /// use wz::http::HeaderMap;
    ///
    /// let mut headers = HeaderMap::from_iter([(wz::http::header::AGE, 5.into())]);
    /// assert!(headers.remove_typed::<Age>() && !headers.remove_typed::<Age>());
    /// ```
    fn remove_typed<H: Header>(&mut self) -> bool;
}

impl HeaderMapExt for HeaderMap {
    fn typed<H: Header>(&self) -> Result<Option<H>, HeaderError> {
        match H::LINES.text(self.get_all(H::NAME)) {
            Ok(Some(text)) => match text.parse() {
                Ok(header) => Ok(Some(header)),
                Err(error) => Err(HeaderError::of(error, H::NAME)),
            },
            Ok(None) => Ok(None),
            Err(error) => Err(error.of(H::NAME)),
        }
    }

    fn set_typed<H: Header>(&mut self, header: &H) -> Result<(), HeaderError> {
        self.insert(H::NAME, written(header)?);
        Ok(())
    }

    fn append_typed<H: Header>(&mut self, header: &H) -> Result<(), HeaderError> {
        self.append(H::NAME, written(header)?);
        Ok(())
    }

    fn remove_typed<H: Header>(&mut self) -> bool {
        self.remove(H::NAME).is_some()
    }
}

/// What is longer costs another allocation.
const USUAL_LENGTH: usize = 64;

fn written<H: Header>(header: &H) -> Result<HeaderValue, HeaderError> {
    let unwritable = || HeaderError::unwritable("text without control characters").of(H::NAME);
    let mut text = String::with_capacity(USUAL_LENGTH);
    write!(text, "{header}").map_err(|_| unwritable())?;
    HeaderValue::from_bytes(text.as_bytes()).map_err(|_| unwritable().found(&text))
}

mod sealed {
    pub trait Sealed {}

    impl Sealed for http::HeaderMap {}
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::fmt;
    use std::str::FromStr;

    use http::HeaderName;

    use super::*;
    use crate::header::{HeaderErrorKind, Lines};

    #[derive(Debug, PartialEq)]
    struct Raw(String);

    impl FromStr for Raw {
        type Err = HeaderError;

        fn from_str(text: &str) -> Result<Raw, HeaderError> {
            text.parse().map(Raw).map_err(|error: Infallible| match error {})
        }
    }

    impl fmt::Display for Raw {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(&self.0)
        }
    }

    impl Header for Raw {
        const NAME: HeaderName = HeaderName::from_static("x-raw");
        const LINES: Lines = Lines::Single;
    }

    #[test]
    fn writes_nothing_that_is_no_header() {
        let mut headers = HeaderMap::new();
        headers.set_typed(&Raw("é\tok".into())).unwrap();
        for bad in ["a\r\nb", "a\nb", "a\0b", "\u{7f}"] {
            let error = headers.set_typed(&Raw(bad.into())).unwrap_err();
            assert_eq!((error.kind(), error.name()), (HeaderErrorKind::Unwritable, Some(&Raw::NAME)));
            assert!(headers.append_typed(&Raw(bad.into())).is_err());
        }
        assert_eq!(headers.typed::<Raw>().unwrap(), Some(Raw("é\tok".into())));
        headers.append_typed(&Raw("b".into())).unwrap();
        assert_eq!(headers.typed::<Raw>().unwrap_err().kind(), HeaderErrorKind::Repeated);
        assert!(headers.remove_typed::<Raw>());
        assert_eq!(headers.typed::<Raw>().unwrap(), None);
    }
}
