use std::borrow::Cow;

use super::HttpError;

/// Turns "there is none" into an answer: 400 where the client should have sent it, 404 where it asked for it.
///
/// For any other status, `ok_or_else` with [`HttpError::new`] is as short.
pub trait OptionExt<T> {
    /// The value, or 400 Bad Request with this description.
    ///
    /// ```
    /// use wz::OptionExt;
    ///
    /// fn pair(text: &str) -> Result<(&str, &str), wz::HttpError> {
    ///     text.split_once('=').or_400("expected `name=value`")
    /// }
    /// assert_eq!(pair("a").unwrap_err().to_string(), "400 Bad Request: expected `name=value`");
    /// ```
    fn or_400(self, description: impl Into<Cow<'static, str>>) -> Result<T, HttpError>;

    /// The value, or 404 Not Found with this description.
    ///
    /// ```
    /// use wz::OptionExt;
    ///
    /// fn name(id: usize) -> Result<&'static str, wz::HttpError> {
    ///     ["ada", "grace"].get(id).copied().or_404("no such user")
    /// }
    /// assert_eq!(name(7).unwrap_err().to_string(), "404 Not Found: no such user");
    /// ```
    fn or_404(self, description: impl Into<Cow<'static, str>>) -> Result<T, HttpError>;
}

impl<T> OptionExt<T> for Option<T> {
    fn or_400(self, description: impl Into<Cow<'static, str>>) -> Result<T, HttpError> {
        self.ok_or_else(|| HttpError::bad_request(description))
    }

    fn or_404(self, description: impl Into<Cow<'static, str>>) -> Result<T, HttpError> {
        self.ok_or_else(|| HttpError::not_found().with_description(description))
    }
}
