use std::fmt;
use std::sync::Arc;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use super::UploadedFile;
use super::uploaded_file::Inner;
use crate::form::handed::{self, FileHandle};

impl UploadedFile {
    /// For the deserializer of forms.
    pub(crate) fn handle(&self) -> FileHandle {
        self.0.clone()
    }
}

/// Only out of a form with files; everything else, JSON or a text field, is an error.
///
/// ```
/// use wz::UploadedFile;
///
/// # #[cfg(feature = "json")] {
/// # use serde_json::from_str;
/// let error = from_str::<UploadedFile>("1").unwrap_err();
/// assert!(error.to_string().contains("expected a file of a form"));
/// # }
/// ```
impl<'de> Deserialize<'de> for UploadedFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<UploadedFile, D::Error> {
        struct Taken;

        impl Visitor<'_> for Taken {
            type Value = UploadedFile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a file of a form")
            }

            fn visit_unit<E: Error>(self) -> Result<UploadedFile, E> {
                let inner = handed::take().and_then(|file| Arc::downcast::<Inner>(file).ok());
                inner.map(UploadedFile).ok_or_else(|| E::custom("expected a file of a form"))
            }
        }

        deserializer.deserialize_newtype_struct(handed::FILE, Taken)
    }
}
