use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};

use super::session::Session;

/// What bytes go through.
pub(crate) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<I: AsyncRead + AsyncWrite + Send + Unpin> Io for I {}

/// Something that is waited for.
pub(crate) type Wait = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Makes something that is ready after a time.
pub(crate) type Clock = fn(Duration) -> Wait;

/// A connection that speaks no HTTP any more, with what else a server has to give.
pub(crate) struct Connection {
    pub(crate) io: Box<dyn Io>,
    /// Without one nothing ever takes too long.
    pub(crate) clock: Option<Clock>,
    /// Ready when the server is about to stop.
    pub(crate) stop: Option<Wait>,
}

/// Among the extensions of a request: whoever has put it there takes the [`Session`] that is to be run once the response
/// 101 is sent.
#[derive(Clone)]
pub(crate) struct Upgrader(Arc<dyn Fn(Session) + Send + Sync>);

impl Upgrader {
    pub(crate) fn new(take: impl Fn(Session) + Send + Sync + 'static) -> Upgrader {
        Upgrader(Arc::new(take))
    }

    pub(crate) fn hand_over(&self, session: Session) {
        (self.0)(session);
    }
}

impl fmt::Debug for Upgrader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upgrader")
    }
}
