//! Connections that speak no HTTP any more after a response 101: for WebSockets, and for what a proxy passes on.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
#[cfg(feature = "ws")]
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};

/// What bytes go through.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<I: AsyncRead + AsyncWrite + Send + Unpin> Io for I {}

/// Something that is waited for.
pub(crate) type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Makes something that is ready after a time.
#[cfg(feature = "ws")]
pub(crate) type Clock = fn(Duration) -> Wait;

/// A connection that speaks no HTTP any more, with what else a server has to give.
pub(crate) struct Connection {
    pub(crate) io: Box<dyn Io>,
    /// Without one nothing ever takes too long.
    #[cfg(feature = "ws")]
    pub(crate) clock: Option<Clock>,
    /// Ready when the server is about to stop.
    #[cfg(feature = "ws")]
    pub(crate) stop: Option<Wait>,
}

/// What is to be done with the connection once the response 101 is sent.
pub(crate) type Takeover = Box<dyn FnOnce(Connection) -> Wait + Send>;

/// Among the extensions of a request: whoever has put it there does what it is told, once the response 101 is sent.
#[derive(Clone)]
pub(crate) struct Upgrader(Arc<dyn Fn(Takeover) + Send + Sync>);

impl Upgrader {
    pub(crate) fn new(take: impl Fn(Takeover) + Send + Sync + 'static) -> Upgrader {
        Upgrader(Arc::new(take))
    }

    pub(crate) fn hand_over<F>(&self, takeover: impl FnOnce(Connection) -> F + Send + 'static)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        (self.0)(Box::new(|connection| Box::pin(takeover(connection))));
    }
}

impl fmt::Debug for Upgrader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upgrader")
    }
}
