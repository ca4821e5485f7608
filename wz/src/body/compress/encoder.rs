use std::io;

use super::Coding;
#[cfg(feature = "brotli")]
use super::brotli::BrotliEncoder;
use super::gzip::GzipEncoder;
#[cfg(feature = "zstd")]
use super::zstd::ZstdEncoder;

/// One content coding, done without I/O.
pub(super) enum Encoder {
    #[cfg(feature = "zstd")]
    Zstd(Box<ZstdEncoder>),
    #[cfg(feature = "brotli")]
    Brotli(Box<BrotliEncoder>),
    Gzip(GzipEncoder),
}

/// What to do with what has been given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Keep of it what makes the rest shorter.
    Go,
    /// Give out all of it, so that the client can read it now.
    Flush,
    /// Nothing more comes.
    Finish,
}

impl Encoder {
    /// An encoder for content of this length, when it is known.
    pub(super) fn new(coding: Coding, level: u8, length: Option<u64>) -> io::Result<Encoder> {
        let _ = length;
        Ok(match coding {
            #[cfg(feature = "zstd")]
            Coding::Zstd => Encoder::Zstd(Box::new(ZstdEncoder::new(level, length)?)),
            #[cfg(feature = "brotli")]
            Coding::Brotli => Encoder::Brotli(Box::new(BrotliEncoder::new(level, length))),
            Coding::Gzip => Encoder::Gzip(GzipEncoder::new(level)),
        })
    }

    /// Takes all of the input, and adds to the output what there is to give out.
    pub(super) fn encode(&mut self, input: &[u8], step: Step, output: &mut Vec<u8>) -> io::Result<()> {
        match self {
            #[cfg(feature = "zstd")]
            Encoder::Zstd(encoder) => encoder.encode(input, step, output),
            #[cfg(feature = "brotli")]
            Encoder::Brotli(encoder) => encoder.encode(input, step, output),
            Encoder::Gzip(encoder) => encoder.encode(input, step, output),
        }
    }
}
