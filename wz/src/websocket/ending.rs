use std::fmt;

use super::close::Close;
use super::error::ProtocolError;

/// How the connection of a WebSocket has ended.
///
/// ```
/// use wz::websocket::{Close, CloseCode, Ending};
///
/// let ending = Ending::Closed(Close::new(CloseCode::GOING_AWAY, "reload"));
/// assert_eq!(ending.to_string(), "closed with 1001 (\"reload\")");
/// assert_eq!(Ending::Lost.to_string(), "lost");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ending {
    /// The other end has closed it, or has agreed to that.
    Closed(Close),
    /// It broke off: the other end has left without a word, or the network has.
    Lost,
    /// The other end did not answer a ping, take what was sent, or agree to the end in time.
    TimedOut,
    /// The other end has sent what is wrong or too long, and was told so.
    Failed(ProtocolError),
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ending::Closed(close) => write!(f, "closed with {close}"),
            Ending::Lost => f.write_str("lost"),
            Ending::TimedOut => f.write_str("given up, since the other end did not answer in time"),
            Ending::Failed(error) => write!(f, "closed, since the other end broke the rules: {error}"),
        }
    }
}

/// Nothing can be sent any more: the WebSocket is closed.
///
/// A handler may give it away with `?`: the client has left, which is no failure, and nothing is logged.
///
#[cfg_attr(feature = "ws", doc = "```")]
#[cfg_attr(not(feature = "ws"), doc = "```ignore")]
/// use wz::prelude::*;
/// use wz::testing::Client;
/// use wz::websocket::{CloseCode, Ending, WebSocket};
///
/// #[route("/", websocket)]
/// async fn index(socket: WebSocket) -> Result {
///     socket.close(CloseCode::NORMAL).await;
///     let closed = socket.send("too late").await.unwrap_err();
///     assert!(matches!(closed.ending(), Some(Ending::Closed(_))));
///     Err(closed)?
/// }
///
/// routes! { Site = index }
///
/// # fn main() {
/// let client = Client::new(App::new(Site).on_failure(|_, _, failure| panic!("{failure}")));
/// # client.block_on(async {
/// let mut socket = client.get("/").websocket().await.unwrap();
/// assert_eq!(socket.receive().await, None);
/// # });
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    pub(super) ending: Option<Ending>,
}

impl Closed {
    /// How it has ended; `None` when this end has closed it, or the server is about to stop, and the other end has not
    /// agreed yet.
    #[must_use]
    pub fn ending(&self) -> Option<&Ending> {
        self.ending.as_ref()
    }
}

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.ending {
            Some(ending) => write!(f, "the WebSocket is {ending}"),
            None => f.write_str("the WebSocket is being closed"),
        }
    }
}

impl std::error::Error for Closed {}
