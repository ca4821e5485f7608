//! The application: a table of routes, the state its handlers share, and what is answered when no handler is.

#[cfg(feature = "ws")]
mod accepting;
mod asked;
#[cfg(feature = "compress")]
mod compress;
mod conditional;
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
mod service;
mod start;
mod static_folders;
mod watched;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::Method;

use error_pages::Below;
use middleware::{AfterRequest, Applied, Around, BeforeRequest, Hooks, HooksBelow, Middleware};
use mount::Mount;
use prefix::Prefix;

use crate::body::{Body, BoxError};
use crate::error::Failure;
use crate::files::Sendfile;
use crate::handler::{Handler, RouteTable};
use crate::limits::Limits;
use crate::log;
use crate::request::{Request, Shared};
use crate::routing::spec::Limited;
use crate::routing::{BuildError, Route, Table, push_query_pair};

pub use error_pages::{ErrorContext, ErrorPages};
pub use future::AppFuture;
pub use host_policy::HostPolicy;
pub use panic::watch_panics;
pub use service::ServiceFuture;
pub use start::StartError;

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

    /// Says which hosts the application answers for; any by default. A request for another one gets 421.
    #[must_use]
    pub fn hosts(mut self, policy: HostPolicy) -> App {
        Arc::make_mut(&mut self.inner).hosts = policy;
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

    /// Undoes the `Content-Encoding` of every request's body before a handler reads it, within these limits; what cannot be
    /// undone is a 415. [`Request::decompress`](crate::Request::decompress) says what is known (feature `decompress`).
    ///
    /// Without this, bodies are given as they come.
    ///
    /// ```
    /// use std::io::Write;
    /// use flate2::{Compression, write::GzEncoder};
    /// use wz::{body::Decompression, prelude::*};
    ///
    /// #[post("/")]
    /// async fn echo(text: String) -> String {
    ///     text
    /// }
    ///
    /// routes! { Site = echo }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let app = App::new(Site).decompress(Decompression::new().bytes(1 << 20));
    /// let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    /// encoder.write_all(b"hello")?;
    /// let request = Request::post("/", encoder.finish()?).with_header("content-encoding", "gzip");
    /// assert_eq!(app.call(request).await.body().as_bytes(), Some(&b"hello"[..]));
    ///
    /// let request = Request::post("/", "hello").with_header("content-encoding", "compress");
    /// let answer = app.call(request).await;
    /// assert_eq!(answer.status(), 415);
    /// assert!(answer.headers()["accept-encoding"].to_str().unwrap().starts_with("gzip, deflate"));
    /// # Ok::<_, wz::Error>(()) }).unwrap();
    /// ```
    #[cfg(feature = "decompress")]
    #[must_use]
    pub fn decompress(mut self, limits: crate::body::Decompression) -> App {
        self.shared().decompression = Some(limits);
        self
    }

    /// Says what to do with the error behind a 500, with a panic, or with a body that fails while it is streamed: given
    /// are method, path and error. By default a line goes to standard error, with the first 1024 bytes of the path.
    #[must_use]
    pub fn on_failure(mut self, report: impl Fn(&Method, &str, &Failure) + Send + Sync + 'static) -> App {
        Arc::make_mut(&mut self.inner).report = Arc::new(report);
        self
    }

    /// Sets error pages of your own, for what a page of these is for. Called again, it adds more: the first one that
    /// fits counts.
    #[must_use]
    pub fn error_pages(self, pages: ErrorPages) -> App {
        self.error_pages_below("", pages)
    }

    /// Sets error pages for all paths below a prefix, whether a handler is there or not; they go before those of shorter
    /// prefixes and of the whole [application](App::error_pages). `/api` is a prefix of `/api` and `/api/x`, not of
    /// `/apis`.
    ///
    /// ```
    /// use wz::app::ErrorPages;
    /// use wz::prelude::*;
    ///
    /// #[get("/api/a")]
    /// fn a() {}
    ///
    /// routes! { Site = a }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site)
    ///     .error_pages(ErrorPages::new().any(|error, _| Html(format!("<p>{}", error.status().as_u16()))))
    ///     .error_pages_below("/api", ErrorPages::new().any(|error, _| format!("no: {}", error.status().as_u16())));
    /// let get = |path| runtime.block_on(app.call(Request::get(path)));
    /// assert_eq!(get("/b").body().as_bytes(), Some(&b"<p>404"[..]));
    /// assert_eq!(get("/api/b").body().as_bytes(), Some(&b"no: 404"[..]));
    /// assert_eq!((get("/b").status().as_u16(), get("/api/b").status().as_u16()), (404, 404));
    /// ```
    #[must_use]
    pub fn error_pages_below(mut self, prefix: impl Into<String>, pages: ErrorPages) -> App {
        let prefix = Prefix::new(prefix);
        let all = &mut Arc::make_mut(&mut self.inner).error_pages;
        let at = all.partition_point(|below| below.prefix.len() >= prefix.len());
        all.insert(at, Below { prefix, pages });
        self
    }

    /// Adds [middleware]: what sees every request before its route is looked for, and every response.
    ///
    /// The first one that is added is the outermost, with those of [`middleware_below`](App::middleware_below) in the same
    /// row. (With axum's `Router::layer` the last one is.)
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() {}
    ///
    /// routes! { Site = index }
    ///
    /// async fn time(request: Request, next: Next) -> Response {
    ///     let start = std::time::Instant::now();
    ///     let response = next.run(request).await;
    ///     response.with_header("server-timing", format!("app;dur={}", start.elapsed().as_millis()))
    /// }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).middleware(time);
    /// assert!(runtime.block_on(app.call(Request::get("/no/such/page"))).headers().contains_key("server-timing"));
    /// ```
    #[must_use]
    #[track_caller]
    pub fn middleware<Kind: 'static>(self, middleware: impl Middleware<Kind>) -> App {
        self.middleware_below("", middleware)
    }

    /// Adds [middleware] for all paths below a prefix, whether a route is there or not. `/api` is a prefix of `/api` and
    /// `/api/x`, not of `/apis`; it has no variables.
    #[must_use]
    #[track_caller]
    pub fn middleware_below<Kind: 'static>(
        mut self,
        prefix: impl Into<String>,
        middleware: impl Middleware<Kind>,
    ) -> App {
        let applied = Applied::new(Prefix::new(prefix), middleware);
        self.around().middleware.push(applied);
        self
    }

    /// Adds middleware made for tower, as that of tower-http, in one row with [`middleware`](App::middleware): the first one
    /// that is added is the outermost, as in tower's `ServiceBuilder` and unlike in axum's `Router::layer` (feature `tower`).
    ///
    /// A layer that fails (tower's own timeout, say) makes the response a 500, which is reported; those of tower-http answer
    /// with a response of their own. A layer may change the type of the body in both directions.
    ///
    /// ```
    /// # use wz::prelude::*;
    /// # #[get("/")]
    /// # fn index() {}
    /// # routes! { Site = index }
    /// # #[derive(Clone)]
    /// # struct CompressionLayer;
    /// # impl CompressionLayer { fn new() -> CompressionLayer { CompressionLayer } }
    /// # impl<S> tower_layer::Layer<S> for CompressionLayer {
    /// #     type Service = S;
    /// #     fn layer(&self, inner: S) -> S { inner }
    /// # }
    /// // use tower_http::compression::CompressionLayer;
    /// let app = App::new(Site).layer(CompressionLayer::new());
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # assert_eq!(runtime.block_on(app.call(Request::get("/"))).status(), 200);
    /// ```
    #[cfg(feature = "tower")]
    #[must_use]
    #[track_caller]
    pub fn layer<L, B>(self, layer: L) -> App
    where
        L: tower_layer::Layer<middleware::NextService>,
        L::Service: tower_service::Service<http::Request<Body>, Response = http::Response<B>>,
        L::Service: Clone + Send + Sync + 'static,
        <L::Service as tower_service::Service<http::Request<Body>>>::Future: Send + 'static,
        <L::Service as tower_service::Service<http::Request<Body>>>::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.middleware(middleware::TowerLayer::new(layer))
    }

    /// Adds what is done before each request: see [`Hooks`].
    #[must_use]
    #[track_caller]
    pub fn before_request<Kind: 'static>(self, hook: impl for<'r> BeforeRequest<'r, Kind>) -> App {
        self.hooks_below("", Hooks::new().before_request(hook))
    }

    /// Adds what is done with each response: see [`Hooks`].
    #[must_use]
    #[track_caller]
    pub fn after_request<Kind: 'static>(self, hook: impl for<'r> AfterRequest<'r, Kind>) -> App {
        self.hooks_below("", Hooks::new().after_request(hook))
    }

    /// Adds what is done at the end of each request, whatever that is: see [`Hooks`].
    ///
    /// ```
    /// use std::sync::atomic::{AtomicU32, Ordering};
    /// use wz::prelude::*;
    ///
    /// static FAILED: AtomicU32 = AtomicU32::new(0);
    ///
    /// #[get("/")]
    /// fn index() {
    ///     panic!("on purpose");
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).on_failure(|_, _, _| ()).teardown_request(|request, failure| {
    ///     assert_eq!(request.path(), "/");
    ///     FAILED.fetch_add(u32::from(failure.is_some()), Ordering::Relaxed);
    /// });
    /// assert_eq!(runtime.block_on(app.call(Request::get("/"))).status(), 500);
    /// assert_eq!(FAILED.load(Ordering::Relaxed), 1);
    /// ```
    #[must_use]
    pub fn teardown_request(self, hook: impl Fn(&Request, Option<&Failure>) + Send + Sync + 'static) -> App {
        self.hooks_below("", Hooks::new().teardown_request(hook))
    }

    /// Adds [`Hooks`] for all paths below a prefix, as a Flask blueprint has them; they are inside of those of shorter
    /// prefixes. `/api` is a prefix of `/api` and `/api/x`, not of `/apis`.
    #[must_use]
    pub fn hooks_below(mut self, prefix: impl Into<String>, hooks: Hooks) -> App {
        let prefix = Prefix::new(prefix);
        let all = &mut self.around().hooks;
        match all.iter_mut().find(|below| below.prefix.as_str() == prefix.as_str()) {
            Some(below) => below.hooks.extend(hooks),
            None => {
                let at = all.partition_point(|below| below.prefix.len() <= prefix.len());
                all.insert(at, HooksBelow { prefix, hooks });
            }
        }
        self
    }

    /// Answers all paths below a prefix by another tower service: an axum router, a proxy, another `App`. As Werkzeug's
    /// `DispatcherMiddleware`: of several the longest prefix counts, and the service sees the path without it. What it is
    /// without is added to the [script root](Request::script_root), from which another `App` knows where its redirects have
    /// to lead, and its handlers [their links](Request::href).
    ///
    /// `/api` is a prefix of `/api`, which is `/` for the service, and of `/api/x`; not of `/apis`. It goes before the
    /// routes of this application. Its middleware, hooks, [limits](Limits), [hosts](App::hosts) and error pages for panics
    /// are around the service; an error of the service itself is a 500 and is reported.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() -> &'static str {
    ///     "new"
    /// }
    ///
    /// #[get("/<path:path>")]
    /// fn anything(path: &str) -> String {
    ///     format!("old {path}")
    /// }
    ///
    /// routes! { New = index }
    /// routes! { Old = anything }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// // Any `tower_service::Service<http::Request<Body>>` will do.
    /// let app = App::new(New).mount("/legacy", App::new(Old));
    /// let get = |path| runtime.block_on(app.call(Request::get(path)));
    /// assert_eq!(get("/").body().as_bytes(), Some(&b"new"[..]));
    /// assert_eq!(get("/legacy/a/b").body().as_bytes(), Some(&b"old a/b"[..]));
    /// assert_eq!(get("/legacy2").status(), 404);
    /// ```
    #[must_use]
    pub fn mount<S, B>(mut self, prefix: impl Into<String>, service: S) -> App
    where
        S: tower_service::Service<http::Request<Body>, Response = http::Response<B>>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
        S::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let mount = Mount::new(Prefix::new(prefix), Arc::new(service));
        let all = &mut self.around().mounts;
        let at = all.partition_point(|other| other.prefix().len() >= mount.prefix().len());
        all.insert(at, mount);
        self
    }

    /// Answers by another tower service what no route of this application is for, the path as it is: what is 404 otherwise.
    /// An application that is moved here route by route begins with no route and the old one as its fallback.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() -> &'static str {
    ///     "new"
    /// }
    ///
    /// #[get("/about")]
    /// fn about() -> &'static str {
    ///     "old"
    /// }
    ///
    /// routes! { New = index }
    /// routes! { Old = about }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(New).fallback(App::new(Old));
    /// let get = |path| runtime.block_on(app.call(Request::get(path)));
    /// assert_eq!(get("/about").body().as_bytes(), Some(&b"old"[..]));
    /// assert_eq!(get("/nowhere").status(), 404);
    /// ```
    #[must_use]
    pub fn fallback<S, B>(mut self, service: S) -> App
    where
        S: tower_service::Service<http::Request<Body>, Response = http::Response<B>>,
        S: Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
        S::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.around().fallback = Some(Mount::new(Prefix::new(""), Arc::new(service)));
        self
    }

    /// Says where something else than this crate has mounted the application: an axum router that nests it, a proxy that
    /// cuts a prefix off. It is added to the [script root](Request::script_root) of each request.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[get("/wiki/")]
    /// fn wiki() {}
    ///
    /// routes! { Site = wiki }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// // `axum::Router::new().nest_service("/docs", app)` asks it for `/wiki` when it is asked for `/docs/wiki`.
    /// let app = App::new(Site).script_root("/docs");
    /// let response = runtime.block_on(app.call(Request::get("/wiki")));
    /// assert_eq!(response.headers()["location"], "/docs/wiki/");
    /// ```
    #[must_use]
    pub fn script_root(mut self, root: impl Into<String>) -> App {
        self.around().script_root = Some(Prefix::new(root).encoded());
        self
    }

    fn around(&mut self) -> &mut Around {
        Arc::make_mut(&mut self.inner).around.get_or_insert_default()
    }

    /// Whether all that the handlers ask for is there.
    ///
    /// # Errors
    /// Names every route, middleware and hook that needs a [`State`](crate::State) nobody has set, and every route whose
    /// folder is not there, that asks for a variable no mount has, whose converter refuses its arguments, or that is for a
    /// subdomain of nothing. [`wz::run`](crate::run) does not start then.
    pub fn check(&self) -> Result<(), StartError> {
        let Inner { handlers, shared, server_name, around, .. } = &*self.inner;
        let around = around.as_ref().map_or_else(Vec::new, |around| around.needs());
        start::check(self.routes(), handlers, &around, &shared.states, server_name.as_deref())
    }

    /// All routes, in the order in which they are listed.
    pub fn routes(&self) -> impl ExactSizeIterator<Item = Route<'static>> {
        self.inner.table.routes()
    }

    /// The path and query of the route with this dotted name, for templates and other places where names are
    /// known only at run time. Values without a variable of their name become the query. A link to a file of a
    /// [folder](macro@crate::routes#folders-of-files) has the same version in it as one by [`url_for!`](macro@crate::url_for);
    /// the first one to a file reads it.
    ///
    /// # Errors
    /// When there is no such route, or a value is missing or does not fit.
    pub fn url_for<'v>(
        &self,
        endpoint: &str,
        values: impl AsRef<[(&'v str, &'v str)]>,
    ) -> Result<String, BuildError> {
        let values = values.as_ref();
        let mut url = self.inner.table.url_for(endpoint, values)?;
        if let Some(version) = self.file_version(endpoint, values) {
            push_query_pair(&mut url, "v", &version);
        }
        Ok(url)
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
