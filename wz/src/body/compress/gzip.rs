use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};

use super::encoder::Step;

/// `gzip` (RFC 1952), with a window of 32 KiB.
pub(super) struct GzipEncoder(Compress);

/// How far back the format can look at all, as a logarithm.
const WINDOW: u8 = 15;

impl GzipEncoder {
    pub(super) fn new(level: u8) -> GzipEncoder {
        GzipEncoder(Compress::new_gzip(Compression::new(level.into()), WINDOW))
    }

    pub(super) fn encode(&mut self, mut input: &[u8], step: Step, output: &mut Vec<u8>) -> io::Result<()> {
        let flush = match step {
            Step::Go => FlushCompress::None,
            Step::Flush => FlushCompress::Sync,
            Step::Finish => FlushCompress::Finish,
        };
        loop {
            output.reserve(1024);
            let before = self.0.total_in();
            let status = self.0.compress_vec(input, output, flush)?;
            input = input.get((self.0.total_in() - before) as usize..).unwrap_or_default();
            // What did not fit is still to come.
            let full = output.len() == output.capacity();
            let done =
                if step == Step::Finish { status == Status::StreamEnd } else { input.is_empty() && !full };
            if done {
                return Ok(());
            }
        }
    }
}
