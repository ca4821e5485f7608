//! Bodies that are compressed while they are sent (RFC 9110 §8.4).

#[cfg(feature = "brotli")]
mod brotli;
mod coding;
mod compression;
mod encoder;
mod gzip;
mod media_types;
mod stream;
#[cfg(test)]
mod tests;
#[cfg(feature = "zstd")]
mod zstd;

pub use coding::Coding;
pub use compression::Compression;

pub(crate) use stream::compressed;
