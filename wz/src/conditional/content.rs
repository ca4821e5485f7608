use std::ops::Range;

use bytes::Bytes;

use super::MultipartByteRanges;

/// What a full response holds, and what is left of it when only parts are asked for.
pub(crate) trait Content: Default {
    /// How long it is, in bytes; `None` for what cannot be sent in parts.
    fn length(&self) -> Option<u64>;

    /// One part, which is inside of it.
    #[must_use]
    fn part(self, range: &Range<u64>) -> Self;

    /// Several parts in their frame.
    #[must_use]
    fn parts(self, message: &MultipartByteRanges) -> Self;
}

impl Content for Bytes {
    fn length(&self) -> Option<u64> {
        Some(self.len() as u64)
    }

    fn part(self, range: &Range<u64>) -> Bytes {
        let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(self.len());
        self.slice(index(range.start)..index(range.end))
    }

    fn parts(self, message: &MultipartByteRanges) -> Bytes {
        message.body(&self)
    }
}
