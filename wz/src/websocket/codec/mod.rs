//! WebSocket's frames (RFC 6455 §5 to §8) as state machines over bytes, without I/O.
//!
//! [`Decoder`] makes [`Incoming`]s of bytes, however they are cut; [`Encoder`] makes bytes of what is to be sent. Both
//! know the limits of memory: nothing is set aside for what is only announced.
//!
//! ```
//! use bytes::BytesMut;
//! use wz::websocket::codec::{Decoder, Encoder, Incoming, Role};
//! use wz::websocket::{Message, WebSocketLimits};
//!
//! let mut wire = BytesMut::new();
//! Encoder::new(Role::Client).message("hello", &mut wire);
//!
//! let mut server = Decoder::new(Role::Server, WebSocketLimits::new());
//! assert_eq!(server.decode(&mut wire)?, Some(Incoming::Message(Message::from("hello"))));
//! assert_eq!(server.decode(&mut wire)?, None);
//! # Ok::<_, wz::websocket::ProtocolError>(())
//! ```

mod decoder;
#[cfg(feature = "ws-deflate")]
mod deflate;
mod encoder;
mod frame_header;
#[cfg(feature = "ws-deflate")]
mod inflate;
mod mask;
mod opcode;
mod partial;
mod role;
#[cfg(test)]
mod tests;
mod text;

pub use decoder::{Decoder, Incoming};
pub use encoder::Encoder;
pub use role::Role;
