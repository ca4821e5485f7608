use std::fmt;

use bytes::{Bytes, BytesMut};
use http::HeaderValue;

use super::client::wrong;
use crate::form::multipart::{Boundary, MultipartEncoder};

/// A form with files, as a browser sends it.
///
/// ```
/// use wz::prelude::*;
/// use wz::testing::{Client, MultipartForm};
///
/// #[post("/avatar")]
/// fn avatar(form: Form<FormData>) -> String {
///     let image = form.files.get("image").unwrap();
///     format!("{:?} of {:?}: {} bytes", image.filename(), form.fields.get("name"), image.len())
/// }
///
/// routes! { Site = avatar }
///
/// # fn main() {
/// let form = MultipartForm::new().field("name", "Ada").file("image", "ada.png", "image/png", b"\x89PNG");
/// let answer = Client::new(App::new(Site)).post("/avatar").multipart(form).send();
/// assert_eq!(answer.text(), r#"Some("ada.png") of Some("Ada"): 4 bytes"#);
/// # }
/// ```
#[must_use = "a form does nothing until it is sent"]
pub struct MultipartForm {
    encoder: MultipartEncoder,
    body: BytesMut,
}

impl MultipartForm {
    /// Without fields.
    #[allow(clippy::new_without_default, reason = "its boundary is another one each time")]
    pub fn new() -> MultipartForm {
        MultipartForm { encoder: MultipartEncoder::new(Boundary::random()), body: BytesMut::new() }
    }

    /// Adds a field.
    pub fn field(mut self, name: &str, value: &str) -> MultipartForm {
        self.body.extend_from_slice(&self.encoder.field(name));
        self.body.extend_from_slice(value.as_bytes());
        self
    }

    /// Adds a file.
    ///
    /// # Panics
    /// When the media type is none that a header can have.
    #[track_caller]
    pub fn file(
        mut self,
        name: &str,
        filename: &str,
        content_type: &str,
        content: impl AsRef<[u8]>,
    ) -> MultipartForm {
        let Ok(content_type) = HeaderValue::try_from(content_type) else {
            wrong(&format!("`{content_type}` is no media type"));
        };
        self.body.extend_from_slice(&self.encoder.file(name, filename, &content_type));
        self.body.extend_from_slice(content.as_ref());
        self
    }

    pub(super) fn finish(mut self) -> (HeaderValue, Bytes) {
        let content_type = self.encoder.content_type();
        self.body.extend_from_slice(&self.encoder.finish());
        (content_type, self.body.freeze())
    }
}

impl fmt::Debug for MultipartForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MultipartForm").field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}
