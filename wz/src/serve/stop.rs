use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use tokio::sync::watch;

/// Tells all connections to come to an end, and knows when they have.
pub(super) struct Stopper {
    requested: Arc<AtomicBool>,
    sender: watch::Sender<()>,
}

/// A connection's end of a [`Stopper`]. The stopper counts these.
#[derive(Clone)]
pub(super) struct Stop {
    requested: Arc<AtomicBool>,
    receiver: watch::Receiver<()>,
}

pub(super) fn channel() -> (Stopper, Stop) {
    let requested = Arc::new(AtomicBool::new(false));
    let (sender, receiver) = watch::channel(());
    (Stopper { requested: Arc::clone(&requested), sender }, Stop { requested, receiver })
}

impl Stopper {
    pub(super) fn request(&self) {
        self.requested.store(true, Ordering::Release);
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
        self.request();
    }
}

impl Stop {
    /// Ready when the end was requested. Must be polled by one task only: it looks at the channel once, to leave
    /// the waker there, and from then on at a flag, which costs nothing on the way of every request.
    pub(super) async fn requested(&mut self) {
        struct Flagged<F> {
            future: F,
            requested: Arc<AtomicBool>,
            registered: bool,
        }

        impl<F: Future + Unpin> Future for Flagged<F> {
            type Output = ();

            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
                if !self.registered {
                    self.registered = true;
                    if Pin::new(&mut self.future).poll(cx).is_ready() {
                        return Poll::Ready(());
                    }
                }
                if self.requested.load(Ordering::Acquire) { Poll::Ready(()) } else { Poll::Pending }
            }
        }

        let requested = Arc::clone(&self.requested);
        let changed = std::pin::pin!(self.receiver.changed());
        Flagged { future: changed, requested, registered: false }.await;
    }
}
