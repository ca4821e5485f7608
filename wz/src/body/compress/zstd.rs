use std::io;

use zstd_safe::zstd_sys::ZSTD_EndDirective as EndDirective;
use zstd_safe::{CCtx, CParameter, InBuffer, OutBuffer, get_error_name};

use super::encoder::Step;

/// `zstd` (RFC 8878), with a window within the 8 MiB that RFC 9659 allows.
pub(super) struct ZstdEncoder(CCtx<'static>);

/// How far back it looks in a stream, as a logarithm: 256 KiB. So much is held for each client that is sent one.
const WINDOW: u32 = 18;

/// The same in content of known length, 1 MiB: of what is shorter, only so much is held.
const KNOWN_WINDOW: u32 = 20;

impl ZstdEncoder {
    pub(super) fn new(level: u8, length: Option<u64>) -> io::Result<ZstdEncoder> {
        let mut context = CCtx::try_create().ok_or(io::ErrorKind::OutOfMemory)?;
        context.set_parameter(CParameter::CompressionLevel(level.into())).map_err(error)?;
        let window = if length.is_some() { KNOWN_WINDOW } else { WINDOW };
        context.set_parameter(CParameter::WindowLog(window)).map_err(error)?;
        // Short content then takes short tables.
        context.set_pledged_src_size(length).map_err(error)?;
        Ok(ZstdEncoder(context))
    }

    pub(super) fn encode(&mut self, input: &[u8], step: Step, output: &mut Vec<u8>) -> io::Result<()> {
        let directive = match step {
            Step::Go => EndDirective::ZSTD_e_continue,
            Step::Flush => EndDirective::ZSTD_e_flush,
            Step::Finish => EndDirective::ZSTD_e_end,
        };
        let mut input = InBuffer::around(input);
        loop {
            output.reserve(1024);
            let start = output.len();
            let mut into = OutBuffer::around_pos(output, start);
            let left = self.0.compress_stream2(&mut into, &mut input, directive).map_err(error)?;
            let taken = input.pos() == input.src.len();
            if taken && (left == 0 || step == Step::Go) {
                return Ok(());
            }
        }
    }
}

fn error(code: usize) -> io::Error {
    io::Error::other(get_error_name(code))
}
