//! Work that blocks, for the storeys below the server.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

/// Does work with files, which blocks, where it holds up no other request: on tokio's threads for blocking work when a
/// runtime is there, else (`App::call` needs none) at once.
///
/// Like `Part` as an `AsyncRead`, it knows tokio though it is below the server: nobody else can know the threads, and
/// files have no asynchronous calls of their own.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    #[cfg(any(feature = "server", feature = "upload", feature = "sqlite", feature = "flamegraph"))]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        return runtime.spawn_blocking(work).await.map_err(io::Error::other)?;
    }
    work()
}

/// Runs futures to their end on the thread that asks.
#[derive(Debug, Default)]
pub(crate) struct Runner {
    /// `None` in it: the system gave none.
    #[cfg(feature = "server")]
    runtime: std::sync::OnceLock<Option<tokio::runtime::Runtime>>,
}

impl Runner {
    /// In a tokio runtime, which stays for the next time, where the feature `server` is on; else without any.
    pub(crate) fn block_on<F: Future>(&self, future: F) -> F::Output {
        #[cfg(feature = "server")]
        {
            let make = || tokio::runtime::Builder::new_current_thread().enable_all().build().ok();
            if let Some(runtime) = self.runtime.get_or_init(make) {
                return runtime.block_on(future);
            }
        }
        park(future)
    }
}

/// A runtime waits for its threads when it is dropped, which must not be in asynchronous code.
#[cfg(feature = "server")]
impl Drop for Runner {
    fn drop(&mut self) {
        if let Some(Some(runtime)) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub(crate) fn park<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut cx = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut cx) {
            Poll::Ready(output) => return output,
            Poll::Pending => std::thread::park(),
        }
    }
}
