//! What `#[derive(FromForm)]` calls for each field.

use serde::de::DeserializeOwned;

use super::FormData;
use crate::error::HttpError;

/// What a field of a typed form may be. A trait of its own for its message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a field of a form",
    label = "not `serde::Deserialize`",
    note = "a field is text, a number, `bool`, an enum, `UploadedFile`, or `Option` or `Vec` of these; for a type of your own \
            derive `serde::Deserialize`"
)]
pub trait FormField: DeserializeOwned {}

#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned> FormField for T {}

/// Reads it from what has this name.
pub fn field<T: FormField>(form: &FormData, name: &str) -> Result<T, HttpError> {
    form.field(name)
}

/// The same, where what is not there has a default.
pub fn field_or_default<T: FormField + Default>(form: &FormData, name: &str) -> Result<T, HttpError> {
    if form.contains(name) { form.field(name) } else { Ok(T::default()) }
}
