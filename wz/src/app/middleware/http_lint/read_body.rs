use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use crate::body::{Body, BoxError, Streamed};
use crate::limits::Limits;

/// The body of a request, of which is known whether it has been read.
pub(super) struct ReadBody {
    body: Body,
    watch: BodyWatch,
}

#[derive(Clone, Default)]
pub(super) struct BodyWatch(Arc<AtomicBool>);

impl BodyWatch {
    /// Whether anybody has come to its end, or to an error.
    pub(super) fn is_read(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl ReadBody {
    pub(super) fn new(body: Body) -> (ReadBody, BodyWatch) {
        let watch = BodyWatch::default();
        (ReadBody { body, watch: watch.clone() }, watch)
    }
}

impl Streamed for ReadBody {
    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if matches!(frame, Poll::Ready(None | Some(Err(_)))) || self.body.is_end_stream() {
            self.watch.0.store(true, Ordering::Relaxed);
        }
        frame
    }

    fn has_ended(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size(&self) -> SizeHint {
        self.body.size_hint()
    }

    fn set_limits(mut self: Pin<&mut Self>, limits: &Limits) -> bool {
        self.body.set_limits(limits);
        true
    }
}
