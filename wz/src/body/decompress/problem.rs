/// Why a body cannot be decompressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    /// It is not in the coding that it is said to be in, or breaks off.
    Broken,
    /// It looks further back than the coding allows on the web.
    #[cfg(feature = "zstd")]
    Window,
}
