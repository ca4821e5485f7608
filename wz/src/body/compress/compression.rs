use std::fmt;
use std::sync::Arc;

use super::Coding;
use super::media_types::is_compressible;

/// Which responses are compressed, and how: for [`App::compress`](crate::App::compress) (feature `compress`).
///
/// The defaults: all [codings](Coding::ALL) of the build at the levels that suit content which is compressed each time it is
/// sent; content from 1 KiB on, of the types that become shorter.
///
/// ```
/// use wz::body::{Coding, Compression};
///
/// let compression = Compression::new()
///     .codings([Coding::Gzip])
///     .level(Coding::Gzip, 6)
///     .min_length(500)
///     .media_types(|media_type| media_type == "text/csv" || Compression::is_compressible(media_type));
/// # let _ = compression;
/// ```
#[derive(Clone)]
#[must_use]
pub struct Compression {
    /// `None`: all, in an order that suits the content.
    codings: Option<Vec<Coding>>,
    /// Those that are not the default ones.
    levels: Vec<(Coding, u8)>,
    min_length: u64,
    media_types: Arc<MediaTypes>,
}

type MediaTypes = dyn Fn(&str) -> bool + Send + Sync;

impl Compression {
    /// The defaults.
    ///
    /// ```
    /// let compression = wz::body::Compression::new();
    /// # let _ = compression;
    /// ```
    pub fn new() -> Compression {
        Compression {
            codings: None,
            levels: Vec::new(),
            min_length: 1024,
            media_types: Arc::new(is_compressible),
        }
    }

    /// Takes these codings only, and in this order where a client wants several with the same quality.
    ///
    /// By default [`Coding::ALL`]: `zstd`, `br`, `gzip`; but for content of more than 256 KiB, or of unknown length, `br` is the
    /// last one. At levels that are fast it makes short texts shorter than `gzip` does, and long ones longer.
    ///
    /// ```
    /// use wz::body::{Coding, Compression};
    ///
    /// let compression = Compression::new().codings([Coding::Gzip]);
    /// # let _ = compression;
    /// ```
    pub fn codings(mut self, codings: impl IntoIterator<Item = Coding>) -> Compression {
        self.codings = Some(codings.into_iter().collect());
        self
    }

    /// Sets the level of a coding, by default [`Coding::default_level`]; beyond its [levels](Coding::levels), the nearest one
    /// is taken. Memory grows with it, too: an encoder takes 0.4 MiB for `gzip` at any level, and at the default ones up to 2.6
    /// MiB for `zstd` and 3.9 MiB for `br`.
    ///
    /// ```
    /// use wz::body::{Coding, Compression};
    ///
    /// let compression = Compression::new().level(Coding::Gzip, 9);
    /// # let _ = compression;
    /// ```
    pub fn level(mut self, coding: Coding, level: u8) -> Compression {
        let levels = coding.levels();
        self.levels.retain(|(other, _)| *other != coding);
        self.levels.push((coding, level.clamp(*levels.start(), *levels.end())));
        self
    }

    /// Sets from how many bytes on content is compressed, 1024 by default: what fits into one packet arrives no sooner when
    /// it is shorter. Content of unknown length is always compressed.
    ///
    /// ```
    /// let compression = wz::body::Compression::new().min_length(0);
    /// # let _ = compression;
    /// ```
    pub fn min_length(mut self, bytes: u64) -> Compression {
        self.min_length = bytes;
        self
    }

    /// Says which media types are compressed: given is `type/subtype` in lower case, without parameters. By default
    /// [`is_compressible`](Compression::is_compressible).
    ///
    /// ```
    /// use wz::body::Compression;
    ///
    /// // Streams of events, too: they are compressed without being held back, but each client costs an encoder.
    /// let compression = Compression::new().media_types(|media_type| {
    ///     media_type == "text/event-stream" || Compression::is_compressible(media_type)
    /// });
    /// # let _ = compression;
    /// ```
    pub fn media_types(mut self, fits: impl Fn(&str) -> bool + Send + Sync + 'static) -> Compression {
        self.media_types = Arc::new(fits);
        self
    }

    /// Whether content of this type (`type/subtype` in lower case) becomes shorter when it is compressed.
    ///
    /// These do: text, and what is text in truth (JSON, XML, JavaScript, and all that ends with `+json`, `+xml`, `+yaml` or
    /// `+text`), WebAssembly, and fonts and images that are not compressed in themselves. Others are compressed already (most
    /// images, audio, video, archives, `woff2`, PDF) or may be, such as `application/octet-stream`. And
    /// `text/event-stream` does not: its clients stay, and each would hold an encoder.
    ///
    /// ```
    /// use wz::body::Compression;
    ///
    /// assert!(Compression::is_compressible("application/problem+json"));
    /// assert!(!Compression::is_compressible("image/png"));
    /// ```
    #[must_use]
    pub fn is_compressible(media_type: &str) -> bool {
        is_compressible(media_type)
    }

    /// Whether content of this type and length is worth it.
    pub(crate) fn fits(&self, media_type: &str, length: Option<u64>) -> bool {
        length.is_none_or(|length| length >= self.min_length) && (self.media_types)(media_type)
    }

    /// The codings that are offered for content of this length.
    pub(crate) fn offers(&self, length: Option<u64>) -> &[Coding] {
        match &self.codings {
            Some(codings) => codings,
            None if length.is_some_and(|length| length <= 256 * 1024) => Coding::ALL,
            None => Coding::FOR_LONG,
        }
    }

    pub(crate) fn level_of(&self, coding: Coding) -> u8 {
        let set = self.levels.iter().find(|(other, _)| *other == coding);
        set.map_or(coding.default_level(), |(_, level)| *level)
    }
}

impl Default for Compression {
    fn default() -> Compression {
        Compression::new()
    }
}

impl fmt::Debug for Compression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compression")
            .field("codings", &self.codings)
            .field("levels", &self.levels)
            .field("min_length", &self.min_length)
            .finish_non_exhaustive()
    }
}
