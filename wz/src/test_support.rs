//! Helpers of the unit tests: a one-future executor and a body in pieces.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::Frame;

use crate::body::{Body, BoxError};

pub(crate) use crate::blocking::park as block_on;

struct Chunks(std::collections::VecDeque<Bytes>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.pop_front().map(|chunk| Ok(Frame::data(chunk))))
    }
}

/// A streaming body of unknown length.
pub(crate) fn chunks(chunks: impl IntoIterator<Item = &'static str>) -> Body {
    Body::new(Chunks(chunks.into_iter().map(Bytes::from).collect()))
}
