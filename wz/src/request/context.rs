use std::any::{Any, TypeId};
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use http::Extensions;

use crate::limits::Limits;
use crate::routing::Route;

/// What the application gives along with a request. A field of the request rather than an extension, because the
/// extensions cost two allocations a request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    pub(crate) shared: Option<Arc<Shared>>,
    /// Overrides the application's limits. In a box: few requests have any, and all of them are moved about.
    pub(crate) limits: Option<Box<Limits>>,
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) route: Option<Route<'static>>,
    /// Whether the client is told what goes wrong.
    pub(crate) details: bool,
}

/// The same for every request of an application.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shared {
    /// Files are sent by a server in front.
    pub(crate) hands_files_over: bool,
    pub(crate) limits: Limits,
    pub(crate) states: States,
    #[cfg(feature = "decompress")]
    pub(crate) decompression: Option<crate::body::Decompression>,
}

impl Context {
    pub(crate) fn limits(&self) -> &Limits {
        static DEFAULT: Limits = Limits::new();
        let shared = || self.shared.as_ref().map_or(&DEFAULT, |shared| &shared.limits);
        self.limits.as_deref().unwrap_or_else(shared)
    }

    pub(crate) fn hands_files_over(&self) -> bool {
        self.shared.as_ref().is_some_and(|shared| shared.hands_files_over)
    }

    pub(crate) fn state<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.shared.as_ref()?.states.get()
    }

    pub(super) fn store(&mut self, extensions: &mut Extensions) {
        if self.shared.is_some() || self.limits.is_some() || self.peer.is_some() {
            extensions.insert(std::mem::take(self));
        }
    }

    pub(super) fn restore(extensions: &mut Extensions) -> Context {
        extensions.remove().unwrap_or_default()
    }
}

/// One value for each type. Programs have a handful, for which a list is faster than a hash map.
#[derive(Clone, Default)]
pub(crate) struct States(Vec<(TypeId, &'static str, Arc<dyn Any + Send + Sync>)>);

impl States {
    /// Keeps a value, in place of an earlier one of its type.
    pub(crate) fn insert<T: Send + Sync + 'static>(&mut self, value: Arc<T>) {
        self.0.retain(|(id, ..)| *id != TypeId::of::<T>());
        self.0.push((TypeId::of::<T>(), std::any::type_name::<T>(), value));
    }

    pub(crate) fn contains(&self, id: TypeId) -> bool {
        self.0.iter().any(|(known, ..)| *known == id)
    }

    pub(crate) fn get<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        let (_, _, value) = self.0.iter().find(|(id, ..)| *id == TypeId::of::<T>())?;
        Arc::clone(value).downcast().ok()
    }
}

impl fmt::Debug for States {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(_, name, _)| name)).finish()
    }
}
