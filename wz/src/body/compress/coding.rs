use std::ops::RangeInclusive;

/// A content coding in which responses can be sent (RFC 9110 §8.4.1; feature `compress`).
///
/// ```
/// use wz::body::Coding;
///
/// assert_eq!(Coding::Gzip.name(), "gzip");
/// assert!(Coding::ALL.contains(&Coding::Gzip));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Coding {
    /// `zstd` (RFC 9659; feature `zstd`): about as short as `gzip` in a quarter of its time. Chrome and Edge undo it
    /// since 123, Firefox since 126.
    #[cfg(feature = "zstd")]
    Zstd,
    /// `br` (RFC 7932; feature `brotli`): the shortest for texts of up to 256 KiB, in the time of `gzip` or up to twice that.
    /// Browsers undo it since 2017, over TLS only.
    #[cfg(feature = "brotli")]
    Brotli,
    /// `gzip` (RFC 1952): what every client undoes.
    Gzip,
}

impl Coding {
    /// All there are with the features of this build, in the order in which they are preferred by default: `zstd`, `br`,
    /// `gzip`.
    ///
    /// ```
    /// use wz::body::Coding;
    ///
    /// assert_eq!(Coding::ALL.last(), Some(&Coding::Gzip));
    /// ```
    pub const ALL: &[Coding] = &[
        #[cfg(feature = "zstd")]
        Coding::Zstd,
        #[cfg(feature = "brotli")]
        Coding::Brotli,
        Coding::Gzip,
    ];

    /// The same for content that is longer than the encoder for `br` looks back.
    pub(super) const FOR_LONG: &[Coding] = &[
        #[cfg(feature = "zstd")]
        Coding::Zstd,
        Coding::Gzip,
        #[cfg(feature = "brotli")]
        Coding::Brotli,
    ];

    /// Its name in `Accept-Encoding` and `Content-Encoding`.
    ///
    /// ```
    /// assert_eq!(wz::body::Coding::Gzip.name(), "gzip");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "zstd")]
            Coding::Zstd => "zstd",
            #[cfg(feature = "brotli")]
            Coding::Brotli => "br",
            Coding::Gzip => "gzip",
        }
    }

    /// The levels there are, from the fastest to the shortest: 1 to 19 for `zstd`, 0 to 11 for `br`, 1 to 9 for `gzip`.
    ///
    /// ```
    /// assert_eq!(wz::body::Coding::Gzip.levels(), 1..=9);
    /// ```
    #[must_use]
    pub const fn levels(self) -> RangeInclusive<u8> {
        match self {
            // Beyond that memory is what makes it shorter.
            #[cfg(feature = "zstd")]
            Coding::Zstd => 1..=19,
            #[cfg(feature = "brotli")]
            Coding::Brotli => 0..=11,
            Coding::Gzip => 1..=9,
        }
    }

    /// The level that is taken by default: 3 for `zstd`, 4 for `br`, 4 for `gzip`. Above them, each percent costs more time
    /// than it saves on most networks; `benches/compression` has the numbers.
    ///
    /// ```
    /// assert_eq!(wz::body::Coding::Gzip.default_level(), 4);
    /// ```
    #[must_use]
    pub const fn default_level(self) -> u8 {
        match self {
            #[cfg(feature = "zstd")]
            Coding::Zstd => 3,
            #[cfg(feature = "brotli")]
            Coding::Brotli => 4,
            Coding::Gzip => 4,
        }
    }
}
