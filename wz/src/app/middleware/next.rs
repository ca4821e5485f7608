use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use crate::app::asked::Asked;
use crate::app::{Inner, conditional, panic};
use crate::error::Raised;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::Response;
use crate::routing::Matched;

/// The rest of the way of a request: further middleware, hooks, the handler.
///
/// ```
/// use wz::prelude::*;
///
/// async fn log(request: Request, next: Next) -> Response {
///     let line = format!("{} {}", request.method(), request.path());
///     let response = next.run(request).await;
///     println!("{line} {}", response.status());
///     response
/// }
/// ```
pub struct Next {
    app: Arc<Inner>,
    rest: Rest,
}

#[derive(Clone)]
pub(super) enum Rest {
    /// The application's middleware from this position on, then the routes.
    Application(usize),
    /// The middleware of a route from this position on, then its handler.
    Route(usize, Matched<'static>),
}

impl Next {
    pub(super) fn new(app: &Arc<Inner>, rest: Rest) -> Next {
        Next { app: Arc::clone(app), rest }
    }

    /// Has the request answered. Whatever goes wrong on the way becomes a response: an error its page, a panic a 500.
    pub fn run(self, request: Request) -> NextFuture {
        let (app, asked) = (Arc::clone(&self.app), Asked::of(&request));
        NextFuture { app, asked, conditional: false, answer: self.step(request) }
    }

    /// The same, with conditions and ranges answered, for a layer that changes the content: a part of what it has made, in
    /// another coding, is no part of the file.
    #[cfg(feature = "tower")]
    pub(super) fn run_to_the_end(self, request: Request) -> NextFuture {
        #[cfg(feature = "compress")]
        let conditional = self.app.compression.is_none();
        #[cfg(not(feature = "compress"))]
        let conditional = true;
        NextFuture { conditional, ..self.run(request) }
    }

    /// The next one that is for the request.
    pub(super) fn step(self, request: Request) -> HandlerFuture {
        let Next { app, rest } = self;
        let Some(around) = &app.around else { return app.dispatch_around(request) };
        let answer = match rest {
            Rest::Application(from) => match around.applied(from, request.path()) {
                Some((at, applied)) => {
                    let next = Next::new(&app, Rest::Application(at + 1));
                    panic::catch(|| applied.middleware.call(request, next))
                }
                None => return app.dispatch_around(request),
            },
            Rest::Route(from, matched) => match around.wrapped(from, matched.route.index()) {
                Some((at, wrapped)) => {
                    let next = Next::new(&app, Rest::Route(at + 1, matched));
                    panic::catch(|| (wrapped.wrapper.call)(request, next))
                }
                None => return app.handle(request, matched),
            },
        };
        answer.unwrap_or_else(|failure| HandlerFuture::ready(Response::failed(failure)))
    }
}

impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.rest {
            Rest::Application(from) => write!(f, "Next(application, {from})"),
            Rest::Route(from, matched) => write!(f, "Next({}, {from})", matched.route.endpoint()),
        }
    }
}

/// The response that [`Next::run`] is to give.
#[must_use = "futures do nothing unless polled"]
pub struct NextFuture {
    app: Arc<Inner>,
    asked: Asked,
    conditional: bool,
    answer: HandlerFuture,
}

impl Future for NextFuture {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        let answer = &mut self.answer;
        let mut response = match panic::catch(|| Pin::new(answer).poll(cx)) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(response)) => response,
            Err(failure) => Response::failed(failure),
        };
        if self.conditional {
            conditional::apply(&self.asked, &mut response);
        }
        self.app.show_raised(&self.asked, &mut response);
        Poll::Ready(response)
    }
}

impl fmt::Debug for NextFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NextFuture")
    }
}

impl Inner {
    /// Puts the page that the application or the client wants in place of the plain one of an error.
    pub(super) fn show_raised(&self, asked: &Asked, response: &mut Response) {
        if let Some(error) = Raised::take(response) {
            self.show(asked, &error, response);
        }
    }
}
