//! Asking an application, without a server.

#![allow(clippy::unwrap_used)]

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use wz::handler::RouteTable;
use wz::http::{Method, Request};
use wz::{App, Response};

/// For futures that are never really pending.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
}

/// What `https://<host>` answers.
pub(crate) fn ask(routes: impl RouteTable, method: Method, host: &str, target: &str) -> Response {
    let request = Request::builder().method(method).uri(target).header("host", host).body(wz::Body::from(""));
    block_on(App::new(routes).call(wz::Request::from(request.unwrap())))
}

fn text(response: &Response) -> (u16, String) {
    let status = response.status().as_u16();
    let body = response.body().as_bytes().map(|bytes| String::from_utf8(bytes.to_vec()).unwrap());
    (status, body.unwrap_or_default())
}

/// Status and body.
pub(crate) fn send(routes: impl RouteTable, method: Method, target: &str) -> (u16, String) {
    text(&ask(routes, method, "localhost", target))
}

/// The body of a 200.
#[track_caller]
pub(crate) fn get(routes: impl RouteTable, target: &str) -> String {
    let (status, body) = send(routes, Method::GET, target);
    assert_eq!(status, 200, "{target}: {body}");
    body
}

/// As [`get`], from another host.
pub(crate) fn get_at(routes: impl RouteTable, host: &str, target: &str) -> (u16, String) {
    text(&ask(routes, Method::GET, host, target))
}

/// The status alone.
pub(crate) fn status(routes: impl RouteTable, target: &str) -> u16 {
    send(routes, Method::GET, target).0
}

/// Where a redirect leads.
#[track_caller]
pub(crate) fn location(routes: impl RouteTable, target: &str) -> String {
    let response = ask(routes, Method::GET, "localhost", target);
    assert_eq!(response.status(), 308, "{target}");
    response.headers()["location"].to_str().unwrap().to_owned()
}
