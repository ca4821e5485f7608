use std::fmt;

use http::StatusCode;

use crate::form::quoted::Quoted;

/// Why a form cannot be read: what is wrong with it and in which part, or which limit it exceeds.
///
/// It quotes at most 40 characters of what was sent, on one line, so it can go into a log or an answer.
///
/// ```
/// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartErrorKind, MultipartLimits};
///
/// let limits = MultipartLimits::new().field_bytes(2);
/// let mut decoder = MultipartDecoder::with_limits(&Boundary::new("B").unwrap(), limits);
/// decoder.push("--B\r\nContent-Disposition: form-data; name=a\r\n\r\nabc\r\n--B--\r\n");
/// decoder.next_event()?;
///
/// let error = decoder.next_event().unwrap_err();
/// assert_eq!((error.kind(), error.status().as_u16()), (MultipartErrorKind::FieldBytes, 413));
/// assert_eq!(error.to_string(), "the field `a` has more than 2 bytes, the limit `MultipartLimits::field_bytes`");
/// # Ok::<_, wz::form::multipart::MultipartError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MultipartError {
    kind: MultipartErrorKind,
    message: Box<str>,
}

/// What sort of mistake a [`MultipartError`] is.
///
/// ```
/// use wz::form::multipart::{Boundary, MultipartErrorKind};
///
/// let kind = |text: &str| Boundary::from_content_type(&text.parse().unwrap()).unwrap_err().kind();
/// assert_eq!(kind("text/plain"), MultipartErrorKind::ContentType);
/// assert_eq!(kind("multipart/form-data; boundary=\"é\""), MultipartErrorKind::Boundary);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MultipartErrorKind {
    /// The body is no `multipart/form-data`: 415.
    ContentType,
    /// The boundary is missing or not a legal one: 400.
    Boundary,
    /// The form ends before its last boundary, or has none at all: 400.
    Truncated,
    /// The headers of a part cannot be read, or are not UTF-8: 400.
    PartHeaders,
    /// A part has no `Content-Disposition`, or that has no name: 400.
    PartName,
    /// [`MultipartLimits::strict`](super::MultipartLimits::strict) refuses what is read without it: 400.
    NotStrict,
    /// More than [`MultipartLimits::header_bytes`](super::MultipartLimits::header_bytes): 413.
    HeaderBytes,
    /// More than [`MultipartLimits::parts`](super::MultipartLimits::parts): 413.
    TooManyParts,
    /// More than [`MultipartLimits::field_bytes`](super::MultipartLimits::field_bytes): 413.
    FieldBytes,
    /// More than [`MultipartLimits::file_bytes`](super::MultipartLimits::file_bytes): 413.
    FileBytes,
    /// More than the limit of this one field of a [typed form](crate::FromForm): 413.
    PartBytes,
}

impl MultipartError {
    /// The sort of mistake.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartErrorKind};
    ///
    /// let error = Boundary::from_content_type(&"multipart/form-data".parse().unwrap()).unwrap_err();
    /// assert_eq!(error.kind(), MultipartErrorKind::Boundary);
    /// ```
    #[must_use]
    pub fn kind(&self) -> MultipartErrorKind {
        self.kind
    }

