use std::sync::Arc;

use http::Method;

use crate::app::asked::Asked;
use crate::error::{Failure, PageFormat};
use crate::header::Accept;
use crate::request::Shared;

/// What an error page may want to know of the request.
#[derive(Debug, Clone, Copy)]
pub struct ErrorContext<'r> {
    pub(super) asked: &'r Asked,
    pub(super) shared: &'r Shared,
    pub(super) failure: Option<&'r Failure>,
}

impl ErrorContext<'_> {
    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.asked.method
    }

    /// The path of the request, as it was sent; `*` where there is none.
    pub fn path(&self) -> &str {
        self.asked.path()
    }

    /// What the client accepts; anything when it does not say.
    pub fn accept(&self) -> Accept {
        self.asked.accept()
    }

    /// The state of this type that [`App::state`](crate::App::state) was given.
    pub fn state<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.shared.states.get()
    }

    /// What went wrong, where it may be told: in the profile [`Dev`](crate::app::Profile::Dev), to a client on this machine.
    pub fn failure(&self) -> Option<&Failure> {
        self.failure
    }

    pub(super) fn format(&self) -> PageFormat {
        PageFormat::wanted(&self.accept())
    }
}
