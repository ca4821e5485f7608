use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::routing::Route;

/// Among the extensions of a request: tells middleware of the whole application, when the response is there, by which
/// route. The request is gone by then.
#[derive(Clone, Default)]
pub(crate) struct RouteWatch(Arc<OnceLock<Route<'static>>>);

impl RouteWatch {
    pub(super) fn set(&self, route: Route<'static>) {
        // It is asked for once in the application, and once more where its limits are set.
        let _ = self.0.set(route);
    }

    pub(crate) fn route(&self) -> Option<Route<'static>> {
        self.0.get().copied()
    }
}

impl fmt::Debug for RouteWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RouteWatch")
    }
}
