use std::sync::{Arc, OnceLock};

use super::App;
use crate::openapi::{Document, OpenApi, Source};

impl App {
    /// Says what the [document](crate::openapi) of the application has beside its routes, and lets routes serve it: list
    /// [`openapi::Docs`](crate::openapi::Docs) or [`openapi::json`](fn@crate::openapi::json) in
    /// [`routes!`](macro@crate::routes).
    ///
    /// Call it after [`server_name`](App::server_name), if there are subdomains.
    #[must_use]
    pub fn openapi(mut self, settings: OpenApi) -> App {
        let source = Arc::new(self.source(settings));
        self.shared().states.insert(source);
        self
    }

    /// The document of the application.
    pub(crate) fn document(&self) -> Document {
        let kept = self.inner.shared.states.get::<Source>();
        let settings = kept.map_or_else(OpenApi::default, |source| source.settings.clone());
        self.source(settings).document().clone()
    }

    fn source(&self, settings: OpenApi) -> Source {
        Source {
            settings,
            table: self.inner.table,
            handlers: self.inner.handlers,
            server_name: self.inner.server_name.as_deref().map(str::to_owned),
            document: OnceLock::new(),
        }
    }
}
