use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use super::BoxError;
use crate::limits::Limits;

/// `http_body::Body` with its error type erased, so that one box is enough for any stream.
pub(crate) trait Streamed: Send {
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>>;
    fn has_ended(&self) -> bool;
    fn size(&self) -> SizeHint;

    /// Makes these limits hold from now on. `false`: it knows of none, and somebody else has to see to it.
    fn set_limits(self: Pin<&mut Self>, limits: &Limits) -> bool {
        let _ = limits;
        false
    }
}

impl<B> Streamed for B
where
    B: Body<Data = Bytes> + Send,
    B::Error: Into<BoxError>,
{
    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.poll_frame(cx).map_err(Into::into)
    }

    fn has_ended(&self) -> bool {
        self.is_end_stream()
    }

    fn size(&self) -> SizeHint {
        self.size_hint()
    }
}
