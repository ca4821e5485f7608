use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::close::Close;
use super::ending::{Closed, Ending};
use super::link::Link;
use super::message::Message;
use super::payload::Payload;

/// The sending half of a [`WebSocket`](super::WebSocket). Its clones send on the same connection, each message as a whole,
/// and may go to other tasks. When the last handle of a WebSocket is dropped, it is closed.
///
/// ```
/// use wz::prelude::*;
/// use wz::testing::Client;
/// use wz::websocket::{WebSocket, WebSocketSender};
///
/// async fn count(sender: WebSocketSender) {
///     for number in 1..=3 {
///         if sender.send(number.to_string()).await.is_err() {
///             return;
///         }
///     }
/// }
///
/// #[route("/", websocket)]
/// async fn index(socket: WebSocket) {
///     let (sender, mut receiver) = socket.split();
///     tokio::spawn(count(sender.clone()));
///     while let Some(message) = receiver.receive().await {
///         let _ = sender.send(message).await;
///     }
/// }
///
/// routes! { Site = index }
///
/// # fn main() {
/// let client = Client::new(App::new(Site));
/// # client.block_on(async {
/// let mut socket = client.get("/").websocket().await.unwrap();
/// for number in ["1", "2", "3"] {
///     assert_eq!(socket.receive().await, Some(number.into()));
/// }
/// # });
/// # }
/// ```
#[derive(Debug)]
pub struct WebSocketSender(Arc<Link>);

impl WebSocketSender {
    pub(super) fn new(link: Arc<Link>) -> WebSocketSender {
        link.lock().add_handle();
        WebSocketSender(link)
    }

    /// See [`WebSocket::send`](super::WebSocket::send).
    ///
    /// # Errors
    /// The connection is closed or lost.
    pub async fn send(&self, payload: impl Into<Payload<'_>>) -> Result<(), Closed> {
        let mut payload = Some(payload.into());
        poll_fn(|cx| self.0.lock().poll_send(&mut payload, cx)).await
    }

    /// See [`WebSocket::flush`](super::WebSocket::flush).
    ///
    /// # Errors
    /// The connection has ended before.
    pub async fn flush(&self) -> Result<(), Closed> {
        poll_fn(|cx| self.0.lock().poll_flush(cx)).await
    }

    /// See [`WebSocket::close`](super::WebSocket::close).
    pub async fn close(&self, close: impl Into<Close>) -> Ending {
        let close = close.into();
        self.0.lock().close(&close);
        self.closed().await
    }

    /// See [`WebSocket::closed`](super::WebSocket::closed).
    pub async fn closed(&self) -> Ending {
        poll_fn(|cx| self.0.lock().poll_ended(cx)).await
    }

    /// See [`WebSocket::ending`](super::WebSocket::ending).
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        self.0.lock().ending().cloned()
    }

    pub(super) fn protocol(&self) -> Option<&str> {
        self.0.terms.protocol.as_deref()
    }
}

impl Clone for WebSocketSender {
    fn clone(&self) -> WebSocketSender {
        WebSocketSender::new(Arc::clone(&self.0))
    }
}

impl Drop for WebSocketSender {
    fn drop(&mut self) {
        self.0.lock().drop_handle();
    }
}

/// The receiving half of a [`WebSocket`](super::WebSocket), as in the example of [`WebSocketSender`]. When it is dropped,
/// messages that come are thrown away.
#[derive(Debug)]
pub struct WebSocketReceiver(Arc<Link>);

impl WebSocketReceiver {
    pub(super) fn new(link: Arc<Link>) -> WebSocketReceiver {
        link.lock().add_handle();
        WebSocketReceiver(link)
    }

    /// See [`WebSocket::receive`](super::WebSocket::receive).
    pub async fn receive(&mut self) -> Option<Message> {
        poll_fn(|cx| self.0.lock().poll_receive(cx)).await
    }

    /// See [`WebSocket::ending`](super::WebSocket::ending).
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        self.0.lock().ending().cloned()
    }
}

impl Drop for WebSocketReceiver {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.drop_receiver();
        state.drop_handle();
    }
}

/// The messages, until the connection has ended.
impl Stream for WebSocketReceiver {
    type Item = Message;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Message>> {
        self.0.lock().poll_receive(cx)
    }
}
