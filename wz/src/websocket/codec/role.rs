/// Which end of the connection one is. Clients mask what they send, servers do not (RFC 6455 §5.1).
///
/// ```
/// use bytes::BytesMut;
/// use wz::websocket::codec::{Encoder, Role};
///
/// let mut wire = BytesMut::new();
/// Encoder::new(Role::Server).message("hi", &mut wire);
/// assert_eq!(wire, &b"\x81\x02hi"[..]);
///
/// wire.clear();
/// Encoder::new(Role::Client).message("hi", &mut wire);
/// assert_eq!((wire.len(), &wire[..2]), (8, &b"\x81\x82"[..]));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The end that has been connected to.
    Server,
    /// The end that has connected.
    Client,
}
