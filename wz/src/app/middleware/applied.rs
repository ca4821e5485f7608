use std::fmt;
use std::marker::PhantomData;
use std::panic::Location;
use std::sync::Arc;

use super::{Middleware, Next};
use crate::app::prefix::Prefix;
use crate::handler::{HandlerFuture, Requirements};
use crate::request::Request;

/// Middleware of an application, with the paths it is for.
#[derive(Clone)]
pub(in crate::app) struct Applied {
    pub(in crate::app) prefix: Prefix,
    pub(in crate::app) middleware: Arc<dyn Erased>,
    pub(in crate::app) name: &'static str,
    pub(in crate::app) location: &'static Location<'static>,
}

/// Middleware whose kind is forgotten.
pub(in crate::app) trait Erased: Send + Sync {
    fn call(&self, request: Request, next: Next) -> HandlerFuture;
    fn requires(&self, needs: &mut Requirements);
}

struct Of<M, Kind>(M, PhantomData<fn() -> Kind>);

impl<Kind: 'static, M: Middleware<Kind>> Erased for Of<M, Kind> {
    fn call(&self, request: Request, next: Next) -> HandlerFuture {
        self.0.call(request, next)
    }

    fn requires(&self, needs: &mut Requirements) {
        self.0.requires(needs);
    }
}

impl Applied {
    #[track_caller]
    pub(in crate::app) fn new<Kind: 'static, M: Middleware<Kind>>(prefix: Prefix, middleware: M) -> Applied {
        Applied {
            prefix,
            middleware: Arc::new(Of(middleware, PhantomData)),
            name: std::any::type_name::<M>(),
            location: Location::caller(),
        }
    }

    /// What a message calls it.
    pub(super) fn described(&self) -> String {
        format!("middleware `{}` ({}:{})", self.name, self.location.file(), self.location.line())
    }
}

impl fmt::Debug for Applied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.prefix.as_str(), self.name)
    }
}