    /// The status of an answer to it: 413 for a limit, 415 for another content type, else 400.
    ///
    /// ```
    /// use wz::form::multipart::Boundary;
    ///
    /// let status = |text: &str| Boundary::from_content_type(&text.parse().unwrap()).unwrap_err().status();
    /// assert_eq!((status("multipart/form-data").as_u16(), status("text/plain").as_u16()), (400, 415));
    /// ```
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self.kind {
            MultipartErrorKind::ContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            MultipartErrorKind::HeaderBytes
            | MultipartErrorKind::TooManyParts
            | MultipartErrorKind::FieldBytes
            | MultipartErrorKind::FileBytes
            | MultipartErrorKind::PartBytes => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::BAD_REQUEST,
        }
    }

    /// The limit that it is about: the method of [`MultipartLimits`](super::MultipartLimits) and the word in the attribute
    /// of a route.
    pub(crate) fn exceeded(&self) -> Option<(&'static str, &'static str)> {
        Some(match self.kind {
            MultipartErrorKind::HeaderBytes => ("header_bytes(bytes)", "header = \"...\""),
            MultipartErrorKind::TooManyParts => ("parts(number)", "parts = ..."),
            MultipartErrorKind::FieldBytes => ("field_bytes(bytes)", "field = \"...\""),
            MultipartErrorKind::FileBytes => ("file_bytes(bytes)", "file = \"...\""),
            _ => return None,
        })
    }

    fn new(kind: MultipartErrorKind, message: String) -> MultipartError {
        MultipartError { kind, message: message.into() }
    }

    pub(super) fn content_type(essence: &str) -> MultipartError {
        let message = format!("expected the Content-Type `multipart/form-data`, found {}", Quoted(essence));
        MultipartError::new(MultipartErrorKind::ContentType, message)
    }

    pub(super) fn no_boundary() -> MultipartError {
        let message = "the Content-Type `multipart/form-data` has no boundary".to_owned();
        MultipartError::new(MultipartErrorKind::Boundary, message)
    }

    pub(super) fn illegal_boundary(text: &str) -> MultipartError {
        let legal = "1 to 70 letters, digits, inner spaces or characters of `'()+_,-./:=?*`";
        let message = format!("the boundary is {}, expected {legal}", Quoted(text));
        MultipartError::new(MultipartErrorKind::Boundary, message)
    }

    pub(super) fn truncated(place: &str) -> MultipartError {
        let message = format!("the form ends {place}, its last boundary is missing");
        MultipartError::new(MultipartErrorKind::Truncated, message)
    }

    pub(super) fn part_headers(part: usize, problem: fmt::Arguments<'_>) -> MultipartError {
        MultipartError::new(MultipartErrorKind::PartHeaders, format!("part {part}: {problem}"))
    }

    pub(super) fn part_name(part: usize, problem: &str) -> MultipartError {
        MultipartError::new(MultipartErrorKind::PartName, format!("part {part}: {problem}"))
    }

    pub(super) fn not_strict(problem: &str) -> MultipartError {
        let message = format!("the form is not written as RFC 7578 says: {problem}");
        MultipartError::new(MultipartErrorKind::NotStrict, message)
    }

    pub(super) fn header_bytes(part: usize, limit: usize) -> MultipartError {
        let message = format!("the headers of part {part} have more than {limit} bytes");
        MultipartError::limit(MultipartErrorKind::HeaderBytes, &message, "header_bytes")
    }

    pub(super) fn parts(limit: usize) -> MultipartError {
        let message = format!("the form has more than {limit} parts");
        MultipartError::limit(MultipartErrorKind::TooManyParts, &message, "parts")
    }

    pub(super) fn field_bytes(name: &str, limit: u64) -> MultipartError {
        let message = format!("the field {} has more than {limit} bytes", Quoted(name));
        MultipartError::limit(MultipartErrorKind::FieldBytes, &message, "field_bytes")
    }

    pub(super) fn file_bytes(name: &str, limit: u64) -> MultipartError {
        let message = format!("the file of {} has more than {limit} bytes", Quoted(name));
        MultipartError::limit(MultipartErrorKind::FileBytes, &message, "file_bytes")
    }

    /// More than the limit of one field of a typed form.
    pub(crate) fn part_bytes(name: &str, limit: u64, is_file: bool) -> MultipartError {
        let what = if is_file { "file of" } else { "field" };
        let name = Quoted(name);
        let message = format!(
            "the {what} {name} has more than {limit} bytes, its limit in the program, `#[form(limit = \"...\")]`"
        );
        MultipartError::new(MultipartErrorKind::PartBytes, message)
    }

    fn limit(kind: MultipartErrorKind, message: &str, limit: &str) -> MultipartError {
        MultipartError::new(kind, format!("{message}, the limit `MultipartLimits::{limit}`"))
    }
}

impl fmt::Display for MultipartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for MultipartError {}
