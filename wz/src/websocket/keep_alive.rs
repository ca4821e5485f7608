use std::task::{Context, Poll, ready};

use super::limits::WebSocketLimits;
use crate::upgrade::{Clock, Wait};

/// Asks an other end that has been silent whether it is there.
pub(super) struct KeepAlive {
    clock: Option<Clock>,
    limits: WebSocketLimits,
    /// Something has come since the timer was set.
    heard: bool,
    asked: bool,
    timer: Option<Wait>,
}

/// What is to be done about a silence.
pub(super) enum Due {
    Ping,
    GivingUp,
}

impl KeepAlive {
    pub(super) fn new(clock: Option<Clock>, limits: WebSocketLimits) -> KeepAlive {
        KeepAlive { clock, limits, heard: false, asked: false, timer: None }
    }

    pub(super) fn heard(&mut self) {
        self.heard = true;
    }

    /// `deaf` is whether nothing is read at the moment, so that nothing is known.
    pub(super) fn poll_due(&mut self, deaf: bool, cx: &mut Context<'_>) -> Poll<Due> {
        let WebSocketLimits { ping_interval, ping_timeout, .. } = self.limits;
        let Some(clock) = self.clock else { return Poll::Pending };
        loop {
            let timer = self.timer.get_or_insert_with(|| clock(ping_interval));
            ready!(timer.as_mut().poll(cx));
            if deaf {
                // The answer would not be read; but a connection that is no more lets nothing be written.
                self.asked = false;
                self.timer = Some(clock(ping_interval));
                return Poll::Ready(Due::Ping);
            }
            if std::mem::take(&mut self.heard) {
                self.asked = false;
                self.timer = None;
            } else if self.asked {
                return Poll::Ready(Due::GivingUp);
            } else {
                self.asked = true;
                self.timer = Some(clock(ping_timeout));
                return Poll::Ready(Due::Ping);
            }
        }
    }
}
