use std::borrow::Cow;

use super::HttpError;

/// Turns "there is none" into an answer.
pub trait OptionExt<T> {
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
    fn or_404(self, description: impl Into<Cow<'static, str>>) -> Result<T, HttpError> {
        self.ok_or_else(|| HttpError::not_found().with_description(description))
    }
}
