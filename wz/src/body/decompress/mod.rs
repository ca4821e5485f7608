//! Bodies that come compressed (RFC 9110 §8.4), read as what they were before.

#[cfg(feature = "brotli")]
mod brotli;
mod decoder;
mod deflate;
mod limits;
mod problem;
mod stream;
#[cfg(test)]
mod tests;
#[cfg(feature = "zstd")]
mod zstd;

pub use limits::Decompression;

pub(crate) use decoder::Decoder;
pub(crate) use stream::Decompressed;
