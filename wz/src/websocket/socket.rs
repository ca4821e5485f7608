use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::close::Close;
use super::ending::{Closed, Ending};
use super::link::Link;
use super::message::Message;
use super::payload::Payload;
use super::split::{WebSocketReceiver, WebSocketSender};
use super::upgrade::WebSocketUpgrade;
use crate::error::HttpError;
use crate::handler::FromRequest;
use crate::request::Request;

/// An open WebSocket: the parameter of a handler whose rule says `websocket`, or what
/// [`accept`](WebSocketUpgrade::accept) and [`TestRequest::websocket`](crate::testing::TestRequest::websocket) give.
///
/// As a parameter it takes pages of the same origin only, chooses no subprotocol, and has the
/// [limits](super::WebSocketLimits) of the route. The response 101 is sent when the handler waits for the first time.
///
/// Dropping it closes the connection with 1000.
///
/// ```
/// use std::time::Duration;
/// use wz::prelude::*;
/// use wz::websocket::WebSocket;
///
/// /// Sends a tick each second, and tells what it has been told.
/// #[route("/ticks", websocket)]
/// async fn ticks(mut socket: WebSocket) -> Result {
///     let mut second = tokio::time::interval(Duration::from_secs(1));
///     loop {
///         tokio::select! {
///             _ = second.tick() => socket.send("tick").await?,
///             message = socket.receive() => match message {
///                 Some(message) => println!("{message:?}"),
///                 None => return Ok(()),
///             },
///         }
///     }
/// }
///
/// routes! { Site = ticks }
/// ```
#[derive(Debug)]
pub struct WebSocket {
    sender: WebSocketSender,
    receiver: WebSocketReceiver,
}

impl WebSocket {
    pub(super) fn new(link: &Arc<Link>) -> WebSocket {
        WebSocket {
            sender: WebSocketSender::new(Arc::clone(link)),
            receiver: WebSocketReceiver::new(Arc::clone(link)),
        }
    }

    /// The next message; `None` when the connection has ended, in whatever [way](WebSocket::ending). It may be given up
    /// while it waits, as `select!` does: no message is lost.
    ///
    /// Messages that have come before the end are all given.
    pub async fn receive(&mut self) -> Option<Message> {
        self.receiver.receive().await
    }

    /// Sends a message. It waits while there are too many [bytes](super::WebSocketLimits::write_buffer) on their way, so
    /// the other end decides how fast one can send; given up while it waits, it has sent nothing.
    ///
    /// ```
    /// # async fn example(socket: wz::websocket::WebSocket) -> wz::Result {
    /// socket.send("text").await?;
    /// socket.send(vec![1, 2, 3]).await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The connection is closed or lost.
    pub async fn send(&self, payload: impl Into<Payload<'_>>) -> Result<(), Closed> {
        self.sender.send(payload).await
    }

    /// Waits until all that was sent is with the system.
    ///
    /// ```
    /// # async fn example(socket: wz::websocket::WebSocket) -> wz::Result {
    /// socket.send("the last one").await?;
    /// socket.flush().await?;
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The connection has ended before.
    pub async fn flush(&self) -> Result<(), Closed> {
        self.sender.flush().await
    }

    /// Closes the connection, and waits for the other end to agree, within a
    /// [time](super::WebSocketLimits::close_timeout). What was sent before still arrives.
    ///
    /// ```
    /// # async fn example(socket: wz::websocket::WebSocket) {
    /// use wz::websocket::{Close, CloseCode};
    ///
    /// socket.close(Close::new(CloseCode::POLICY_VIOLATION, "one at a time")).await;
    /// # }
    /// ```
    pub async fn close(&self, close: impl Into<Close>) -> Ending {
        self.sender.close(close).await
    }

    /// Waits until the connection has ended: for a handler that only sends, and waits for something else between.
    ///
    /// ```
    /// # async fn example(socket: wz::websocket::WebSocket, mut prices: tokio::sync::watch::Receiver<u32>) -> wz::Result {
    /// loop {
    ///     tokio::select! {
    ///         _ = socket.closed() => return Ok(()),
    ///         changed = prices.changed() => changed?,
    ///     }
    ///     let price = prices.borrow_and_update().to_string();
    ///     socket.send(price).await?;
    /// }
    /// # }
    /// ```
    pub async fn closed(&self) -> Ending {
        self.sender.closed().await
    }

    /// How the connection has ended; `None` while it has not.
    ///
    /// ```
    /// # async fn example(mut socket: wz::websocket::WebSocket) {
    /// while let Some(message) = socket.receive().await {
    ///     println!("{message:?}");
    /// }
    /// if let Some(ending) = socket.ending() {
    ///     println!("{ending}");
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        self.sender.ending()
    }

    /// The subprotocol that was [agreed upon](WebSocketUpgrade::protocols).
    #[must_use]
    pub fn protocol(&self) -> Option<&str> {
        self.sender.protocol()
    }

    /// Two halves, which may go to different tasks. The connection is closed when both are dropped.
    #[must_use]
    pub fn split(self) -> (WebSocketSender, WebSocketReceiver) {
        (self.sender, self.receiver)
    }
}

/// The messages, until the connection has ended.
impl Stream for WebSocket {
    type Item = Message;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Message>> {
        Pin::new(&mut self.receiver).poll_next(cx)
    }
}

impl FromRequest for WebSocket {
    type Error = HttpError;

    async fn from_request(request: &mut Request) -> Result<WebSocket, HttpError> {
        WebSocketUpgrade::from_request(request).await?.accept().await
    }
}
