use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use tokio::io::{Interest, Ready};

use super::patience::Patience;
use super::stream::Stream;

/// Whether the client of a request at work is still there.
///
/// A client that has closed its sending half may wait for the answer, or may have left: TCP says the same of both,
/// until something is sent. So it is waited for, but not for ever: a handler that never ends would keep it as long.
pub(super) struct Presence {
    patience: Patience,
    half_closed: bool,
}

const SHORTEST: Duration = Duration::from_millis(1);

impl Presence {
    pub(super) fn new(half_close_timeout: Duration) -> Presence {
        // It is also the time between two looks, which must not take all of the processor.
        let patience = Patience::new(half_close_timeout.max(SHORTEST));
        Presence { patience, half_closed: false }
    }

    /// The client has taken something, or nothing is due to it.
    pub(super) fn renew(&mut self) {
        self.patience.renew();
    }

    /// Ready when the client is taken to have left. Wakes the task when the client closes, resets, or its time is over.
    pub(super) fn poll_gone(&mut self, socket: &Stream, cx: &mut Context<'_>) -> Poll<()> {
        // Nothing has arrived: the connection is whole, and the next thing to arrive wakes the task.
        if socket.poll_arrived(cx).is_pending() && !is_broken(readiness(socket)) {
            self.patience.renew();
            return Poll::Pending;
        }
        loop {
            let readiness = readiness(socket);
            if is_broken(readiness) {
                return Poll::Ready(());
            }
            if readiness.is_read_closed() && !self.half_closed {
                self.half_closed = true;
                self.patience.renew();
            }
            // There may be an end behind bytes that nobody reads, which wakes nobody: that is looked for at times.
            ready!(self.patience.poll_exhausted(cx));
            if self.half_closed {
                return Poll::Ready(());
            }
            self.patience.renew();
        }
    }
}

/// A reset: nothing reaches this client any more.
fn is_broken(readiness: Ready) -> bool {
    readiness.is_write_closed() || readiness.is_error()
}

/// What is known of the socket at this moment.
fn readiness(socket: &Stream) -> Ready {
    let look = pin!(socket.ready(Interest::READABLE | Interest::WRITABLE | Interest::ERROR));
    match look.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(readiness)) => readiness,
        // Of a runtime that is shutting down nothing is known.
        Poll::Ready(Err(_)) | Poll::Pending => Ready::EMPTY,
    }
}
