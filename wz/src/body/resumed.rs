use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use super::streamed::Streamed;
use super::{Body, BoxError};
use crate::limits::Limits;

/// A body whose beginning has been looked at. What has been read of it was counted when it was.
pub(super) struct Resumed {
    pub(super) first: VecDeque<Bytes>,
    pub(super) rest: Body,
}

impl Streamed for Resumed {
    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match self.first.pop_front() {
            Some(chunk) => Poll::Ready(Some(Ok(Frame::data(chunk)))),
            None => Pin::new(&mut self.rest).poll_frame(cx),
        }
    }

    fn has_ended(&self) -> bool {
        self.first.is_empty() && self.rest.is_end_stream()
    }

    fn size(&self) -> SizeHint {
        let (first, rest) =
            (self.first.iter().map(|chunk| chunk.len() as u64).sum::<u64>(), self.rest.size_hint());
        let mut size = SizeHint::new();
        size.set_lower(first.saturating_add(rest.lower()));
        if let Some(upper) = rest.upper().and_then(|upper| upper.checked_add(first)) {
            size.set_upper(upper);
        }
        size
    }

    fn set_limits(mut self: Pin<&mut Self>, limits: &Limits) -> bool {
        self.rest.set_limits(limits);
        true
    }
}
