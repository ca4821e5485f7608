use std::borrow::Cow;

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use crate::header::{Charset, ContentDisposition, ContentType, OptionsHeader};
use crate::security::secure_filename;

/// Of a file, in bytes: `NAME_MAX` of Linux, macOS and the BSDs, and NTFS has as many characters.
const LONGEST_NAME: usize = 255;

/// What is known of a part before its data.
///
/// ```
/// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
///
/// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
/// decoder.push("--B\r\nContent-Disposition: form-data; name=cv; filename=\"../my cv.txt\"\r\n");
/// decoder.push("Content-Type: text/plain; charset=iso-8859-1\r\n\r\n");
/// let Some(MultipartEvent::Part(part)) = decoder.next_event()? else { unreachable!() };
///
/// assert_eq!((part.name(), part.filename()), ("cv", Some("../my cv.txt")));
/// assert_eq!(part.secure_filename().as_deref(), Some("my_cv.txt"));
/// assert_eq!(part.content_type().unwrap().essence(), "text/plain");
/// assert_eq!(part.text(b"caf\xe9"), "café");
/// # Ok::<_, wz::form::multipart::MultipartError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartHeaders {
    disposition: ContentDisposition,
    headers: HeaderMap,
}

impl PartHeaders {
    pub(super) fn new(disposition: ContentDisposition, headers: HeaderMap) -> PartHeaders {
        PartHeaders { disposition, headers }
    }

    /// The name of the field; never empty.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\nContent-Disposition: form-data; name=\"a %22b%22\"\r\n\r\n");
    /// assert!(matches!(decoder.next_event()?, Some(MultipartEvent::Part(part)) if part.name() == r#"a "b""#));
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        self.disposition.name().unwrap_or_default()
    }

    /// What the client calls the file; `None` says that this is a field, and an empty name that no file was chosen.
    ///
    /// It may hold a path, or anything else: see [`secure_filename`](PartHeaders::secure_filename). It is read as
    /// [`ContentDisposition`] says: `%22`, `%0D` and `%0A` are decoded, a backslash stays unless it is before a quote, and
    /// `filename*` is preferred.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\nContent-Disposition: form-data; name=a; filename=\"C:\\dir\\b.txt\"\r\n\r\n");
    /// let Some(MultipartEvent::Part(part)) = decoder.next_event()? else { unreachable!() };
    /// assert_eq!(part.filename(), Some(r"C:\dir\b.txt"));
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    #[must_use]
    pub fn filename(&self) -> Option<&str> {
        self.disposition.filename()
    }

    /// The name of the file as [`secure_filename`](crate::security::secure_filename()) makes it safe; `None` when
    /// there is none, nothing of it is left, or more than 255 bytes: most file systems take no such name, and this is not
    /// the server's fault.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\nContent-Disposition: form-data; name=a; filename=\"../../my cv.txt\"\r\n\r\n");
    /// let Some(MultipartEvent::Part(part)) = decoder.next_event()? else { unreachable!() };
    /// assert_eq!(part.secure_filename().as_deref(), Some("my_cv.txt"));
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    #[must_use]
    pub fn secure_filename(&self) -> Option<String> {
        self.filename().map(secure_filename).filter(|name| (1..=LONGEST_NAME).contains(&name.len()))
    }

    /// Whether it is a file: it has a filename, which may be empty.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\nContent-Disposition: form-data; name=a; filename=\"\"\r\n\r\n");
    /// assert!(matches!(decoder.next_event()?, Some(MultipartEvent::Part(part)) if part.is_file()));
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    #[must_use]
    pub fn is_file(&self) -> bool {
        self.filename().is_some()
    }

    /// What the client says the data is; `None` when it says nothing that can be read.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\nContent-Disposition: form-data; name=a\r\nContent-Type: text/csv\r\n\r\n");
    /// let Some(MultipartEvent::Part(part)) = decoder.next_event()? else { unreachable!() };
    /// assert_eq!(part.content_type().unwrap().subtype(), "csv");
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    #[must_use]
    pub fn content_type(&self) -> Option<ContentType> {
        self.content_type_text()?.parse().ok()
    }

    /// All headers of the part, `Content-Disposition` too, as they were sent.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\ncontent-disposition: form-data; name=a\r\nX-Note: b\r\n\r\n");
    /// let Some(MultipartEvent::Part(part)) = decoder.next_event()? else { unreachable!() };
    /// assert_eq!((part.headers().len(), part.headers()["x-note"].as_bytes()), (2, &b"b"[..]));
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The data as text, by the charset of the content type if that is UTF-8, ASCII or ISO 8859-1, else as UTF-8. What does
    /// not decode becomes `U+FFFD`.
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartEvent};
    ///
    /// let mut decoder = MultipartDecoder::new(&Boundary::new("B").unwrap());
    /// decoder.push("--B\r\nContent-Disposition: form-data; name=a\r\n\r\n");
    /// let Some(MultipartEvent::Part(part)) = decoder.next_event()? else { unreachable!() };
    /// assert_eq!((part.text("é".as_bytes()), part.text(b"\xe9")), ("é".into(), "\u{fffd}".into()));
    /// # Ok::<_, wz::form::multipart::MultipartError>(())
    /// ```
    pub fn text<'d>(&self, data: &'d [u8]) -> Cow<'d, str> {
        let parameters = self.content_type_text().and_then(|text| text.parse::<OptionsHeader>().ok());
        let charset = parameters.as_ref().and_then(|kind| kind.options.get("charset"));
        charset.map_or(Charset::Utf8, Charset::of).decode_lossy(data)
    }

    fn content_type_text(&self) -> Option<&str> {
        std::str::from_utf8(self.headers.get(CONTENT_TYPE)?.as_bytes()).ok()
    }
}
