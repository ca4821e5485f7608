use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use bytes::Bytes;
use http::Uri;
use http::uri::PathAndQuery;

use super::App;
use super::foreign::Foreign;
use super::prefix::Prefix;
use crate::body::{Body, BoxError};
use crate::error::HttpError;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::IntoResponse;

/// A service below a prefix.
#[derive(Clone)]
pub(super) struct Mount {
    prefix: Prefix,
    /// The prefix as it stands in a URL.
    root: Arc<str>,
    service: Arc<dyn Foreign>,
    location: &'static Location<'static>,
}

impl Mount {
    #[track_caller]
    pub(super) fn new(prefix: Prefix, service: Arc<dyn Foreign>) -> Mount {
        let root = prefix.encoded().into();
        Mount { prefix, root, service, location: Location::caller() }
    }

    pub(super) fn prefix(&self) -> &Prefix {
        &self.prefix
    }

    /// Where it was mounted.
    pub(super) fn location(&self) -> &'static Location<'static> {
        self.location
    }

    /// The name of the service's type.
    pub(super) fn name(&self) -> &'static str {
        self.service.name()
    }

    /// The service, if it is an application.
    pub(super) fn app(&self) -> Option<&App> {
        self.service.as_app()
    }

    /// Gives the service a request with the prefix moved from the path to the script root.
    pub(super) fn call(&self, mut request: Request) -> HandlerFuture {
        let below = self.prefix.strip(request.path()).and_then(|rest| below(request.uri(), rest));
        let Some(uri) = below else { return HandlerFuture::ready(HttpError::not_found().into_response()) };
        request.set_uri(uri);
        if !self.root.is_empty() {
            request.push_script_root(&self.root);
        }
        self.service.answer(request)
    }
}

impl App {
    /// Answers all paths below a prefix by another tower service: an axum router, a proxy, another `App`. As Werkzeug's
    /// `DispatcherMiddleware`: of several the longest prefix counts, and the service sees the path without it. What it is
    /// without is added to the [script root](Request::script_root), from which another `App` knows where its redirects have
    /// to lead, and its handlers [their links](Request::href).
    ///
    /// `/api` is a prefix of `/api`, which is `/` for the service, and of `/api/x`; not of `/apis`. It goes before the
    /// routes of this application. Its middleware, hooks, [limits](crate::Limits), [hosts](App::hosts) and error pages for panics
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
    #[track_caller]
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
        Prefix::add(&mut self.around().mounts, mount, Mount::prefix);
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
    #[track_caller]
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
}

/// The same target with another path; `/` for an empty one.
fn below(uri: &Uri, path: &str) -> Option<Uri> {
    let mut target = if path.is_empty() { "/".to_owned() } else { path.to_owned() };
    if let Some(query) = uri.query() {
        target.push('?');
        target.push_str(query);
    }
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(target).ok()?);
    Uri::from_parts(parts).ok()
}

impl fmt::Debug for Mount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mount").field(&self.prefix).finish()
    }
}
