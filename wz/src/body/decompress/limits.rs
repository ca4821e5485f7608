use http::StatusCode;

use crate::error::HttpError;

/// How much a compressed body may become: what [`App::decompress`](crate::App::decompress) and
/// [`Request::decompress`](crate::Request::decompress) allow (feature `decompress`).
///
/// A few kilobytes can hold gigabytes of the same byte. Nothing of them is held here, a body is decompressed in pieces of
/// 16 KiB as it is read; the limits are for whoever reads it. More is answered with 413, and the text names the limit and
/// its value. What a decoder itself holds is what it may look back: 32 KiB for `gzip` and `deflate`, up to 8 MiB for `zstd`
/// (more is a 400, as RFC 9659 says), and up to 16 MiB for `br`, as far as so much is decompressed.
///
/// ```
/// use wz::body::Decompression;
///
/// let limits = Decompression::new().bytes(1 << 20);
/// assert_eq!((limits.bytes, limits.ratio), (1_048_576, 100));
/// assert_eq!(Decompression::default().bytes, 16 << 20);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decompression {
    /// The bytes of a body, both as it comes and decompressed. 16 MiB by default.
    pub bytes: u64,
    /// How many times as long as what came of it a body may become. 100 by default; text becomes 3 to 20 times as long. The
    /// first 64 KiB are free.
    pub ratio: u64,
    /// How many members a file of `gzip`, or frames one of `zstd`, may have, each of which costs time though it may be empty.
    /// 1024 by default; tools write one, or one for each 64 KiB.
    pub members: u64,
}

/// What the ratio is not asked of: a short text of spaces is no attack.
const FREE: u64 = 64 * 1024;

impl Decompression {
    /// The defaults.
    pub const fn new() -> Decompression {
        Decompression { bytes: 16 * 1024 * 1024, ratio: 100, members: 1024 }
    }

    /// Sets [`bytes`](Decompression::bytes).
    #[must_use]
    pub const fn bytes(mut self, bytes: u64) -> Decompression {
        self.bytes = bytes;
        self
    }

    /// Sets [`ratio`](Decompression::ratio).
    #[must_use]
    pub const fn ratio(mut self, ratio: u64) -> Decompression {
        self.ratio = ratio;
        self
    }

    /// Sets [`members`](Decompression::members).
    #[must_use]
    pub const fn members(mut self, members: u64) -> Decompression {
        self.members = members;
        self
    }

    /// Whether so many bytes that came may become so many, in so many members.
    pub(super) fn check(&self, came: u64, became: u64, begun: u64) -> Result<(), HttpError> {
        let Decompression { bytes, ratio, members } = *self;
        let (what, limit) = if became > bytes {
            (format!("The decompressed body is longer than {bytes} bytes"), "bytes")
        } else if came > bytes {
            (format!("The body is longer than {bytes} bytes before it is decompressed"), "bytes")
        } else if became > FREE && became > came.saturating_mul(ratio) {
            (format!("The decompressed body is more than {ratio} times as long as what was sent"), "ratio")
        } else if begun > members {
            (format!("The compressed body has more than {members} members"), "members")
        } else {
            return Ok(());
        };
        Err(HttpError::new(StatusCode::PAYLOAD_TOO_LARGE).with_description(format!(
            "{what}, the limit `{limit}` of `Decompression`. The program can set another one: \
             `App::decompress(Decompression::new().{limit}(...))`."
        )))
    }
}

impl Default for Decompression {
    fn default() -> Decompression {
        Decompression::new()
    }
}
