use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::patience::Patience;
use super::settings::Settings;
use super::stream::Stream;

/// The end of a connection whose client may still be sending: what arrives is thrown away, within limits.
pub(super) struct Linger {
    bytes: u64,
    time: Duration,
    silence: Patience,
    /// Once it has begun.
    timer: Option<Pin<Box<Sleep>>>,
}

impl Linger {
    pub(super) fn new(settings: &Settings) -> Linger {
        let (bytes, time) = (settings.linger_bytes, settings.linger_time);
        Linger { bytes, time, silence: Patience::new(settings.linger_timeout), timer: None }
    }

    /// For a client that is told at once to come back later.
    pub(super) fn short() -> Linger {
        let second = Duration::from_secs(1);
        Linger { bytes: 64 << 10, time: second, silence: Patience::new(second), timer: None }
    }

    pub(super) fn has_begun(&self) -> bool {
        self.timer.is_some()
    }

    /// Ready when the client has closed, or has had enough of bytes, time or silence.
    pub(super) fn poll_over(&mut self, socket: &mut Stream, cx: &mut Context<'_>) -> Poll<()> {
        let Linger { bytes, time, silence, timer } = self;
        let timer = timer.get_or_insert_with(|| Box::pin(sleep(*time)));
        while *bytes > 0 && timer.as_mut().poll(cx).is_pending() {
            let mut space = [0; 16 * 1024];
            let mut buffer = ReadBuf::new(&mut space);
            match Pin::new(&mut *socket).poll_read(cx, &mut buffer) {
                Poll::Ready(Ok(())) if !buffer.filled().is_empty() => {
                    *bytes = bytes.saturating_sub(buffer.filled().len() as u64);
                    silence.renew();
                }
                Poll::Ready(_) => return Poll::Ready(()),
                Poll::Pending => {
                    ready!(silence.poll_exhausted(cx));
                    return Poll::Ready(());
                }
            }
        }
        Poll::Ready(())
    }
}
