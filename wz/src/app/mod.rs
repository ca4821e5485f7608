//! The application: a table of routes, the state its handlers share, and what is answered when no handler is.

#[cfg(feature = "ws")]
mod accepting;
mod asked;
#[cfg(feature = "compress")]
mod compress;
mod conditional;
#[cfg(feature = "decompress")]
mod decompress;
mod details;
mod dispatch;
mod error_pages;
mod explain;
mod foreign;
mod future;
mod host_policy;
pub mod middleware;
mod mount;
mod no_routes;
#[cfg(feature = "openapi")]
mod openapi;
mod panic;
mod prefix;
mod profile;
mod reach;
mod service;
mod start;
mod static_folders;
mod surroundings;
mod url_for;
mod watched;

use std::fmt;
use std::sync::Arc;

use http::Method;

use error_pages::Below;
use middleware::Around;

use crate::config::Configured;
use crate::error::Failure;
use crate::files::Sendfile;
use crate::handler::{Handler, RouteTable};
use crate::limits::Limits;
use crate::log;
use crate::request::Shared;
use crate::routing::spec::Limited;
use crate::routing::{Route, Table};

pub use error_pages::{ErrorContext, ErrorPages};
pub use future::AppFuture;
pub use host_policy::HostPolicy;
pub use panic::watch_panics;
pub use profile::{Profile, ProfileError};
pub use service::ServiceFuture;
pub use start::StartError;
#[cfg(feature = "server")]
pub(crate) use surroundings::{Kind, Surrounding};

type Report = dyn Fn(&Method, &str, &Failure) + Send + Sync;

/// A web application. Cloning it copies a pointer.
///
/// It is a [`tower_service::Service`], which any tower or hyper server runs; [`wz::run`](crate::run) and
/// [`wz::serve`](crate::serve()) are the ones at hand. [`call`](App::call) answers a request without a server.
///
/// What no handler answers: 404 and 405 with their pages, `OPTIONS` with `Allow`, 308 to the right spelling of a
/// path. `HEAD` is answered by `GET`. A response with an `ETag` or a `Last-Modified` is answered as the conditions and
/// ranges of the request say: 304, 206, 412, 416 (RFC 9110 sections 13 and 14). A handler that panics answers 500, and the next request is served.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

#[derive(Clone)]
struct Inner {
    table: &'static Table<'static>,
    handlers: &'static [Handler],
    limited: &'static [Limited],
    shared: Arc<Shared>,
    server_name: Option<Arc<str>>,
    hosts: HostPolicy,
    report: Arc<Report>,
    error_pages: Vec<Below>,
    /// `None`: nothing stands between a request and its handler.
    around: Option<Box<Around>>,
    #[cfg(feature = "compress")]
    compression: Option<Arc<crate::body::Compression>>,
    sendfile: Option<Sendfile>,
    profile: Profile,
    configured: Option<Arc<Configured>>,
}

impl Inner {
    fn report(&self, method: &Method, path: &str, failure: &Failure) {
        (self.report)(method, path, failure);
    }
}

#[expect(clippy::panic, reason = "in a constant: a compile error")]
const fn mounts_fit(table: &Table<'_>) {
    if let Some(message) = table.mount_problem() {
        panic!("{}", message.as_str());
    }
}

