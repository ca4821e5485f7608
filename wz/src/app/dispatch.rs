use std::sync::Arc;

use http::header::{ALLOW, HeaderValue};
use http::{Method, StatusCode};

use super::asked::Asked;
use super::future::AppFuture;
use super::{App, Inner, details, panic};
use crate::error::HttpError;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::{IntoResponse, Redirect, Response};
use crate::routing::{Matched, MethodSet, Outcome, Target};
use crate::websocket;

impl App {
    /// Answers a request. Needs no server and no runtime, unless the handler does.
    pub fn call(&self, mut request: Request) -> AppFuture {
        let tells = self.inner.tells(&request);
        request.context_mut().details = tells;
        let mut asked = Asked::of(&request);
        let inner = &self.inner;
        #[cfg(feature = "compress")]
        if inner.compression.is_some() {
            asked.keep_accept_encoding(request.headers());
        }
        let answer =
            if inner.around.is_none() { inner.dispatch(&asked, request) } else { inner.call_around(request) };
        match answer.into_ready() {
            Ok(response) => AppFuture::ready(inner.finish(&mut asked, response)),
            Err(answer) => AppFuture::running(Arc::clone(inner), asked, answer),
        }
    }
}

impl Inner {
    #[inline(always)]
    fn dispatch(&self, asked: &Asked, mut request: Request) -> HandlerFuture {
        match self.outcome(asked, &request) {
            Ok(outcome) => {
                request.share(Arc::clone(&self.shared));
                self.answer(outcome, request)
            }
            Err(unroutable) => unroutable.answer(),
        }
    }

    /// What the routes say to a request.
    #[inline(always)]
    pub(super) fn outcome(&self, asked: &Asked, request: &Request) -> Result<Outcome<'static>, Unroutable> {
        let path = match request.uri().path_and_query() {
            Some(path) if path.path().starts_with('/') => path,
            // `OPTIONS *` asks about the server as a whole (RFC 9110 section 9.3.7).
            Some(path) if path.path() == "*" && asked.method == Method::OPTIONS => {
                return Err(Unroutable::Server);
            }
            _ => return Err(Unroutable::NoPath),
        };
        let host = if self.looks_at_hosts() { request.host() } else { None };
        if !self.hosts.allows(host.as_deref()) {
            return Err(Unroutable::OtherHost);
        }
        Ok(self.table.find(&Target {
            method: MethodSet::of(&asked.method),
            path,
            host: host.as_deref(),
            subdomain: host.as_deref().and_then(|host| subdomain(host, self.server_name.as_deref()?)),
            websocket: asked.upgrade && websocket::is_requested(request),
        }))
    }

    /// Whether it makes a difference what the host of a request is.
    fn looks_at_hosts(&self) -> bool {
        !self.hosts.is_any() || self.table.has_hosts()
    }

    pub(super) fn answer(&self, outcome: Outcome<'static>, mut request: Request) -> HandlerFuture {
        match outcome {
            Outcome::Matched(matched) => match self.prepare(&matched, &mut request) {
                Ok(()) => self.handle(request, matched),
                Err(problem) => error(problem),
            },
            Outcome::Redirect { location } => {
                HandlerFuture::ready(Redirect::permanent(request.href(&location)).into_response())
            }
            Outcome::MethodNotAllowed { allow } => not_allowed(request.method(), allow),
            Outcome::WebsocketMismatch if websocket::is_requested(&request) => {
                error(HttpError::bad_request("This address is no WebSocket."))
            }
            Outcome::WebsocketMismatch => {
                error(websocket::upgrade_required("This address is a WebSocket, and the request opens none."))
            }
            Outcome::NotFound => error(HttpError::not_found()),
        }
    }
}

/// A request that is for no route, whatever the routes are.
#[derive(Clone, Copy)]
pub(super) enum Unroutable {
    Server,
    NoPath,
    OtherHost,
}

impl Unroutable {
    pub(super) fn answer(self) -> HandlerFuture {
        match self {
            Unroutable::Server => HandlerFuture::ready(Response::empty()),
            Unroutable::NoPath => error(HttpError::bad_request("The request target is not a path.")),
            Unroutable::OtherHost => error(
                HttpError::new(StatusCode::MISDIRECTED_REQUEST)
                    .with_description("This server does not answer for that host."),
            ),
        }
    }
}

impl Inner {
    /// Gives a request what is particular to its route.
    #[inline(always)]
    pub(super) fn prepare(&self, matched: &Matched<'static>, request: &mut Request) -> Result<(), HttpError> {
        let index = matched.route.index();
        let places = self.limited.iter().filter(|place| (place.start..place.end).contains(&index));
        places.for_each(|place| request.change_limits(place.change));
        #[cfg(feature = "decompress")]
        if let Some(limits) = self.shared.decompression {
            request.decompress(limits)?;
        }
        request.set_route(matched.route);
        Ok(())
    }

    /// Calls the handler of a route.
    #[inline(always)]
    pub(super) fn handle(&self, request: Request, matched: Matched<'static>) -> HandlerFuture {
        #[cfg(feature = "ws")]
        if matched.route.is_websocket() {
            return self.accepting(request, matched);
        }
        self.call_handler(request, matched)
    }

    #[inline(always)]
    pub(super) fn call_handler(&self, request: Request, matched: Matched<'static>) -> HandlerFuture {
        let (tells, route) = (request.context().details, matched.route);
        let Some(handler) = self.handlers.get(route.index()) else { return error(HttpError::not_found()) };
        let answer = panic::catch(|| (handler.call)(request, matched))
            .unwrap_or_else(|failure| HandlerFuture::ready(Response::failed(failure)));
        if tells { details::noted(answer, route) } else { answer }
    }
}

/// What is left of the application's own name; `None` for another host.
pub(super) fn subdomain<'h>(host: &'h str, server_name: &str) -> Option<&'h str> {
    match host.strip_suffix(server_name)? {
        "" => Some(""),
        left => left.strip_suffix('.'),
    }
}

pub(super) fn error(error: HttpError) -> HandlerFuture {
    HandlerFuture::ready(error.into_response())
}

/// `OPTIONS` is answered for every path that exists; other methods get 405. Both say what is allowed.
fn not_allowed(method: &Method, allow: MethodSet) -> HandlerFuture {
    let allow = allow.with_implied().union(MethodSet::OPTIONS).to_string();
    let mut response = if *method == Method::OPTIONS {
        Response::empty()
    } else {
        StatusCode::METHOD_NOT_ALLOWED.into_response()
    };
    // Names of methods and commas always make a value.
    if let Ok(allow) = HeaderValue::try_from(allow) {
        response.headers_mut().insert(ALLOW, allow);
    }
    HandlerFuture::ready(response)
}
