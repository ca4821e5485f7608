use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::Frame;

use super::BoxError;
use super::slot::Slot;
use crate::error::Result;

/// The body that a producer writes, which runs inside of `poll_frame`.
pub(super) struct Produced<F> {
    slot: Slot,
    /// `None` when it has returned.
    producer: Option<Pin<Box<F>>>,
    /// Its error, which is told after the last chunk.
    failure: Option<BoxError>,
}

impl<F> Produced<F> {
    pub(super) fn new(slot: Slot, producer: Pin<Box<F>>) -> Produced<F> {
        Produced { slot, producer: Some(producer), failure: None }
    }
}

impl<F: Future<Output = Result>> Produced<F> {
    fn run(&mut self, cx: &mut Context<'_>) {
        if let Some(producer) = &mut self.producer
            && let Poll::Ready(end) = producer.as_mut().poll(cx)
        {
            self.producer = None;
            self.failure = end.err().map(BoxError::from);
        }
    }
}

impl<F: Future<Output = Result>> http_body::Body for Produced<F> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        // There may be one of a writer in another task: the producer has to wait like any other.
        if let Some(chunk) = self.slot.take() {
            return Poll::Ready(Some(Ok(Frame::data(chunk))));
        }
        self.run(cx);
        if self.failure.is_none() {
            ready!(self.slot.poll_settled(self.producer.is_some(), cx));
        }
        if let Some(chunk) = self.slot.take() {
            return Poll::Ready(Some(Ok(Frame::data(chunk))));
        }
        Poll::Ready(self.failure.take().map(|failure| {
            self.slot.leave_as_body();
            Err(failure)
        }))
    }

    fn is_end_stream(&self) -> bool {
        self.producer.is_none() && self.failure.is_none() && self.slot.is_spent()
    }
}

impl<F> Drop for Produced<F> {
    fn drop(&mut self) {
        self.slot.leave_as_body();
    }
}
