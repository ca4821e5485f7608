use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::sleep;

use super::listen::Listener;
use super::stream::Stream;
use crate::log;

/// Takes connections from several listeners, from each in turn.
pub(super) struct Acceptor {
    listeners: Vec<Listener>,
    /// Which is asked first.
    turn: usize,
    backoff: Backoff,
}

impl Acceptor {
    pub(super) fn new(listeners: Vec<Listener>) -> Acceptor {
        Acceptor { listeners, turn: 0, backoff: Backoff::default() }
    }

    /// The next connection, and the address of its client.
    pub(super) async fn accept(&mut self) -> (Stream, Option<SocketAddr>) {
        loop {
            match poll_fn(|cx| self.poll_accept(cx)).await {
                Ok(accepted) => {
                    self.backoff = Backoff::default();
                    return accepted;
                }
                Err(error) => sleep(self.backoff.after(&error)).await,
            }
        }
    }

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<(Stream, Option<SocketAddr>)>> {
        let count = self.listeners.len();
        for place in (self.turn..count).chain(0..self.turn) {
            if let Poll::Ready(accepted) = self.listeners[place].poll_accept(cx) {
                self.turn = (place + 1) % count;
                return Poll::Ready(accepted);
            }
        }
        Poll::Pending
    }
}

/// How long to wait after an accept that failed. Running out of file descriptors passes, when connections close; asking
/// again at once would only burn the processor they need.
#[derive(Default)]
struct Backoff {
    failures: u32,
}

impl Backoff {
    fn after(&mut self, error: &io::Error) -> Duration {
        use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};

        // These concern the one connection that was to be accepted.
        if matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted) {
            return Duration::ZERO;
        }
        if self.failures == 0 {
            log::line(&format!("cannot accept connections for the moment: {error}"));
        }
        self.failures = (self.failures + 1).min(7);
        Duration::from_millis(8 << self.failures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_to_a_second_and_not_further() {
        let mut backoff = Backoff::default();
        let aborted = io::Error::from(io::ErrorKind::ConnectionAborted);
        assert_eq!(backoff.after(&aborted), Duration::ZERO);
        let exhausted = io::Error::other("too many open files");
        let waits: Vec<_> = (0..20).map(|_| backoff.after(&exhausted).as_millis()).collect();
        assert_eq!((waits[0], waits[1], waits[19]), (16, 32, 1024));
    }
}
