use std::io;

use brotli::InputReferenceMut;
use brotli::enc::StandardAlloc;
use brotli::enc::encode::{BrotliEncoderOperation, BrotliEncoderParameter, BrotliEncoderStateStruct};
use brotli::enc::interface::{InputPair, PredictionModeContextMap, StaticCommand};

use super::encoder::Step;

/// `br` (RFC 7932).
pub(super) struct BrotliEncoder(BrotliEncoderStateStruct<StandardAlloc>);

/// How far back it looks, as a logarithm: 256 KiB. Twice as much takes twice the memory, for each response on its way.
const WINDOW: u32 = 18;

impl BrotliEncoder {
    pub(super) fn new(level: u8, length: Option<u64>) -> BrotliEncoder {
        let mut state = BrotliEncoderStateStruct::new(StandardAlloc::default());
        state.set_parameter(BrotliEncoderParameter::BROTLI_PARAM_QUALITY, level.into());
        state.set_parameter(BrotliEncoderParameter::BROTLI_PARAM_LGWIN, WINDOW);
        if let Some(Ok(length)) = length.map(u32::try_from) {
            state.set_parameter(BrotliEncoderParameter::BROTLI_PARAM_SIZE_HINT, length);
        }
        BrotliEncoder(state)
    }

    pub(super) fn encode(&mut self, input: &[u8], step: Step, output: &mut Vec<u8>) -> io::Result<()> {
        let operation = match step {
            Step::Go => BrotliEncoderOperation::BROTLI_OPERATION_PROCESS,
            Step::Flush => BrotliEncoderOperation::BROTLI_OPERATION_FLUSH,
            Step::Finish => BrotliEncoderOperation::BROTLI_OPERATION_FINISH,
        };
        let (mut left, mut at) = (input.len(), 0);
        loop {
            let fine = self.0.compress_stream(
                operation,
                &mut left,
                input,
                &mut at,
                &mut 0,
                &mut [],
                &mut 0,
                &mut None,
                &mut nothing,
            );
            if !fine {
                return Err(io::Error::other("the encoder for `br` failed"));
            }
            // It says how much of that is output; behind that is what was there before.
            let mut length = 0;
            let taken = self.0.take_output(&mut length);
            output.extend_from_slice(taken.get(..length).unwrap_or_default());
            let done = left == 0 && !self.0.has_more_output();
            if done && (step != Step::Finish || self.0.is_finished()) {
                return Ok(());
            }
        }
    }
}

/// Told of each block before it is written.
fn nothing(
    _: &mut PredictionModeContextMap<InputReferenceMut<'_>>,
    _: &mut [StaticCommand],
    _: InputPair<'_>,
    _: &mut StandardAlloc,
) {
}
