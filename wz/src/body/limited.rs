use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use super::meter::Meter;
use super::streamed::Streamed;
use super::{Body, BoxError};
use crate::limits::Limits;

/// A body that ends with an error beyond its limit; what another server or a test has made knows of none.
pub(super) struct Limited {
    body: Body,
    meter: Meter,
}

impl Limited {
    pub(super) fn new(body: Body, limits: &Limits) -> Limited {
        Limited { body, meter: Meter::new(limits) }
    }
}

impl Streamed for Limited {
    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Limited { body, meter } = &mut *self;
        if meter.has_failed() {
            return Poll::Ready(None);
        }
        meter.check(&body.size_hint())?;
        let frame = ready!(Pin::new(body).poll_frame(cx));
        Poll::Ready(frame.map(|frame| frame.and_then(|frame| meter.count(frame))))
    }

    fn has_ended(&self) -> bool {
        self.meter.has_failed() || self.body.is_end_stream()
    }

    fn size(&self) -> SizeHint {
        self.body.size_hint()
    }

    fn set_limits(mut self: Pin<&mut Self>, limits: &Limits) -> bool {
        self.meter.set_limits(limits);
        true
    }
}