impl App {
    /// An application with these routes.
    ///
    /// Here the set is known to be the outermost one, so here it is checked that the mounts above each handler have
    /// the variables it asks for with `under`: if not, the program does not compile.
    ///
    /// ```compile_fail
    /// use wz::prelude::*;
    ///
    /// #[get("/page", under = "/<lang>")]
    /// fn page(lang: &str) {}
    ///
    /// // The prefix calls it otherwise: E0080, "`GET,HEAD /<language>/page` (...) asks for `lang` of a mount ...".
    /// routes! { pub Site = "/<language>" => [page] }
    ///
    /// fn main() {
    ///     App::new(Site);
    /// }
    /// ```
    #[must_use]
    // The set is a unit struct, all of it in its constants: there is nothing to consume.
    #[allow(clippy::needless_pass_by_value)]
    pub fn new<S: RouteTable>(_routes: S) -> App {
        const { mounts_fit(S::TABLE) }
        App {
            inner: Arc::new(Inner {
                table: S::TABLE,
                handlers: S::HANDLERS,
                limited: S::LIMITED,
                shared: Arc::default(),
                server_name: None,
                error_pages: Vec::new(),
                around: Around::of(S::WRAPPED),
                #[cfg(feature = "compress")]
                compression: None,
                sendfile: None,
                profile: Profile::default(),
                configured: None,
                hosts: HostPolicy::any(),
                report: Arc::new(|method, path, failure| {
                    log::line(&format!("{} {}: {failure}", log::Shown(method.as_str()), log::Shown(path)));
                }),
            }),
        }
    }

    /// Gives the handlers a value, for parameters of type [`State<T>`](crate::State). A second value of the same
    /// type replaces the first.
    #[must_use]
    pub fn state<T: Send + Sync + 'static>(mut self, value: T) -> App {
        self.shared().states.insert(Arc::new(value));
        self
    }

    /// The application's own host name, without port: what is left of it in a request's host is the subdomain that
    /// `subdomain = "..."` of routes is matched against. A request for another host has no subdomain and matches
    /// no such route.
    ///
    /// ```
    /// use wz::{App, http::StatusCode, prelude::*};
    ///
    /// #[get("/", subdomain = "<user>")]
    /// fn home(user: &str) -> String {
    ///     user.to_owned()
    /// }
    ///
    /// routes! { Site = home }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let app = App::new(Site).server_name("example.com");
    /// let ask = |host: &str| app.call(Request::get("/").with_header("host", host));
    /// assert_eq!(ask("joe.example.com").await.status(), StatusCode::OK);
    /// assert_eq!(ask("joe.example.org").await.status(), StatusCode::NOT_FOUND);
    /// # });
    /// ```
    #[must_use]
    pub fn server_name(mut self, name: impl Into<String>) -> App {
        let name = name.into().to_ascii_lowercase();
        Arc::make_mut(&mut self.inner).server_name = Some(name.into());
        self
    }

    /// Sets the limits of all requests; `limits(...)` in [`routes!`](macro@crate::routes) and in the attributes of routes
    /// changes single ones.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[post("/note")]
    /// async fn note(text: String) -> String {
    ///     text
    /// }
    ///
    /// #[post("/avatar", limits(body = "5MB"))]
    /// async fn avatar(image: Body) -> StatusCode {
    ///     StatusCode::NO_CONTENT
    /// }
    ///
    /// routes! { Site = note, avatar }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let app = App::new(Site).limits(Limits::new().body(1000));
    /// assert_eq!(app.call(Request::post("/note", vec![b'x'; 1001])).await.status(), 413);
    /// assert_eq!(app.call(Request::post("/avatar", vec![b'x'; 1001])).await.status(), 204);
    /// # });
    /// ```
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> App {
        self.shared().limits = limits;
        self
    }

    /// All routes, in the order in which they are listed.
    pub fn routes(&self) -> impl ExactSizeIterator<Item = Route<'static>> {
        self.inner.table.routes()
    }

    pub(crate) fn set_configured(mut self, configured: Arc<Configured>) -> App {
        Arc::make_mut(&mut self.inner).configured = Some(configured);
        self
    }

    #[cfg(feature = "server")]
    pub(crate) fn configured(&self) -> Option<&Configured> {
        self.inner.configured.as_deref()
    }

    pub(crate) fn set_limits(&self) -> Limits {
        self.inner.shared.limits
    }

    fn around(&mut self) -> &mut Around {
        Arc::make_mut(&mut self.inner).around.get_or_insert_default()
    }

    fn shared(&mut self) -> &mut Shared {
        Arc::make_mut(&mut Arc::make_mut(&mut self.inner).shared)
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App")
            .field("routes", &self.inner.handlers.len())
            .field("shared", &self.inner.shared)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod mount_tests;
#[cfg(test)]
mod tests;
