use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use http::HeaderMap;
use http::header::SEC_WEBSOCKET_PROTOCOL;

use super::close::CloseCode;
use super::codec::Role;
use super::driver::Driver;
use super::limits::WebSocketLimits;
use super::link::{EndOfLink, Link};
use super::socket::WebSocket;
use super::terms::Terms;
use crate::upgrade::{Clock, Connection, Wait};

/// What is to be run on a connection once the response 101 is sent: a handler, or what is left of it.
pub(crate) struct Session {
    link: EndOfLink,
    handler: Wait,
}

impl Session {
    pub(super) fn new(link: Arc<Link>, handler: impl Future<Output = ()> + Send + 'static) -> Session {
        Session { link: EndOfLink(link), handler: Box::pin(handler) }
    }

    /// Runs it. Ready when the connection is closed and the handler has ended.
    pub(crate) fn run(self, connection: Connection) -> Running {
        let (clock, link) = (connection.clock, Arc::clone(&self.link.0));
        let driver = Driver::new(self.link, connection);
        Running { link, driver: Some(driver), handler: Some(self.handler), clock, abandoned: None }
    }
}

/// A handler and its connection, in one task.
#[must_use = "futures do nothing unless polled"]
pub(crate) struct Running {
    link: Arc<Link>,
    driver: Option<Driver>,
    handler: Option<Wait>,
    clock: Option<Clock>,
    /// When the handler is dropped, after the end of the connection.
    abandoned: Option<Wait>,
}

impl Running {
    fn poll_driver(&mut self, cx: &mut Context<'_>) {
        if self.driver.as_mut().is_some_and(|driver| driver.poll(cx).is_ready()) {
            self.driver = None;
        }
    }

    fn poll_handler(&mut self, cx: &mut Context<'_>) {
        let Some(handler) = &mut self.handler else { return };
        // The hook has reported a panic.
        match catch_unwind(AssertUnwindSafe(|| handler.as_mut().poll(cx))) {
            Ok(Poll::Pending) => return,
            Ok(Poll::Ready(())) => {}
            Err(payload) => {
                // To drop it could panic again.
                std::mem::forget(payload);
                self.link.lock().close(&CloseCode::INTERNAL_ERROR.into());
            }
        }
        self.handler = None;
    }
}

impl Future for Running {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.poll_driver(cx);
        if self.handler.is_some() {
            self.link.lock().forget_driver();
            self.poll_handler(cx);
            self.poll_driver(cx);
        }
        if self.driver.is_some() {
            return Poll::Pending;
        }
        if self.handler.is_some() {
            let (clock, limits) = (self.clock, self.link.terms.limits);
            let Some(clock) = clock else { return Poll::Pending };
            ready!(self.abandoned.get_or_insert_with(|| clock(limits.after_close)).as_mut().poll(cx));
            self.handler = None;
        }
        Poll::Ready(())
    }
}

/// The other end of a connection, for tests: a socket, and what has to be run for it.
///
/// `answer` is what the handshake was answered with.
pub(crate) fn client(
    answer: &HeaderMap,
    connection: Connection,
) -> (WebSocket, impl Future<Output = ()> + Send + use<>) {
    let mut terms = Terms::new(Role::Client, WebSocketLimits::new());
    let protocol = answer.get(SEC_WEBSOCKET_PROTOCOL).and_then(|value| value.to_str().ok());
    terms.protocol = protocol.map(Into::into);
    #[cfg(feature = "ws-deflate")]
    {
        terms.deflates = answer.contains_key(http::header::SEC_WEBSOCKET_EXTENSIONS);
    }
    let link = Link::new(terms);
    let socket = WebSocket::new(&link);
    let mut driver = Driver::new(EndOfLink(link), connection);
    (socket, std::future::poll_fn(move |cx| driver.poll(cx)))
}
