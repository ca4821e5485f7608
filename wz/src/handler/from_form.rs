use serde::de::DeserializeOwned;

use super::FormData;
use super::form_data::unusable;
use crate::error::HttpError;
use crate::form::urlencoded;

/// What a form is read into, by [`Form<T>`](crate::Form) or [`Request::form`](crate::Request::form): every type that is
/// `serde::Deserialize`, [`FormData`], and what derives this trait.
///
/// The [derive](derive@crate::FromForm) is for fields with limits of their own; this is what to write by hand:
///
/// ```
/// use wz::prelude::*;
///
/// struct Avatar {
///     image: UploadedFile,
/// }
///
/// impl FromForm for Avatar {
///     const LIMITS: &'static [(&'static str, u64)] = &[("image", 5_000_000)];
///
///     fn from_form(mut form: FormData) -> Result<Avatar, HttpError> {
///         let image = form.files.remove("image");
///         let image = image.ok_or_else(|| HttpError::bad_request("An image is missing."))?;
///         Ok(Avatar { image })
///     }
/// }
///
/// #[post("/avatar")]
/// async fn avatar(form: Form<Avatar>) -> String {
///     format!("{} bytes", form.image.len())
/// }
/// # routes! { Site = avatar }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a form",
    label = "derive `serde::Deserialize` for it, or `wz::FromForm`"
)]
pub trait FromForm: Sized {
    /// Names of fields and how many bytes the value of each may have, in place of
    /// [`MultipartLimits::field_bytes`](crate::form::multipart::MultipartLimits::field_bytes) and
    /// [`file_bytes`](crate::form::multipart::MultipartLimits::file_bytes). What is longer is a 413 as soon as it arrives.
    const LIMITS: &'static [(&'static str, u64)] = &[];

    /// Makes the value of all that was sent.
    ///
    /// # Errors
    /// What is missing or does not fit, as a 400 that names the field.
    fn from_form(form: FormData) -> Result<Self, HttpError>;

    /// The same for a plain form that is already in memory.
    #[doc(hidden)]
    fn from_urlencoded(text: &str) -> Result<Self, HttpError> {
        Self::from_form(FormData::from_urlencoded(text, Self::LIMITS)?)
    }

    /// The schema of its fields, where they are known.
    #[cfg(feature = "openapi")]
    #[doc(hidden)]
    fn described(operation: &mut crate::openapi::Operation) -> Option<serde_json::Value> {
        let _ = operation;
        None
    }
}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FromForm for T {
    fn from_form(form: FormData) -> Result<T, HttpError> {
        form.typed()
    }

    /// Without a copy of every field.
    fn from_urlencoded(text: &str) -> Result<T, HttpError> {
        urlencoded::from_str(text).map_err(|error| unusable(&error))
    }
}
