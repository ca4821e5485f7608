use std::fmt;
use std::hash::{BuildHasher, RandomState};

use http::HeaderValue;

use super::MultipartError;
use crate::header::ContentType;
use crate::header::syntax::write_value;

/// What separates the parts of a multipart message (RFC 2046 §5.1.1).
///
/// ```
/// use wz::form::multipart::Boundary;
///
/// assert_eq!(Boundary::new("part-1").unwrap().as_str(), "part-1");
/// assert_ne!(Boundary::random(), Boundary::random());
/// assert!(Boundary::new("a;b").is_none() && Boundary::new("").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Boundary(Box<str>);

impl Boundary {
    /// The longest one, in characters: 70 (RFC 2046 §5.1.1).
    ///
    /// ```
    /// use wz::form::multipart::Boundary;
    ///
    /// assert!(Boundary::new(&"x".repeat(Boundary::LONGEST)).is_some());
    /// assert!(Boundary::new(&"x".repeat(Boundary::LONGEST + 1)).is_none());
    /// ```
    pub const LONGEST: usize = 70;

    /// This text. `None` when it is empty, longer than [`LONGEST`](Boundary::LONGEST), ends with a space, or has other
    /// characters than ASCII letters, digits, spaces and those of `'()+_,-./:=?*`. RFC 2046 does not list `*`, but much
    /// code for Android sends the boundary `*****`, which may stand in a header as it is.
    ///
    /// Whoever writes with it must know that it does not stand in the content: where that is not sure, take a
    /// [random](Boundary::random) one.
    ///
    /// ```
    /// use wz::form::multipart::Boundary;
    ///
    /// assert!(Boundary::new("a b?").is_some());
    /// assert!(Boundary::new("ends with a space ").is_none() && Boundary::new("é").is_none());
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Option<Boundary> {
        let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?* ".contains(&byte);
        let fine = !text.is_empty() && text.len() <= Boundary::LONGEST && !text.ends_with(' ');
        (fine && text.bytes().all(legal)).then(|| Boundary(text.into()))
    }

    /// One that nobody can foresee, and so nobody can put into a content: 128 bits, from the random keys that the hash maps
    /// of the standard library have.
    ///
    /// ```
    /// use wz::form::multipart::Boundary;
    ///
    /// let boundary = Boundary::random();
    /// assert!(boundary.as_str().len() == 32 && boundary != Boundary::random());
    /// ```
    #[must_use]
    pub fn random() -> Boundary {
        let number = || RandomState::new().hash_one(());
        Boundary(format!("{:016x}{:016x}", number(), number()).into())
    }

    /// The one of a form that is sent, from its `Content-Type`.
    ///
    /// ```
    /// use wz::form::multipart::Boundary;
    ///
    /// let boundary = |text: &str| Boundary::from_content_type(&text.parse().unwrap());
    /// assert_eq!(boundary("multipart/form-data; boundary=\"a:b\"")?.as_str(), "a:b");
    ///
    /// let error = boundary("multipart/form-data").unwrap_err();
    /// assert_eq!(error.status(), 400);
    /// assert_eq!(error.to_string(), "the Content-Type `multipart/form-data` has no boundary");
    /// assert_eq!(boundary("text/plain").unwrap_err().status(), 415);
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    ///
    /// # Errors
    /// The type is another than `multipart/form-data`, or the boundary is missing, or it is none that
    /// [`new`](Boundary::new) takes.
    pub fn from_content_type(content_type: &ContentType) -> Result<Boundary, MultipartError> {
        if content_type.essence() != "multipart/form-data" {
            return Err(MultipartError::content_type(content_type.essence()));
        }
        let Some(text) = content_type.boundary() else { return Err(MultipartError::no_boundary()) };
        Boundary::new(text).ok_or_else(|| MultipartError::illegal_boundary(text))
    }

    /// The text, without the two dashes that stand before it in a message.
    ///
    /// ```
    /// use wz::form::multipart::Boundary;
    ///
    /// assert_eq!(Boundary::new("part-1").unwrap().as_str(), "part-1");
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The type of a message with this boundary; in quotes where it is no token.
    pub(crate) fn content_type(&self, subtype: &str) -> HeaderValue {
        let mut text = format!("multipart/{subtype}; boundary=");
        // Writing to a text does not fail, and all legal characters may stand in a header.
        let _ = write_value(&mut text, &self.0);
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("multipart/mixed"))
    }
}

impl fmt::Display for Boundary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_characters_only() {
        for text in
            ["a", "a b", "----WebKitFormBoundary7MA4YWxkTrZu0gW", "'()+_,-./:=?", "*****", &"x".repeat(70)]
        {
            let boundary = Boundary::new(text).unwrap();
            let written = boundary.content_type("form-data").to_str().unwrap().parse().unwrap();
            assert_eq!(Boundary::from_content_type(&written), Ok(boundary));
        }
        for text in ["", " ", "a ", "é", "a\r\nb", "a\"", "a\tb", "a;b", &"x".repeat(71)] {
            assert_eq!(Boundary::new(text), None, "{text:?}");
        }
    }
}
