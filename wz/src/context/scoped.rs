use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::RequestContext;
use super::current::{Entered, current};
use crate::body::{Body, BoxError};

/// A future in the context of a request: made by [`carried`] and [`RequestContext::run`]. It is dropped in it, too.
#[must_use = "futures do nothing unless polled"]
pub struct Carried<F> {
    context: Option<RequestContext>,
    /// `None` once it has been dropped.
    future: Option<Pin<Box<F>>>,
}

impl<F> Carried<F> {
    pub(super) fn new(context: Option<RequestContext>, future: F) -> Carried<F> {
        Carried { context, future: Some(Box::pin(future)) }
    }
}

/// Takes the context of the request at work along into a task of its own: `tokio::spawn(carried(async { … }))`. Outside of a
/// request there is nothing to take, and the future runs without.
///
/// What it shares stays as long as the task does: a task may outlive its request.
///
/// ```
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// use wz::Request;
/// use wz::context::{self, RequestContext};
///
/// let context = RequestContext::of(&Request::get("http://example.com/"));
/// let task = context.call(|| context::carried(async { context::url("/") }));
/// assert_eq!(tokio::spawn(task).await.unwrap().as_deref(), Some("http://example.com/"));
/// # });
/// ```
pub fn carried<F: Future>(future: F) -> Carried<F> {
    Carried::new(current(), future)
}

/// Takes the context of the request at work along into another thread: `spawn_blocking(carried_fn(|| …))`.
///
/// ```
/// use wz::Request;
/// use wz::context::{self, RequestContext};
///
/// let context = RequestContext::of(&Request::get("http://example.com/"));
/// let work = context.call(|| context::carried_fn(|| context::url("/")));
/// assert_eq!(std::thread::spawn(work).join().unwrap().as_deref(), Some("http://example.com/"));
/// ```
pub fn carried_fn<R, F: FnOnce() -> R>(function: F) -> impl FnOnce() -> R + use<R, F> {
    let context = current();
    move || {
        let _entered = Entered::new(context);
        function()
    }
}

impl<F: Future> Future for Carried<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let _entered = Entered::new(self.context.clone());
        match &mut self.future {
            Some(future) => future.as_mut().poll(cx),
            None => Poll::Pending,
        }
    }
}

impl<F> Drop for Carried<F> {
    fn drop(&mut self) {
        let _entered = Entered::new(self.context.take());
        self.future = None;
    }
}

impl<F> fmt::Debug for Carried<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Carried").field("context", &self.context).finish_non_exhaustive()
    }
}

/// A stream of a response, in the context of its request.
pub(crate) struct ContextBody {
    context: RequestContext,
    body: Body,
}

impl ContextBody {
    pub(crate) fn new(context: RequestContext, body: Body) -> ContextBody {
        ContextBody { context, body }
    }
}

impl http_body::Body for ContextBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let _entered = Entered::new(Some(self.context.clone()));
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
