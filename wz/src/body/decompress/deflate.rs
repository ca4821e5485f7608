use flate2::{Decompress, FlushDecompress, Status};

use super::decoder::Progress;
use super::problem::Problem;

/// `deflate` (RFC 1951) in the frame of `gzip` (RFC 1952) or of zlib (RFC 1950). Looks back 32 KiB at most.
pub(super) struct DeflateDecoder(Decompress);

/// The largest window of the format, as a logarithm.
const WINDOW: u8 = 15;

impl DeflateDecoder {
    pub(super) fn gzip() -> DeflateDecoder {
        DeflateDecoder(Decompress::new_gzip(WINDOW))
    }

    pub(super) fn zlib() -> DeflateDecoder {
        DeflateDecoder(Decompress::new(true))
    }

    pub(super) fn decode(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress, Problem> {
        let (read, written) = (self.0.total_in(), self.0.total_out());
        let status = self.0.decompress(input, output, FlushDecompress::None).map_err(|_| Problem::Broken)?;
        Ok(Progress {
            read: (self.0.total_in() - read) as usize,
            written: (self.0.total_out() - written) as usize,
            ended: status == Status::StreamEnd,
        })
    }
}
