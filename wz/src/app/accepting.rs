use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http::Method;

use super::{Inner, Report, panic};
use crate::context;
use crate::error::{Failure, Reported};
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::Response;
use crate::routing::Matched;
use crate::websocket::{Acceptance, CloseCode, Closer};

/// A handler that may accept a WebSocket: when it has, its response is sent while it goes on.
pub(super) struct Accepting {
    handler: HandlerFuture,
    acceptance: Acceptance,
    report: Arc<Report>,
    path: String,
}

impl Inner {
    /// Calls the handler of a route that is for WebSockets.
    pub(super) fn accepting(&self, mut request: Request, matched: Matched<'static>) -> HandlerFuture {
        let (acceptance, path) = (Acceptance::default(), request.path().to_owned());
        request.extensions_mut().insert(acceptance.clone());
        let handler = self.call_handler(request, matched);
        HandlerFuture::new(Accepting { handler, acceptance, report: Arc::clone(&self.report), path })
    }
}

impl Future for Accepting {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        let answer = Pin::new(&mut self.handler).poll(cx);
        let Some(accepted) = self.acceptance.take() else { return answer };
        let handler = match answer {
            Poll::Ready(response) => HandlerFuture::ready(response),
            Poll::Pending => {
                let handler = std::mem::replace(&mut self.handler, HandlerFuture::ready(Response::empty()));
                // It goes on in another task.
                match context::current() {
                    Some(context) => HandlerFuture::new(context.run(handler)),
                    None => handler,
                }
            }
        };
        let (report, path) = (Arc::clone(&self.report), std::mem::take(&mut self.path));
        Poll::Ready(accepted.go_on(|closer| Rest { handler, closer, report, path }))
    }
}

/// What is left of a handler. What it returns goes nowhere: only its failures are reported, as those of any other.
struct Rest {
    handler: HandlerFuture,
    closer: Closer,
    report: Arc<Report>,
    path: String,
}

impl Rest {
    fn report(&self, failure: &Failure) {
        self.closer.close(CloseCode::INTERNAL_ERROR);
        (self.report)(&Method::GET, &self.path, failure);
    }
}

impl Future for Rest {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let handler = &mut self.handler;
        match panic::catch(|| Pin::new(handler).poll(cx)) {
            Ok(answer) => {
                let mut response = ready!(answer);
                if let Some(Reported(failure)) = response.extensions_mut().remove() {
                    self.report(&failure);
                } else if response.status().is_server_error() {
                    self.closer.close(CloseCode::INTERNAL_ERROR);
                } else if response.status().is_client_error() {
                    self.closer.close(CloseCode::POLICY_VIOLATION);
                }
            }
            Err(failure) => {
                // It may be in a state that makes dropping it panic, too.
                let handler = std::mem::replace(&mut self.handler, HandlerFuture::ready(Response::empty()));
                let _ = panic::catch(|| drop(handler));
                self.report(&failure);
            }
        }
        Poll::Ready(())
    }
}
