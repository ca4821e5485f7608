use crate::form::multipart::MultipartLimits;

/// How much of a request wz is willing to hold. Every limit is on by default.
///
/// Set them for the whole application with `App::limits`. A request over a limit is answered
/// with 413 Content Too Large (RFC 9110 section 15.5.14), whose text names the limit and its value.
///
/// ```
/// use wz::Limits;
///
/// let limits = Limits::new().buffered_body(64 * 1024);
/// assert_eq!(limits.buffered_body, 65_536);
/// assert_eq!(Limits::default().buffered_body, 2 * 1024 * 1024);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The bytes of a body that is read as a whole (`Request::bytes`, `text`, `json`, and the extractors
    /// built on them). 2 MiB by default.
    pub buffered_body: u64,
    /// The fields of a form (`Request::form`, `Form`). 1000 by default.
    pub form_fields: usize,
    /// The parts of a form with files (`Multipart`): how many, and how long.
    pub multipart: MultipartLimits,
}

impl Limits {
    /// The defaults.
    pub const fn new() -> Limits {
        Limits { buffered_body: 2 * 1024 * 1024, form_fields: 1000, multipart: MultipartLimits::new() }
    }

    /// Sets [`buffered_body`](Limits::buffered_body), in bytes.
    #[must_use]
    pub const fn buffered_body(mut self, bytes: u64) -> Limits {
        self.buffered_body = bytes;
        self
    }

    /// Sets [`form_fields`](Limits::form_fields).
    #[must_use]
    pub const fn form_fields(mut self, count: usize) -> Limits {
        self.form_fields = count;
        self
    }

    /// Sets [`multipart`](Limits::multipart).
    #[must_use]
    pub const fn multipart(mut self, limits: MultipartLimits) -> Limits {
        self.multipart = limits;
        self
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}
