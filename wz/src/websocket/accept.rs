use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use super::close::Close;
use super::link::Link;
use super::session::Session;
use crate::response::Response;
use crate::upgrade::Upgrader;

/// Among the extensions of a request: an application that goes on with a handler after its response 101 is sent.
#[derive(Clone, Default)]
pub(crate) struct Acceptance(Arc<Mutex<Option<Accepted>>>);

/// A handler has accepted a WebSocket.
pub(crate) struct Accepted {
    pub(super) response: Response,
    pub(super) link: Arc<Link>,
    pub(super) upgrader: Upgrader,
}

impl Acceptance {
    pub(super) fn put(&self, accepted: Accepted) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(accepted);
    }

    pub(crate) fn take(&self) -> Option<Accepted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl fmt::Debug for Acceptance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Acceptance")
    }
}

/// Closes a connection from outside of its handler.
pub(crate) struct Closer(Arc<Link>);

impl Closer {
    pub(crate) fn close(&self, close: impl Into<Close>) {
        self.0.lock().close(&close.into());
    }
}

impl Accepted {
    /// The response 101; what is left of the handler is run when that has been sent.
    pub(crate) fn go_on<F>(self, rest: impl FnOnce(Closer) -> F) -> Response
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let Accepted { response, link, upgrader } = self;
        let rest = rest(Closer(Arc::clone(&link)));
        let session = Session::new(link, rest);
        upgrader.hand_over(|connection| session.run(connection));
        response
    }
}
