//! How much of a request is taken, and how long it may take.

use std::time::Duration;

use crate::form::multipart::MultipartLimits;
use crate::websocket::WebSocketLimits;

/// How much of a request wz takes, and how long it waits for it. Every limit is on by default.
///
/// They are set for the whole application by `App::limits`, for what is listed below a place by `limits(...)` in
/// [`routes!`](macro@crate::routes), for a route by `limits(...)` in its attribute, and for one request by
/// `Request::set_limits`. The nearer one wins, each for the limits that it names only.
///
/// | field | in `limits(...)` | default | beyond it |
/// |---|---|---|---|
/// | [`body`](Limits::body) | `body = "2GiB"` | 2 GiB | 413 |
/// | [`buffered_body`](Limits::buffered_body) | `buffered = "2MiB"` | 2 MiB | 413 |
/// | [`spool_threshold`](Limits::spool_threshold) | `spool = "500KiB"` | 500 KiB | a temporary file |
/// | [`form_fields`](Limits::form_fields) | `form_fields = 1000` | 1000 | 413 |
/// | [`multipart.parts`](MultipartLimits::parts) | `parts = 1000` | 1000 | 413 |
/// | [`multipart.field_bytes`](MultipartLimits::field_bytes) | `field = "500KB"` | 500 000 bytes | 413 |
/// | [`multipart.file_bytes`](MultipartLimits::file_bytes) | `file = "50MB"` | what `body` allows | 413 |
/// | [`multipart.header_bytes`](MultipartLimits::header_bytes) | `header = "16KiB"` | 16 KiB | 413 |
/// | [`first_byte`](Limits::first_byte) | `first_byte = "30s"` | 30 s | 408 |
/// | [`between_bytes`](Limits::between_bytes) | `between_bytes = "30s"` | 30 s | 408 |
/// | [`body_rate`](Limits::body_rate) | `rate = "240B"` | 240 bytes a second | 408 |
/// | [`websocket.message`](WebSocketLimits::message) | `message = "1MiB"` | 1 MiB | closed with 1009 |
/// | [`websocket.frame`](WebSocketLimits::frame) | `frame = "1MiB"` | 1 MiB | closed with 1009 |
/// | [`websocket.ping_interval`](WebSocketLimits::ping_interval) | `ping = "30s"` | 30 s | a ping |
///
/// An answer of 413 Content Too Large (RFC 9110 section 15.5.14) or 408 Request Timeout (section 15.5.9) says which
/// limit it is about, its value, and how another one is set.
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
    /// The bytes of a body, however it is read: also part by part, or as a stream. 2 GiB by default: a stream takes no
    /// memory, but what a handler stores of it takes room on a disk. `u64::MAX` is no limit.
    ///
    /// A body that is announced to be longer (`Content-Length`) is refused before any of it is read, when the handler
    /// asks for it; any other as soon as it is longer.
    pub body: u64,
    /// The bytes of a body that is read as a whole (`Request::bytes`, `text`, `json`, and the extractors
    /// built on them). 2 MiB by default.
    pub buffered_body: u64,
    /// The bytes of an [`UploadedFile`](crate::UploadedFile) that are held in memory; a longer one goes to a temporary
    /// file (feature `upload`). 500 KiB by default.
    pub spool_threshold: u64,
    /// The fields of a form (`Request::form`, `Form`). 1000 by default.
    pub form_fields: usize,
    /// The parts of a form with files (`Multipart`): how many, and how long.
    pub multipart: MultipartLimits,
    /// How long the first byte of a body may keep the one waiting who reads it. 30 seconds by default.
    ///
    /// The three limits of time hold where wz's own server reads the body; `Duration::MAX` is no limit.
    pub first_byte: Duration,
    /// How long any other byte may. 30 seconds by default.
    pub between_bytes: Duration,
    /// The bytes a second that a client has to send on average; only the time spent waiting for it counts, and the
    /// first [`first_byte`](Limits::first_byte) of it is free. 240 by default, which ends a body that drips; 0 is no
    /// limit, as for a client that sends what happens while it happens.
    pub body_rate: u64,
    /// What is taken of a WebSocket, and how long it may take.
    pub websocket: WebSocketLimits,
}

impl Limits {
    /// The defaults.
    pub const fn new() -> Limits {
        Limits {
            body: 2 << 30,
            buffered_body: 2 << 20,
            spool_threshold: 500 << 10,
            form_fields: 1000,
            multipart: MultipartLimits::new(),
            first_byte: Duration::from_secs(30),
            between_bytes: Duration::from_secs(30),
            body_rate: 240,
            websocket: WebSocketLimits::new(),
        }
    }

    /// Sets [`body`](Limits::body), in bytes.
    #[must_use]
    pub const fn body(mut self, bytes: u64) -> Limits {
        self.body = bytes;
        self
    }

    /// Sets [`buffered_body`](Limits::buffered_body), in bytes.
    #[must_use]
    pub const fn buffered_body(mut self, bytes: u64) -> Limits {
        self.buffered_body = bytes;
        self
    }

    /// Sets [`spool_threshold`](Limits::spool_threshold), in bytes.
    ///
    /// ```
    /// use wz::Limits;
    ///
    /// assert_eq!(Limits::new().spool_threshold, 512_000);
    /// // Every file that is not empty goes to disk.
    /// assert_eq!(Limits::new().spool_threshold(0).spool_threshold, 0);
    /// ```
    #[must_use]
    pub const fn spool_threshold(mut self, bytes: u64) -> Limits {
        self.spool_threshold = bytes;
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

    /// Sets [`first_byte`](Limits::first_byte).
    #[must_use]
    pub const fn first_byte(mut self, time: Duration) -> Limits {
        self.first_byte = time;
        self
    }

    /// Sets [`between_bytes`](Limits::between_bytes).
    #[must_use]
    pub const fn between_bytes(mut self, time: Duration) -> Limits {
        self.between_bytes = time;
        self
    }

    /// Sets [`body_rate`](Limits::body_rate), in bytes a second.
    #[must_use]
    pub const fn body_rate(mut self, bytes: u64) -> Limits {
        self.body_rate = bytes;
        self
    }

    /// Sets [`websocket`](Limits::websocket).
    #[must_use]
    pub const fn websocket(mut self, limits: WebSocketLimits) -> Limits {
        self.websocket = limits;
        self
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::new()
    }
}

/// The end of every message about a limit: `setter` is what stands behind `Limits::new()`, `word` what stands in the
/// attribute of a route.
pub(crate) fn advice(setter: &str, word: &str) -> String {
    format!(
        "The program can set another one: `App::limits(Limits::new().{setter})` for all requests, `limits({word})` in \
         the attribute of a route."
    )
}
