use std::fmt;
use std::str::FromStr;

use http::HeaderName;
use http::header::CONTENT_ENCODING;

use super::syntax::{is_token, list};
use super::{Header, HeaderError, Lines};

/// `Content-Encoding`: what was done to the content, in the order in which it was done (RFC 9110 §8.4). To undo it, begin
/// at the end.
///
/// ```
/// use wz::header::ContentEncoding;
///
/// let encoding: ContentEncoding = "Deflate, x-gzip".parse()?;
/// assert!(encoding.codings().eq(["deflate", "gzip"]));
/// assert_eq!(ContentEncoding::new(["br"])?.to_string(), "br");
/// # Ok::<_, wz::header::HeaderError>(())
/// ```
///
/// Codings are in lower case, and `x-gzip` and `x-compress` are `gzip` and `compress` (§8.4.1). Unlike in other lists, one
/// may stand there twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContentEncoding(Vec<String>);

impl ContentEncoding {
    /// These codings, the one that was done first at the start.
    ///
    /// ```
    /// use wz::header::ContentEncoding;
    ///
    /// assert_eq!(ContentEncoding::new(["br", "X-GZIP"])?.to_string(), "br, gzip");
    /// assert!(ContentEncoding::new(["a b"]).is_err());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    ///
    /// # Errors
    /// One is no token.
    pub fn new<C: AsRef<str>>(codings: impl IntoIterator<Item = C>) -> Result<ContentEncoding, HeaderError> {
        codings.into_iter().map(|coding| read(coding.as_ref())).collect::<Result<_, _>>().map(ContentEncoding)
    }

    /// The codings, in the order in which they were done.
    ///
    /// ```
    /// use wz::header::ContentEncoding;
    ///
    /// let encoding: ContentEncoding = "br, gzip".parse()?;
    /// assert!(encoding.codings().rev().eq(["gzip", "br"]));
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    pub fn codings(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        self.0.iter().map(String::as_str)
    }
}

fn read(coding: &str) -> Result<String, HeaderError> {
    if !is_token(coding) {
        let error = HeaderError::unwritable("a token as coding of the content");
        return Err(error.found(coding).of(CONTENT_ENCODING));
    }
    let coding = coding.to_ascii_lowercase();
    Ok(match &*coding {
        "x-gzip" | "x-compress" => coding[2..].to_owned(),
        _ => coding,
    })
}

impl FromStr for ContentEncoding {
    type Err = HeaderError;

    fn from_str(text: &str) -> Result<ContentEncoding, HeaderError> {
        ContentEncoding::new(list(text))
    }
}

impl fmt::Display for ContentEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(", "))
    }
}

impl Header for ContentEncoding {
    const NAME: HeaderName = CONTENT_ENCODING;
    const LINES: Lines = Lines::Joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_order_and_repetitions() {
        let encoding: ContentEncoding = "gzip,, GZIP, br".parse().unwrap();
        assert_eq!(encoding.to_string(), "gzip, gzip, br");
        assert_eq!(encoding.codings().next_back(), Some("br"));
        assert_eq!("".parse(), Ok(ContentEncoding::default()));
        assert!("a b".parse::<ContentEncoding>().is_err() && ContentEncoding::new(["é"]).is_err());
    }
}
