use std::fmt::Write;

use bytes::{BufMut, Bytes, BytesMut};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};

use super::Boundary;
use crate::header::ContentDisposition;

/// Writes `multipart/form-data`: what stands before, between and after the data of the parts, which itself is written as it
/// is.
///
/// ```
/// use wz::form::multipart::{Boundary, MultipartEncoder};
/// use wz::http::HeaderValue;
///
/// let mut encoder = MultipartEncoder::new(Boundary::new("XYZ").unwrap());
/// assert_eq!(encoder.content_type(), "multipart/form-data; boundary=XYZ");
///
/// let mut body = Vec::new();
/// body.extend_from_slice(&encoder.field("note"));
/// body.extend_from_slice(b"Hello");
/// body.extend_from_slice(&encoder.file("image", "a \"b\".png", &HeaderValue::from_static("image/png")));
/// body.extend_from_slice(b"\x89PNG");
/// body.extend_from_slice(&encoder.finish());
///
/// assert_eq!(body.escape_ascii().to_string(), concat!(
///     r#"--XYZ\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nHello\r\n"#,
///     r#"--XYZ\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a %22b%22.png\"\r\n"#,
///     r#"Content-Type: image/png\r\n\r\n\x89PNG\r\n--XYZ--\r\n"#,
/// ));
/// ```
///
/// Names are written as browsers do (HTML §4.10.21.8): in UTF-8 and quotes, with `%22`, `%0D` and `%0A`, which
/// [`ContentDisposition`] decodes. Backslashes stay as they are, except at the end of a name, where they are doubled. Other
/// control characters become spaces. No name can add a header or a part.
#[derive(Debug, Clone)]
pub struct MultipartEncoder {
    boundary: Boundary,
    begun: bool,
}

impl MultipartEncoder {
    /// An encoder with this boundary, which must not stand in the data: a [random](Boundary::random) one does not.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartEncoder};
    ///
    /// let encoder = MultipartEncoder::new(Boundary::random());
    /// assert_eq!(encoder.finish().len(), "--".len() + 32 + "--\r\n".len());
    /// ```
    #[must_use]
    pub fn new(boundary: Boundary) -> MultipartEncoder {
        MultipartEncoder { boundary, begun: false }
    }

    /// The `Content-Type` of the form, with the boundary in quotes where it is no token.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartEncoder};
    ///
    /// let encoder = MultipartEncoder::new(Boundary::new("a b").unwrap());
    /// assert_eq!(encoder.content_type(), r#"multipart/form-data; boundary="a b""#);
    /// ```
    #[must_use]
    pub fn content_type(&self) -> HeaderValue {
        self.boundary.content_type("form-data")
    }

    /// What stands before the data of a field. The name must not be empty: no reader takes that.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartEncoder};
    ///
    /// let mut encoder = MultipartEncoder::new(Boundary::new("B").unwrap());
    /// assert_eq!(encoder.field("a"), "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n");
    /// ```
    #[must_use]
    pub fn field(&mut self, name: &str) -> Bytes {
        self.part(&ContentDisposition::form_data(name), &HeaderMap::new())
    }

    /// What stands before the data of a file. The name must not be empty; the file name may be, for a file that was not
    /// chosen.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartEncoder};
    /// use wz::http::HeaderValue;
    ///
    /// let mut encoder = MultipartEncoder::new(Boundary::new("B").unwrap());
    /// let head = encoder.file("cv", "my cv.txt", &HeaderValue::from_static("text/plain"));
    /// assert!(head.ends_with(b"; name=\"cv\"; filename=\"my cv.txt\"\r\nContent-Type: text/plain\r\n\r\n"));
    /// ```
    #[must_use]
    pub fn file(&mut self, name: &str, filename: &str, content_type: &HeaderValue) -> Bytes {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, content_type.clone())]);
        self.part(&ContentDisposition::form_data(name).with_filename(filename), &headers)
    }

    /// What stands before the data of any part; a `Content-Disposition` in the headers is left out.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartEncoder};
    /// use wz::header::ContentDisposition;
    /// use wz::http::{HeaderMap, HeaderValue};
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("content-type", HeaderValue::from_static("application/json"));
    /// let mut encoder = MultipartEncoder::new(Boundary::random());
    /// let head = encoder.part(&ContentDisposition::form_data("options"), &headers);
    /// assert!(head.ends_with(b"; name=\"options\"\r\nContent-Type: application/json\r\n\r\n"));
    /// ```
    #[must_use]
    pub fn part(&mut self, disposition: &ContentDisposition, headers: &HeaderMap) -> Bytes {
        let mut head = BytesMut::with_capacity(256);
        // The line break before a boundary is part of it; the first one has none before it. Writing to memory does not
        // fail.
        let line_break = if std::mem::replace(&mut self.begun, true) { "\r\n" } else { "" };
        let _ = write!(head, "{line_break}--{}\r\nContent-Disposition: {disposition}\r\n", self.boundary);
        for (name, value) in headers.iter().filter(|(name, _)| *name != CONTENT_DISPOSITION) {
            // Some readers want it spelt like this.
            let name = if name == CONTENT_TYPE { "Content-Type" } else { name.as_str() };
            let _ = write!(head, "{name}: ");
            head.put_slice(value.as_bytes());
            head.put_slice(b"\r\n");
        }
        head.put_slice(b"\r\n");
        head.freeze()
    }

    /// What stands after the data of the last part, or is the whole of a form without parts.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartEncoder};
    ///
    /// let mut encoder = MultipartEncoder::new(Boundary::new("B").unwrap());
    /// assert_eq!(encoder.clone().finish(), "--B--\r\n");
    /// let _ = encoder.field("a");
    /// assert_eq!(encoder.finish(), "\r\n--B--\r\n");
    /// ```
    #[must_use]
    pub fn finish(self) -> Bytes {
        let line_break = if self.begun { "\r\n" } else { "" };
        Bytes::from(format!("{line_break}--{}--\r\n", self.boundary))
    }
}
