use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

use super::forwarded::forget;
use crate::body::{Body, BoxError};

/// How long a server that has been asked whether it wants the body may say nothing, before it is sent.
const EXPECTATION: Duration = Duration::from_secs(1);

/// The body of a request on its way to the other server.
pub(super) struct Upload {
    body: Body,
    /// Until when `100 Continue` is waited for.
    expectation: Option<Pin<Box<Sleep>>>,
    watch: UploadWatch,
}

/// What is known of an [`Upload`] elsewhere.
#[derive(Clone)]
pub(super) struct UploadWatch(Arc<Mutex<State>>);

struct State {
    /// When the other server has last taken something.
    taken: Instant,
    /// Nothing has come from the client that could be sent.
    waits_for_client: bool,
    is_wanted: bool,
    is_over: bool,
    failure: Option<BoxError>,
    waker: Option<Waker>,
}

impl Upload {
    /// With `expects`, nothing is read from the client before the other server wants it.
    pub(super) fn new(body: Body, expects: bool) -> (Upload, UploadWatch) {
        let watch = UploadWatch(Arc::new(Mutex::new(State {
            taken: Instant::now(),
            waits_for_client: false,
            is_wanted: !expects,
            is_over: false,
            failure: None,
            waker: None,
        })));
        (Upload { body, expectation: None, watch: watch.clone() }, watch)
    }
}

impl UploadWatch {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The other server has said `100 Continue`.
    pub(super) fn want(&self) {
        let mut state = self.lock();
        state.is_wanted = true;
        let waker = state.waker.take();
        drop(state);
        waker.into_iter().for_each(Waker::wake);
    }

    /// The response is over: nothing more is sent.
    pub(super) fn end(&self) {
        let mut state = self.lock();
        state.is_over = true;
        let waker = state.waker.take();
        drop(state);
        waker.into_iter().for_each(Waker::wake);
    }

    /// When it has taken the other server too long, as far as is known now.
    pub(super) fn deadline(&self, timeout: Duration) -> Option<Instant> {
        let state = self.lock();
        let since = if state.waits_for_client { Instant::now() } else { state.taken };
        since.checked_add(timeout)
    }

    /// Why the body of the request could not be read.
    pub(super) fn take_failure(&self) -> Option<BoxError> {
        self.lock().failure.take()
    }
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        let Upload { body, expectation, watch } = &mut *self;
        let mut state = watch.lock();
        if state.is_over {
            *body = Body::empty();
            return Poll::Ready(Some(Err(Broken)));
        }
        state.waker = Some(cx.waker().clone());
        if !state.is_wanted {
            let expectation = expectation.get_or_insert_with(|| Box::pin(sleep(EXPECTATION)));
            if expectation.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
            state.is_wanted = true;
        }
        drop(state);
        let frame = Pin::new(body).poll_frame(cx);
        let mut state = watch.lock();
        state.waits_for_client = frame.is_pending();
        state.taken = Instant::now();
        frame.map(|frame| {
            frame.map(|frame| {
                frame.map(without_forwarded).map_err(|error| {
                    state.failure = Some(error);
                    Broken
                })
            })
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// What only a proxy can say is no more true behind the body than before it.
fn without_forwarded(mut frame: Frame<Bytes>) -> Frame<Bytes> {
    if let Some(trailers) = frame.trailers_mut() {
        forget(trailers);
    }
    frame
}

/// The body of the request could not be read to its end, or nobody wants it any more.
#[derive(Debug)]
pub(super) struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body of the request has not been sent to its end")
    }
}

impl std::error::Error for Broken {}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::Wake;

    use http_body::Body as _;

    use super::*;

    #[derive(Default)]
    struct Woken(AtomicUsize);

    impl Wake for Woken {
        fn wake(self: Arc<Woken>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn in_runtime(test: impl FnOnce(&Arc<Woken>, &mut Context<'_>)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let _entered = runtime.enter();
        let woken = Arc::new(Woken::default());
        test(&woken, &mut Context::from_waker(&Arc::clone(&woken).into()));
    }

    #[test]
    fn sent_when_it_is_wanted() {
        in_runtime(|woken, cx| {
            let (mut upload, watch) = Upload::new("abc".into(), true);
            assert!(Pin::new(&mut upload).poll_frame(cx).is_pending());
            watch.want();
            assert_eq!(woken.0.load(Ordering::SeqCst), 1);
            assert!(matches!(Pin::new(&mut upload).poll_frame(cx), Poll::Ready(Some(Ok(_)))));
        });
    }

    #[test]
    fn over_with_the_response() {
        in_runtime(|woken, cx| {
            let (mut upload, watch) = Upload::new("abc".into(), true);
            assert!(Pin::new(&mut upload).poll_frame(cx).is_pending());
            watch.end();
            assert_eq!(woken.0.load(Ordering::SeqCst), 1);
            assert!(matches!(Pin::new(&mut upload).poll_frame(cx), Poll::Ready(Some(Err(Broken)))));
            assert!(upload.is_end_stream() && watch.take_failure().is_none());
        });
    }
}
