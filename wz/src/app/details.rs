//! Who is told what went wrong.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::Version;

use super::{Inner, Profile, panic};
use crate::error::{Details, Raised, Reported};
use crate::handler::HandlerFuture;
use crate::header::{HeaderMapExt as _, Origin};
use crate::middleware::Original;
use crate::request::Request;
use crate::response::Response;
use crate::routing::Route;

/// The route whose handler a response is from, among the extensions of a failed one.
#[derive(Clone)]
struct HandledBy(Route<'static>);

/// What the names of headers have in them that proxies add, those of content networks among them.
const MARKS: [&str; 6] = ["forwarded", "via", "real-ip", "client-ip", "connecting-ip", "x-original-"];

impl Inner {
    /// Whether the client of a request is told what goes wrong: in the profile `dev`, on this machine.
    pub(super) fn tells(&self, request: &Request) -> bool {
        if self.profile != Profile::Dev {
            return false;
        }
        let context = request.context();
        // One that this one is mounted in has seen the request as it came.
        if context.shared.is_some() { context.details } else { self.is_of_this_machine(request) }
    }

    /// A proxy on this machine is one for others: what one adds, and HTTP/1.0, which some speak, gives it away. The host
    /// must be a name of this machine, or else a page of anybody whose name leads here could read the answer; and so must that
    /// of the page that asks, which CORS may let read it.
    fn is_of_this_machine(&self, request: &Request) -> bool {
        let is_local = request.peer_addr().is_some_and(|peer| peer.ip().to_canonical().is_loopback());
        is_local
            && request.version() >= Version::HTTP_11
            && !request.headers().keys().any(|name| MARKS.iter().any(|mark| name.as_str().contains(mark)))
            && request.extensions().get::<Original>().is_none()
            && request.host().is_some_and(|host| self.is_own(&host))
            && match request.headers().typed::<Origin>() {
                Ok(origin) => origin.is_none_or(|origin| origin.host().is_some_and(|host| self.is_own(host))),
                Err(_) => false,
            }
    }

    fn is_own(&self, host: &str) -> bool {
        is_own_name(host) || self.is_below_server_name(host)
    }

    fn is_below_server_name(&self, host: &str) -> bool {
        self.server_name.as_deref().is_some_and(|name| super::dispatch::subdomain(host, name).is_some())
    }

    /// What the page of an error is to tell, taken out of its response.
    pub(super) fn details(&self, tells: bool, response: &mut Response) -> Option<Details> {
        if !tells || !response.status().is_server_error() {
            return None;
        }
        let route = response.extensions_mut().remove().map(|HandledBy(route)| route);
        let failure = response.extensions().get().map(|Reported(failure)| Arc::clone(failure));
        (route.is_some() || failure.is_some()).then_some(Details { failure, route })
    }
}

/// A name that leads to this machine wherever it is asked for (RFC 6761 section 6.3).
fn is_own_name(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    host == "localhost"
        || host.ends_with(".localhost")
        || address.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The answer of a handler, with its route beside an error.
#[cold]
pub(super) fn noted(answer: HandlerFuture, route: Route<'static>) -> HandlerFuture {
    match answer.into_ready() {
        Ok(response) => HandlerFuture::ready(with_route(response, route)),
        Err(answer) => HandlerFuture::new(Noted { answer, route }),
    }
}

struct Noted {
    answer: HandlerFuture,
    route: Route<'static>,
}

impl Future for Noted {
    type Output = Response;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Response> {
        let answer = &mut self.answer;
        let response = match panic::catch(|| Pin::new(answer).poll(cx)) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(response)) => response,
            Err(failure) => Response::failed(failure),
        };
        Poll::Ready(with_route(response, self.route))
    }
}

fn with_route(mut response: Response, route: Route<'static>) -> Response {
    if response.status().is_server_error() && response.extensions().get::<Raised>().is_some() {
        response.extensions_mut().insert(HandledBy(route));
    }
    response
}

#[cfg(test)]
mod tests;
