use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use super::asked::Asked;
#[cfg(feature = "compress")]
use super::compress;
use super::watched::Watched;
use super::{Inner, conditional, panic};
use crate::body::Body;
use crate::error::{Raised, Reported};
use crate::handler::HandlerFuture;
use crate::response::{Response, finalise, own_length};

/// The answer of an [`App`](super::App) to come. A handler that panics makes it a 500.
#[must_use = "futures do nothing unless polled"]
pub struct AppFuture(Kind);

enum Kind {
    /// `None` once it has been handed out.
    Ready(Option<Response>),
    Running {
        app: Arc<Inner>,
        asked: Asked,
        answer: HandlerFuture,
    },
}

impl AppFuture {
    pub(super) fn ready(response: Response) -> AppFuture {
        AppFuture(Kind::Ready(Some(response)))
    }

    pub(super) fn running(app: Arc<Inner>, asked: Asked, answer: HandlerFuture) -> AppFuture {
        AppFuture(Kind::Running { app, asked, answer })
    }
}

impl Inner {
    /// What is done with every response, whoever made it.
    pub(super) fn finish(self: &Arc<Inner>, asked: &mut Asked, mut response: Response) -> Response {
        // The server in front has the file, and so the last word on conditions and ranges.
        let is_handed_over = self.sendfile.as_ref().is_some_and(|sendfile| sendfile.take(&mut response));
        #[cfg(feature = "compress")]
        let planned = compress::plan(self, asked, &response);
        if !is_handed_over {
            conditional::apply(asked, &mut response);
        }
        if let Some(error) = Raised::take(&mut response) {
            self.show(asked, &error, &mut response);
        }
        finalise(&asked.method, &mut response);
        // Taken out, so that an outer application (this one mounted in another) does not report it again.
        if let Some(Reported(failure)) = response.extensions_mut().remove() {
            self.report(&asked.method, asked.path(), &failure);
        }
        self.watch(asked, &mut response);
        #[cfg(feature = "compress")]
        if compress::apply(self, asked, planned, &mut response) {
            // What is compressed keeps the promise of its length, and an encoder may fail, too.
            self.watch(asked, &mut response);
        }
        response
    }

    /// Sees to it that a stream ends as it was promised, and that its failure is reported.
    fn watch(self: &Arc<Inner>, asked: &Asked, response: &mut Response) {
        if response.body().as_bytes().is_none() {
            let (length, app) = (own_length(response.headers()), Arc::clone(self));
            let body = std::mem::take(response.body_mut());
            *response.body_mut() = Body::new(Watched::new(body, length, app, asked.clone()));
        }
    }
}

impl Future for AppFuture {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        match &mut self.0 {
            Kind::Ready(response) => response.take().map_or(Poll::Pending, Poll::Ready),
            Kind::Running { app, asked, answer } => match panic::catch(|| Pin::new(answer).poll(cx)) {
                Ok(Poll::Pending) => Poll::Pending,
                Ok(Poll::Ready(response)) => Poll::Ready(app.finish(asked, response)),
                Err(failure) => Poll::Ready(app.finish(asked, Response::failed(failure))),
            },
        }
    }
}

impl fmt::Debug for AppFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Ready(_) => f.write_str("AppFuture(ready)"),
            Kind::Running { asked, .. } => f
                .debug_struct("AppFuture")
                .field("method", &asked.method)
                .field("path", &asked.path)
                .finish_non_exhaustive(),
        }
    }
}
