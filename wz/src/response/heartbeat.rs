use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::Frame;

use crate::body::{Body, BoxError};

/// What keeps an event stream alive: a server that has a clock finds this among the extensions of the response, and says
/// when it is time. The comment itself is written where the events are, so that whatever is around the body (a coding,
/// say) sees it as a part of that.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "server"), allow(dead_code))]
pub(crate) struct Heartbeat {
    silence: Duration,
    due: Arc<AtomicBool>,
}

impl Heartbeat {
    pub(super) fn of(body: Body, silence: Duration) -> (Body, Heartbeat) {
        let due = Arc::new(AtomicBool::new(false));
        let heartbeat = Heartbeat { silence: silence.max(SHORTEST), due: Arc::clone(&due) };
        (Body::new(Beating { body, due }), heartbeat)
    }
}

#[cfg(feature = "server")]
impl Heartbeat {
    /// How long there may be nothing.
    pub(crate) fn silence(&self) -> Duration {
        self.silence
    }

    /// When the body is asked next and has nothing else, it has a comment.
    pub(crate) fn beat(&self) {
        self.due.store(true, Ordering::Relaxed);
    }
}

const SHORTEST: Duration = Duration::from_millis(1);
/// A comment without a text, which belongs to no event.
const BEAT: &[u8] = b":\n\n";

struct Beating {
    body: Body,
    due: Arc<AtomicBool>,
}

impl http_body::Body for Beating {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        if self.due.swap(false, Ordering::Relaxed) && frame.is_pending() {
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(BEAT)))));
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }
}
