use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::sync::watch;

/// Tells all connections to come to an end, and knows when they have.
pub(super) struct Stopper {
    request: Arc<Request>,
    sender: watch::Sender<()>,
}

/// A connection's end of a [`Stopper`]. The stopper counts these.
#[derive(Clone)]
pub(super) struct Stop {
    request: Arc<Request>,
    receiver: watch::Receiver<()>,
}

#[derive(Default)]
struct Request {
    is_made: AtomicBool,
    /// How long idle connections are kept, in milliseconds; set before the request is made.
    farewell: AtomicU64,
}

pub(super) fn channel() -> (Stopper, Stop) {
    let request = Arc::<Request>::default();
    let (sender, receiver) = watch::channel(());
    (Stopper { request: Arc::clone(&request), sender }, Stop { request, receiver })
}

impl Stopper {
    pub(super) fn request(&self, farewell: Duration) {
        let farewell = u64::try_from(farewell.as_millis()).unwrap_or(u64::MAX);
        self.request.farewell.store(farewell, Ordering::Relaxed);
        self.request.is_made.store(true, Ordering::Release);
        self.sender.send_replace(());
    }

    /// Ready when every [`Stop`] has been dropped.
    pub(super) async fn finished(&self) {
        self.sender.closed().await;
    }
}

/// A server that is dropped rather than stopped must not leave its connections behind.
impl Drop for Stopper {
    fn drop(&mut self) {
        if !self.request.is_made.load(Ordering::Relaxed) {
            self.request(Duration::ZERO);
        }
    }
}

impl Stop {
    /// Ready when the end was requested, with the time for which idle connections are kept. Must be polled by one task only: it looks at the channel once, to leave
    /// the waker there, and from then on at a flag, which costs nothing on the way of every request.
    pub(super) async fn requested(&mut self) -> Duration {
        struct Flagged<F> {
            future: F,
            request: Arc<Request>,
            registered: bool,
        }

        impl<F: Future + Unpin> Future for Flagged<F> {
            type Output = Duration;

            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Duration> {
                let mut is_made = false;
                if !self.registered {
                    self.registered = true;
                    is_made = Pin::new(&mut self.future).poll(cx).is_ready();
                }
                if is_made || self.request.is_made.load(Ordering::Acquire) {
                    Poll::Ready(Duration::from_millis(self.request.farewell.load(Ordering::Relaxed)))
                } else {
                    Poll::Pending
                }
            }
        }

        let request = Arc::clone(&self.request);
        let changed = std::pin::pin!(self.receiver.changed());
        Flagged { future: changed, request, registered: false }.await
    }
}
