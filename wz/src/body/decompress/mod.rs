//! Bodies that come compressed (RFC 9110 §8.4), read as what they were before.

mod decoder;
mod limits;
mod stream;
#[cfg(test)]
mod tests;

pub use limits::Decompression;

pub(crate) use decoder::Decoder;
pub(crate) use stream::Decompressed;
