use std::borrow::Cow;

use super::{UrlError, UrlErrorKind};
use crate::percent::decoded;

/// The text that a piece of a path stands for: `%XX` is a byte, `+` is itself.
///
/// A `%` without two hex digits stands for itself, as browsers take it. Split a path at its slashes first where `%2F` is
/// not to be one; for a file below a folder that makes no difference, because
/// [`safe_join`](crate::security::safe_join) comes after this.
///
/// ```
/// use wz::url::{UrlErrorKind, percent_decode};
///
/// assert_eq!(percent_decode("caf%C3%A9+1%.txt")?, "café+1%.txt");
/// assert_eq!(percent_decode("%FF").unwrap_err().kind(), UrlErrorKind::Encoding);
/// # Ok::<_, wz::url::UrlError>(())
/// ```
///
/// # Errors
/// The bytes are not UTF-8; answer with 404, there is no such thing.
pub fn percent_decode(text: &str) -> Result<Cow<'_, str>, UrlError> {
    match decoded(text, false) {
        Some(bytes) => {
            String::from_utf8(bytes).map(Cow::Owned).map_err(|_| UrlError::new(UrlErrorKind::Encoding))
        }
        None => Ok(Cow::Borrowed(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_only_what_has_escapes() {
        assert!(matches!(percent_decode("plain"), Ok(Cow::Borrowed("plain"))));
        assert_eq!(percent_decode("a%20b%2f%zz%").as_deref(), Ok("a b/%zz%"));
        assert!(percent_decode("%C3").is_err());
    }
}
