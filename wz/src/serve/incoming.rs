use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use hyper::body::Incoming;

use super::body_clock::BodyClock;
use super::exchange::Exchange;
use crate::body::{Body, BoxError, Meter, Streamed};
use crate::limits::Limits;

/// The body of a request; reading it fails beyond its limits.
struct IncomingBody {
    body: Incoming,
    meter: Meter,
    clock: BodyClock,
    exchange: Exchange,
    /// hyper does not say so of a chunked body that has ended.
    ended: bool,
}

/// The body of a request, with the default limits until it is told others.
pub(super) fn incoming(body: Incoming, exchange: &Exchange) -> Body {
    if body.is_end_stream() {
        return Body::empty();
    }
    let limits = &Limits::new();
    let (meter, clock) = (Meter::new(limits), BodyClock::new(limits));
    Body::streamed(IncomingBody { body, meter, clock, exchange: exchange.clone(), ended: false })
}

impl Streamed for IncomingBody {
    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let IncomingBody { body, meter, clock, exchange, ended } = &mut *self;
        if meter.has_failed() {
            return Poll::Ready(None);
        }
        // Before hyper is asked: it would tell a client that waits for `100 Continue` to go on.
        meter.check(&body.size_hint())?;
        match Pin::new(body).poll_frame(cx) {
            Poll::Ready(frame) => {
                clock.stop();
                *ended = frame.is_none();
                Poll::Ready(frame.map(|frame| match frame {
                    Ok(frame) => meter.count(frame),
                    Err(error) => Err(meter.fail(error)),
                }))
            }
            Poll::Pending => {
                let error = ready!(clock.poll_late(meter.read(), cx));
                // However little is left, it is not waited for any more.
                exchange.mark_unread(None);
                Poll::Ready(Some(Err(meter.fail(error))))
            }
        }
    }

    fn has_ended(&self) -> bool {
        self.meter.has_failed() || self.body.is_end_stream()
    }

    fn size(&self) -> SizeHint {
        self.body.size_hint()
    }

    fn set_limits(mut self: Pin<&mut Self>, limits: &Limits) -> bool {
        self.meter.set_limits(limits);
        self.clock.set_limits(limits);
        true
    }
}

impl Drop for IncomingBody {
    fn drop(&mut self) {
        if !self.ended && !self.body.is_end_stream() {
            self.exchange.mark_unread(self.body.size_hint().exact());
        }
    }
}
