use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::asked::Asked;
use super::watched::Watched;
use super::{Inner, conditional, panic};
use crate::body::Body;
use crate::error::{Raised, Reported};
use crate::handler::HandlerFuture;
use crate::response::{Response, finalise, own_length};

/// The answer of an [`App`](super::App) to come. A handler that panics makes it a 500.
#[must_use = "futures do nothing unless polled"]
pub struct AppFuture {
    app: Arc<Inner>,
    asked: Asked,
    answer: HandlerFuture,
}

impl AppFuture {
    pub(super) fn new(app: Arc<Inner>, asked: Asked, answer: HandlerFuture) -> AppFuture {
        AppFuture { app, asked, answer }
    }

    fn finish(&self, mut response: Response) -> Response {
        conditional::apply(&self.asked, &mut response);
        if let Some(error) = Raised::take(&mut response) {
            self.app.show(&self.asked, &error, &mut response);
        }
        finalise(&self.asked.method, &mut response);
        // Taken out, so that an outer application (this one mounted in another) does not report it again.
        if let Some(Reported(failure)) = response.extensions_mut().remove() {
            self.app.report(&self.asked.method, self.asked.path(), &failure);
        }
        if response.body().as_bytes().is_none() {
            let (length, app) = (own_length(response.headers()), Arc::clone(&self.app));
            let body = std::mem::take(response.body_mut());
            *response.body_mut() = Body::new(Watched::new(body, length, app, self.asked.clone()));
        }
        response
    }
}

impl Future for AppFuture {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        let answer = &mut self.answer;
        match panic::catch(|| Pin::new(answer).poll(cx)) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(response)) => Poll::Ready(self.finish(response)),
            Err(failure) => Poll::Ready(self.finish(Response::failed(failure))),
        }
    }
}

impl fmt::Debug for AppFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AppFuture")
            .field("method", &self.asked.method)
            .field("path", &self.asked.path)
            .finish_non_exhaustive()
    }
}
