/// How much a [`MultipartDecoder`](super::MultipartDecoder) takes, each of which is a 413 when it is exceeded, and how
/// strictly it reads.
///
/// ```
/// use wz::form::multipart::MultipartLimits;
///
/// let limits = MultipartLimits::new().parts(20).file_bytes(5 << 20);
/// assert_eq!((limits.parts, limits.field_bytes), (20, 500_000));
/// ```
///
/// The whole length of a form is not the decoder's matter, which keeps none of it: limit what is pushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct MultipartLimits {
    /// The bytes of the headers of one part. 16 KiB by default.
    pub header_bytes: usize,
    /// The number of parts, fields and files together. 1000 by default.
    pub parts: usize,
    /// The bytes of one part that is no file, in however many chunks it comes. 500 000 by default.
    pub field_bytes: u64,
    /// The bytes of one file. Not limited by default.
    pub file_bytes: u64,
    /// Whether only forms are taken that all readers read alike; see [`strict`](MultipartLimits::strict). Not by default.
    pub strict: bool,
}

impl MultipartLimits {
    /// The defaults: 16 KiB of headers per part, 1000 parts, 500 000 bytes per field, files of any size.
    ///
    /// ```
    /// use wz::form::multipart::MultipartLimits;
    ///
    /// let limits = MultipartLimits::new();
    /// assert_eq!((limits.header_bytes, limits.parts, limits.field_bytes), (16_384, 1000, 500_000));
    /// assert_eq!(limits.file_bytes, u64::MAX);
    /// ```
    #[must_use]
    pub const fn new() -> MultipartLimits {
        MultipartLimits {
            header_bytes: 16 * 1024,
            parts: 1000,
            field_bytes: 500_000,
            file_bytes: u64::MAX,
            strict: false,
        }
    }

    /// Sets [`header_bytes`](MultipartLimits::header_bytes).
    ///
    /// ```
    /// use wz::form::multipart::MultipartLimits;
    ///
    /// assert_eq!(MultipartLimits::new().header_bytes(1024).header_bytes, 1024);
    /// ```
    #[must_use]
    pub const fn header_bytes(mut self, bytes: usize) -> MultipartLimits {
        self.header_bytes = bytes;
        self
    }

    /// Sets [`parts`](MultipartLimits::parts).
    ///
    /// ```
    /// use wz::form::multipart::MultipartLimits;
    ///
    /// assert_eq!(MultipartLimits::new().parts(20).parts, 20);
    /// ```
    #[must_use]
    pub const fn parts(mut self, number: usize) -> MultipartLimits {
        self.parts = number;
        self
    }

    /// Sets [`field_bytes`](MultipartLimits::field_bytes).
    ///
    /// ```
    /// use wz::form::multipart::MultipartLimits;
    ///
    /// assert_eq!(MultipartLimits::new().field_bytes(2_000_000).field_bytes, 2_000_000);
    /// ```
    #[must_use]
    pub const fn field_bytes(mut self, bytes: u64) -> MultipartLimits {
        self.field_bytes = bytes;
        self
    }

    /// Sets [`file_bytes`](MultipartLimits::file_bytes).
    ///
    /// ```
    /// use wz::form::multipart::MultipartLimits;
    ///
    /// assert_eq!(MultipartLimits::new().file_bytes(5 << 20).file_bytes, 5_242_880);
    /// ```
    #[must_use]
    pub const fn file_bytes(mut self, bytes: u64) -> MultipartLimits {
        self.file_bytes = bytes;
        self
    }

    /// Refuses with 400 what the [decoder](super) forgives by default, and other readers see in another way or not at all:
    /// where a firewall in front reads the same form, both see the same. Browsers and curl write such forms.
    ///
    /// - Line breaks are CRLF, around boundaries and in the headers of parts.
    /// - The body begins with its boundary, and nothing stands beside a boundary on its line.
    /// - Headers are not folded, and have no blank before their colon.
    /// - A `Content-Disposition` is `form-data` with a `name` and perhaps a `filename`, each once and without an escaped
    ///   quote, and with nothing else (RFC 7578 §4.2 forbids `filename*`).
    ///
    /// What follows the last boundary is ignored (RFC 2046 §5.1.1).
    ///
    /// ```
    /// use wz::form::multipart::{Boundary, MultipartDecoder, MultipartLimits};
    ///
    /// let mut decoder = MultipartDecoder::with_limits(
    ///     &Boundary::new("B").unwrap(),
    ///     MultipartLimits::new().strict(),
    /// );
    /// decoder.push("--B\nContent-Disposition: form-data; name=a\n\n1\n--B--\n");
    /// let error = decoder.next_event().unwrap_err();
    /// assert_eq!(error.status(), 400);
    /// assert!(error.to_string().contains("CRLF"));
    /// ```
    #[must_use]
    pub const fn strict(mut self) -> MultipartLimits {
        self.strict = true;
        self
    }
}

impl Default for MultipartLimits {
    fn default() -> MultipartLimits {
        MultipartLimits::new()
    }
}
