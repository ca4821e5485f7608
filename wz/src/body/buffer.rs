use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;

use super::{Body, BoxError, Kind};

/// Why a body could not be held as a whole.
#[derive(Debug)]
pub(crate) enum BufferError {
    /// It is longer than the limit.
    TooLarge,
    /// The stream failed: the client went away, or was too slow, or sent bad chunks.
    Read(BoxError),
}

/// A client's word about the length is only a hint for the first allocation.
const FIRST_ALLOCATION: u64 = 64 * 1024;

impl Body {
    /// Reads the body to its end and keeps it, so that the next call and every other reader find it whole.
    ///
    /// After an error the body is gone: what was read is no use to anybody.
    pub(crate) async fn buffer(&mut self, limit: u64) -> Result<Bytes, BufferError> {
        let hint = self.size_hint();
        if hint.lower() > limit {
            return Err(BufferError::TooLarge);
        }
        if let Kind::Full(content) = &self.0 {
            return Ok(content.clone());
        }
        let mut stream = std::mem::take(self);
        let mut first = None::<Bytes>;
        let mut all = BytesMut::new();
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut stream).poll_frame(cx)).await {
            let Ok(data) = frame.map_err(BufferError::Read)?.into_data() else { continue };
            let held = all.len() + first.as_ref().map_or(0, Bytes::len);
            if (held + data.len()) as u64 > limit {
                return Err(BufferError::TooLarge);
            }
            // Most bodies arrive in one piece: that one is kept as it is, without copying.
            match first.take() {
                None if all.is_empty() => first = Some(data),
                previous => {
                    if let Some(previous) = previous {
                        let expected = hint.lower().min(FIRST_ALLOCATION) as usize;
                        all.reserve(expected.max(previous.len() + data.len()));
                        all.extend_from_slice(&previous);
                    }
                    all.extend_from_slice(&data);
                }
            }
        }
        let whole = first.unwrap_or_else(|| all.freeze());
        *self = Body::full(whole.clone());
        Ok(whole)
    }
}
