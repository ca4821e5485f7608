use std::sync::Arc;

use crate::app::{Inner, panic};
use crate::error::Failure;
use crate::request::Request;

/// Runs the `teardown_request` hooks when it is dropped: the one thing that happens to every request.
pub(super) struct Ending {
    pub(super) app: Arc<Inner>,
    /// Whole while the hooks before the handler run, then without its body.
    pub(super) request: Request,
    /// The path that was asked for, whatever a hook has made of the request.
    path: Box<str>,
    /// `None` until there is a response.
    end: Option<Option<Arc<Failure>>>,
}

impl Ending {
    pub(super) fn new(app: Arc<Inner>, request: Request) -> Ending {
        let path = request.path().into();
        Ending { app, request, path, end: None }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Takes the request for its handler and keeps what the hooks after it may want to know.
    pub(super) fn hand_over(&mut self) -> Request {
        let kept = self.request.without_body();
        std::mem::replace(&mut self.request, kept)
    }

    /// There is a response.
    pub(super) fn answered(&mut self, failure: Option<Arc<Failure>>) {
        self.end = Some(failure);
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        let left = || Arc::new(Failure::message("the client left before there was an answer".to_owned()));
        let failure = self.end.take().unwrap_or_else(|| Some(left()));
        let Some(around) = &self.app.around else { return };
        for below in around.hooks.iter().rev().filter(|below| below.prefix.contains(&self.path)) {
            for hook in below.hooks.teardown.iter().rev() {
                // The others have to run all the same.
                if let Err(panic) = panic::catch(|| hook(&self.request, failure.as_deref())) {
                    self.app.report(self.request.method(), &self.path, &panic);
                }
            }
        }
    }
}
