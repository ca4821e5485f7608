//! WebSockets (RFC 6455): the frames as state machines without I/O, and with the feature `ws` the sockets that handlers
//! speak through.
//!
//! A rule with the word `websocket` matches requests that open one. Its handler asks for a [`WebSocket`]:
//!
#![cfg_attr(feature = "ws", doc = "```")]
#![cfg_attr(not(feature = "ws"), doc = "```ignore")]
//! use wz::prelude::*;
//! use wz::websocket::WebSocket;
//!
//! #[route("/echo", websocket)]
//! async fn echo(mut socket: WebSocket) -> Result {
//!     while let Some(message) = socket.receive().await {
//!         socket.send(message).await?;
//!     }
//!     Ok(())
//! }
//!
//! routes! { Site = echo }
//!
//! # fn main() {
//! // In a test.
//! let client = wz::testing::Client::new(App::new(Site));
//! client.block_on(async {
//!     let mut socket = client.get("/echo").websocket().await.unwrap();
//!     socket.send("hello").await.unwrap();
//!     assert_eq!(socket.receive().await, Some("hello".into()));
//! });
//! # }
//! ```
//!
//! Pings are answered, and the other end is asked whether it is still there, whatever the handler does meanwhile. When
//! the client has closed or is gone, [`receive`](WebSocket::receive) gives `None` and [`send`](WebSocket::send) an
//! error, which `?` may take out of the handler: nothing is logged. When the handler ends, the connection is closed: with
//! 1000, after an error or a panic with 1011, after an `HttpError` of the class 4xx with 1008. When the server stops, it
//! is closed with 1001.
//!
//! A [`WebSocketUpgrade`] in place of the `WebSocket` chooses a subprotocol, admits pages of other origins, sets limits, or
//! refuses; see there. A handshake that is none is answered before the handler is called: with 426 and
//! `Sec-WebSocket-Version: 13`, or 400.
//!
//! Every size and time has a [limit](WebSocketLimits).

mod close;
pub mod codec;
mod ending;
mod error;
mod limits;
mod message;
mod payload;
mod requested;

#[cfg(feature = "ws")]
mod accept;
#[cfg(feature = "ws")]
mod accept_key;
#[cfg(feature = "ws")]
mod driver;
#[cfg(feature = "ws-deflate")]
mod extension;
#[cfg(feature = "ws")]
mod handshake;
#[cfg(feature = "ws")]
mod keep_alive;
#[cfg(feature = "ws")]
mod link;
#[cfg(feature = "ws")]
mod origin;
#[cfg(feature = "ws")]
mod session;
#[cfg(feature = "ws")]
mod socket;
#[cfg(feature = "ws")]
mod split;
#[cfg(feature = "ws")]
mod terms;
#[cfg(feature = "ws")]
mod upgrade;

pub use close::{Close, CloseCode};
pub use ending::{Closed, Ending};
pub use error::ProtocolError;
pub use limits::WebSocketLimits;
pub use message::Message;
pub use payload::Payload;
pub(crate) use requested::{is_requested, upgrade_required};

#[cfg(feature = "ws")]
pub use socket::WebSocket;
#[cfg(feature = "ws")]
pub use split::{WebSocketReceiver, WebSocketSender};
#[cfg(feature = "ws")]
pub use upgrade::WebSocketUpgrade;

#[cfg(feature = "ws")]
pub(crate) use accept::{Acceptance, Closer};
#[cfg(feature = "ws")]
pub(crate) use session::client;
