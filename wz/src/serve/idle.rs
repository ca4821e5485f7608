use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep};

use super::exchange::{Exchange, Progress};

/// How long a connection may be without a request at work: waiting for one, or with half the head of one. What is left of
/// an answer when its last byte has been given to hyper is at work until the client has taken it.
///
/// hyper has a timer for this, but makes it anew for every request. Here one timer looks, four times within the limit,
/// whether a request has begun or ended since, and a request costs nothing. For that a connection may stay up to a
/// quarter longer than the limit.
pub(super) struct Idle {
    interval: Duration,
    timer: Pin<Box<Sleep>>,
    /// Whether the timer knows whom to wake.
    armed: bool,
    seen: Progress,
    silent: u32,
}

const LOOKS: u32 = 4;

impl Idle {
    pub(super) fn new(limit: Duration) -> Idle {
        let interval = limit / LOOKS;
        Idle {
            interval,
            timer: Box::pin(sleep(interval)),
            armed: false,
            seen: Progress::default(),
            silent: 0,
        }
    }

    /// Ready when the limit is over.
    pub(super) fn poll_over(&mut self, exchange: &Exchange, cx: &mut Context<'_>) -> Poll<()> {
        // To ask the timer itself costs as much as all the rest of this.
        if self.armed && !self.timer.is_elapsed() {
            return Poll::Pending;
        }
        while self.timer.as_mut().poll(cx).is_ready() {
            let now = exchange.progress();
            let is_silent = now == self.seen && !now.is_at_work() && !exchange.is_stalled();
            self.seen = now;
            self.silent = if is_silent { self.silent + 1 } else { 0 };
            if self.silent == LOOKS {
                return Poll::Ready(());
            }
            // A limit of centuries is as good as one without end.
            let Some(next) = Instant::now().checked_add(self.interval) else { break };
            self.timer.as_mut().reset(next);
        }
        self.armed = true;
        Poll::Pending
    }
}
