use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;

use super::exchange::Exchange;
use super::patience::Patience;
use crate::body::BoxError;

/// The body of a request; reading it fails when the client sends nothing for a while.
pub(super) struct IncomingBody {
    body: Incoming,
    patience: Patience,
    exchange: Exchange,
    /// hyper does not say so of a chunked body that has ended.
    ended: bool,
}

impl IncomingBody {
    pub(super) fn new(body: Incoming, timeout: Duration, exchange: Exchange) -> IncomingBody {
        IncomingBody { body, patience: Patience::new(timeout), exchange, ended: false }
    }
}

impl Body for IncomingBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(frame) => {
                self.patience.renew();
                self.ended |= frame.is_none();
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => {
                ready!(self.patience.poll_exhausted(cx));
                Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::TimedOut).into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for IncomingBody {
    fn drop(&mut self) {
        if !self.ended && !self.body.is_end_stream() {
            self.exchange.mark_unread();
        }
    }
}
