use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use crate::response::Response;

/// The answer of a handler to come: at hand already, or a boxed future.
///
/// ```
/// use wz::{Response, handler::HandlerFuture};
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # runtime.block_on(async {
/// assert_eq!(HandlerFuture::ready(Response::empty()).await.status(), 200);
/// assert_eq!(HandlerFuture::new(async { Response::new("later") }).await.status(), 200);
/// # });
/// ```
#[must_use = "futures do nothing unless polled"]
pub struct HandlerFuture(Kind);

enum Kind {
    /// `None` once it has been handed out.
    Ready(Option<Response>),
    Running(Pin<Box<dyn Future<Output = Response> + Send>>),
}

impl HandlerFuture {
    /// The answer of a handler that is not `async`. No allocation.
    pub fn ready(response: Response) -> HandlerFuture {
        HandlerFuture(Kind::Ready(Some(response)))
    }

    /// A handler at work. One allocation.
    pub fn new(future: impl Future<Output = Response> + Send + 'static) -> HandlerFuture {
        HandlerFuture(Kind::Running(Box::pin(future)))
    }

    /// The answer, when it is at hand.
    pub(crate) fn into_ready(self) -> Result<Response, HandlerFuture> {
        match self.0 {
            Kind::Ready(Some(response)) => Ok(response),
            kind => Err(HandlerFuture(kind)),
        }
    }
}

impl Future for HandlerFuture {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        match &mut self.0 {
            Kind::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(response),
                None => Poll::Pending,
            },
            Kind::Running(future) => future.as_mut().poll(cx),
        }
    }
}

impl fmt::Debug for HandlerFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            Kind::Ready(_) => "HandlerFuture(ready)",
            Kind::Running(_) => "HandlerFuture(running)",
        })
    }
}
