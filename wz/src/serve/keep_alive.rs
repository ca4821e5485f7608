use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::patience::Patience;
use crate::body::{Body, BoxError};
use crate::response::{Heartbeat, Response};

/// Sees to it that an event stream is never silent for longer than it wants to be.
pub(super) fn keep_alive(response: &mut Response) {
    // The answer to a `HEAD` has no events.
    if response.body().as_bytes().is_some() {
        return;
    }
    if let Some(heartbeat) = response.extensions_mut().remove::<Heartbeat>() {
        let body = std::mem::take(response.body_mut());
        let patience = Patience::new(heartbeat.silence());
        *response.body_mut() = Body::new(KeptAlive { body, heartbeat, patience });
    }
}

struct KeptAlive {
    body: Body,
    heartbeat: Heartbeat,
    patience: Patience,
}

impl http_body::Body for KeptAlive {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let frame = Pin::new(&mut self.body).poll_frame(cx);
            if frame.is_ready() {
                self.patience.renew();
                return frame;
            }
            if self.patience.poll_exhausted(cx).is_pending() {
                return Poll::Pending;
            }
            self.patience.renew();
            self.heartbeat.beat();
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
