use brotli::enc::StandardAlloc;
use brotli::{BrotliDecompressStream, BrotliResult, BrotliState};

use super::decoder::Progress;
use super::problem::Problem;

/// `br` (RFC 7932), which looks back 16 MiB at most: the memory for it grows with what is decompressed.
pub(super) struct BrotliDecoder(BrotliState<StandardAlloc, StandardAlloc, StandardAlloc>);

impl Default for BrotliDecoder {
    fn default() -> BrotliDecoder {
        let allocator = StandardAlloc::default;
        // Not the "large window" of up to 1 GiB, which is another format.
        BrotliDecoder(BrotliState::new_strict(allocator(), allocator(), allocator()))
    }
}

impl BrotliDecoder {
    pub(super) fn decode(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress, Problem> {
        let (mut read, mut written) = (0, 0);
        let result = BrotliDecompressStream(
            &mut input.len(),
            &mut read,
            input,
            &mut output.len(),
            &mut written,
            output,
            &mut 0,
            &mut self.0,
        );
        match result {
            BrotliResult::ResultFailure => Err(Problem::Broken),
            _ => Ok(Progress { read, written, ended: matches!(result, BrotliResult::ResultSuccess) }),
        }
    }
}
