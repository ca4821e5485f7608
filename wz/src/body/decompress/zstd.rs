use zstd_safe::zstd_sys::ZSTD_ErrorCode;
use zstd_safe::{DCtx, DParameter, InBuffer, OutBuffer, is_error_kind};

use super::decoder::Progress;
use super::problem::Problem;

/// `zstd` (RFC 8878), of frames that look back 8 MiB at most: more is not allowed on the web (RFC 9659). So much memory is
/// taken when a frame says that it looks back so far.
pub(super) struct ZstdDecoder(DCtx<'static>);

/// 8 MiB as a logarithm.
const WINDOW: u32 = 23;

impl ZstdDecoder {
    /// `None` without memory for it.
    pub(super) fn new() -> Option<ZstdDecoder> {
        let mut context = DCtx::try_create()?;
        context.set_parameter(DParameter::WindowLogMax(WINDOW)).ok()?;
        Some(ZstdDecoder(context))
    }

    pub(super) fn decode(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress, Problem> {
        let (mut from, mut into) = (InBuffer::around(input), OutBuffer::around(output));
        let left = self.0.decompress_stream(&mut into, &mut from).map_err(problem)?;
        Ok(Progress { read: from.pos(), written: into.pos(), ended: left == 0 })
    }
}

fn problem(code: usize) -> Problem {
    let window = is_error_kind(code, ZSTD_ErrorCode::ZSTD_error_frameParameter_windowTooLarge);
    if window { Problem::Window } else { Problem::Broken }
}
