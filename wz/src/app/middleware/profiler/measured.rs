use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http_body::{Frame, SizeHint};

use super::Profiler;
use super::stats::Stats;
use crate::body::{Body, BoxError};
use crate::request::RouteWatch;
use crate::routing::Route;

/// A request at work: dropped without an answer, it is one that the client has given up.
pub(super) struct Measurement {
    profiler: Profiler,
    route: RouteWatch,
    is_answered: bool,
}

impl Measurement {
    pub(super) fn new(profiler: Profiler, route: RouteWatch) -> Measurement {
        Measurement { profiler, route, is_answered: false }
    }

    pub(super) fn route(&self) -> Option<Route<'static>> {
        self.route.route()
    }

    /// Where its bytes are to be counted.
    pub(super) fn answered(mut self, time: Duration, status: StatusCode) -> Arc<Mutex<Stats>> {
        self.is_answered = true;
        let stats = self.profiler.stats(&self);
        stats.lock().unwrap_or_else(PoisonError::into_inner).add(time, status);
        stats
    }
}

impl Drop for Measurement {
    fn drop(&mut self) {
        if !self.is_answered {
            self.profiler.stats(self).lock().unwrap_or_else(PoisonError::into_inner).abandoned += 1;
        }
    }
}

/// A stream whose bytes are counted at its end, wherever that is.
pub(super) struct Measured {
    body: Body,
    bytes: u64,
    stats: Arc<Mutex<Stats>>,
}

impl Measured {
    pub(super) fn new(body: Body, stats: Arc<Mutex<Stats>>) -> Measured {
        Measured { body, bytes: 0, stats }
    }
}

impl http_body::Body for Measured {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            self.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Measured {
    fn drop(&mut self) {
        self.stats.lock().unwrap_or_else(PoisonError::into_inner).bytes += self.bytes;
    }
}
