//! Requests: the message, its body read as bytes, text, JSON or fields, and the host it names.

mod context;
#[cfg(feature = "decompress")]
mod decompress;
mod host;
mod preconditions;
mod read;
mod route_watch;
mod same_origin;
mod scheme;
mod script_root;

use std::net::SocketAddr;
use std::sync::Arc;

use http::header::{HOST, HeaderValue};
use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri, Version};

use crate::body::Body;
use crate::limits::Limits;
use crate::routing::Route;

pub(crate) use context::{Context, Shared, States};
#[cfg(feature = "server")]
pub(crate) use host::is_host_header;
pub(crate) use read::{unbuffered, unreadable};
pub(crate) use route_watch::RouteWatch;
pub(crate) use same_origin::is_same_origin;
pub(crate) use scheme::Scheme;

/// An HTTP request: [`http::request::Parts`] with a [`Body`], and what the application gives along.
///
/// ```
/// use wz::{Request, http::Method};
///
/// let request = Request::get("/search?q=rust");
/// assert_eq!((request.method(), request.path()), (&Method::GET, "/search"));
/// assert_eq!(request.query_string(), Some("q=rust"));
/// ```
#[derive(Debug)]
// In a box: it is handed on a dozen times on its way to the handler, and to copy it each time costs more than one
// allocation.
pub struct Request(Box<Whole>);

#[derive(Debug)]
struct Whole {
    head: Parts,
    body: Body,
    context: Context,
}

impl Request {
    /// A request for this target. Text that is no request target gives `/`; parse a [`Uri`] yourself to see the
    /// error.
    pub fn new(method: Method, target: &str, body: impl Into<Body>) -> Request {
        let mut request = http::Request::new(body.into());
        *request.method_mut() = method;
        *request.uri_mut() = target.parse().unwrap_or_default();
        request.into()
    }

    /// A `GET` without a body; see [`new`](Request::new).
    pub fn get(target: &str) -> Request {
        Request::new(Method::GET, target, Body::empty())
    }

    /// A `POST`; see [`new`](Request::new).
    pub fn post(target: &str, body: impl Into<Body>) -> Request {
        Request::new(Method::POST, target, body)
    }

    /// Adds a header, when name and value are ones that HTTP allows; for tests and clients.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: &str) -> Request {
        if let (Ok(name), Ok(value)) = (http::HeaderName::try_from(name), value.parse()) {
            self.0.head.headers.append(name, value);
        }
        self
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.0.head.method
    }

    /// The request target.
    pub fn uri(&self) -> &Uri {
        &self.0.head.uri
    }

    pub(crate) fn set_uri(&mut self, uri: Uri) {
        self.0.head.uri = uri;
    }

    /// The path as sent, percent-encoded.
    pub fn path(&self) -> &str {
        self.0.head.uri.path()
    }

    /// What follows `?`, as sent; `None` without `?`.
    pub fn query_string(&self) -> Option<&str> {
        self.0.head.uri.query()
    }

    /// The HTTP version.
    pub fn version(&self) -> Version {
        self.0.head.version
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.head.headers
    }

    /// The headers, to change.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.0.head.headers
    }

    /// What travels with the request inside the program.
    pub fn extensions(&self) -> &Extensions {
        &self.0.head.extensions
    }

    /// What travels with the request inside the program, to change.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        &mut self.0.head.extensions
    }

    /// The address of the other end of the connection: the client or, behind a proxy, the proxy, unless
    /// [`ProxyFix`](crate::middleware::ProxyFix) knows of it: then the client, with port 0 when none is told. `None` when
    /// the request did not come through a socket.
    pub fn peer_addr(&self) -> Option<SocketAddr> {
        self.0.context.peer
    }

    pub(crate) fn set_peer(&mut self, peer: SocketAddr) {
        self.0.context.peer = Some(peer);
    }

    /// Replaces the host, wherever it stands.
    pub(crate) fn set_host(&mut self, host: HeaderValue) {
        self.0.head.headers.insert(HOST, host);
        if self.uri().authority().is_some() {
            // What the target says of the scheme goes with its host.
            let scheme = if self.scheme() == "https" { Scheme::Https } else { Scheme::Http };
            self.set_scheme(scheme);
            let path = self.uri().path_and_query().cloned();
            self.0.head.uri = path.map(Uri::from).unwrap_or_default();
        }
    }

    /// The limits that hold for this request.
    pub fn limits(&self) -> Limits {
        *self.0.context.limits()
    }

    /// Makes other limits hold for what is still to be read of this request.
    ///
    /// ```
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(async {
    /// let mut request = wz::Request::post("/", "hello");
    /// request.set_limits(request.limits().body(4));
    /// let error = request.bytes().await.unwrap_err();
    /// assert!(error.status() == 413 && error.description().contains("4 bytes, the limit `body`"));
    /// # });
    /// ```
    pub fn set_limits(&mut self, limits: Limits) {
        self.0.body.set_limits(&limits);
        self.0.context.limits = Some(Box::new(limits));
    }

    pub(crate) fn change_limits(&mut self, change: fn(&mut Limits)) {
        let mut limits = self.limits();
        change(&mut limits);
        self.set_limits(limits);
    }

    /// Gives the request what the application has for all, and makes its limits hold.
    pub(crate) fn share(&mut self, shared: Arc<Shared>) {
        self.0.context.shared = Some(shared);
        let Whole { body, context, .. } = &mut *self.0;
        body.set_limits(context.limits());
    }

    /// The body.
    pub fn body(&self) -> &Body {
        &self.0.body
    }

    /// The body, to change or to read as a stream.
    pub fn body_mut(&mut self) -> &mut Body {
        &mut self.0.body
    }

    /// Takes the body, leaving an empty one.
    pub fn take_body(&mut self) -> Body {
        std::mem::take(&mut self.0.body)
    }

    /// Head and body apart. What the application gave along moves into the extensions, and
    /// [`from_parts`](Request::from_parts) finds it there.
    pub fn into_parts(mut self) -> (Parts, Body) {
        let Whole { head, context, .. } = &mut *self.0;
        context.store(&mut head.extensions);
        let Whole { head, body, .. } = *self.0;
        (head, body)
    }

    /// A request from its parts.
    pub fn from_parts(mut head: Parts, body: Body) -> Request {
        let context = Context::restore(&mut head.extensions);
        Request(Box::new(Whole { head, body, context }))
    }

    /// The route that answers it, as Flask's `request.endpoint` and `request.url_rule`: for handlers, the middleware of
    /// routes, and hooks. `None` before the route is looked for, as in middleware of the whole application, and when there
    /// is none.
    ///
    /// ```standalone_crate
    /// use wz::prelude::*;
    ///
    /// /// How often each route is asked for, and not each path.
    /// async fn count(request: &mut Request) {
    ///     let route = request.route().map(|route| (route.endpoint(), route.rule()));
    ///     assert_eq!(route, Some(("user".to_owned(), "/user/<int:id>".to_owned())));
    /// }
    ///
    /// #[get("/user/<int:id>")]
    /// fn user(id: u32) {}
    ///
    /// routes! { Site = user }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).before_request(count);
    /// assert_eq!(runtime.block_on(app.call(Request::get("/user/7"))).status(), 200);
    /// ```
    pub fn route(&self) -> Option<Route<'static>> {
        self.0.context.route
    }

    pub(crate) fn set_route(&mut self, route: Route<'static>) {
        self.0.context.route = Some(route);
        if let Some(watch) = self.extensions().get::<RouteWatch>() {
            watch.set(route);
        }
    }

    /// Tells which route answers it, when that is known.
    pub(crate) fn watch_route(&mut self) -> RouteWatch {
        let watch = match self.extensions().get::<RouteWatch>() {
            Some(watch) => watch.clone(),
            None => {
                let watch = RouteWatch::default();
                self.extensions_mut().insert(watch.clone());
                watch
            }
        };
        if let Some(route) = self.route() {
            watch.set(route);
        }
        watch
    }

    /// It is some application's, and has come to another one.
    pub(crate) fn forget_route(&mut self) {
        self.0.context.route = None;
    }

    /// The same without the body.
    pub(crate) fn without_body(&self) -> Request {
        let Whole { head, context, .. } = &*self.0;
        Request(Box::new(Whole { head: head.clone(), body: Body::empty(), context: context.clone() }))
    }

    pub(crate) fn context(&self) -> &Context {
        &self.0.context
    }

    pub(crate) fn context_mut(&mut self) -> &mut Context {
        &mut self.0.context
    }
}

impl Default for Request {
    fn default() -> Request {
        Request::get("/")
    }
}

impl<B> From<http::Request<B>> for Request
where
    B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
    B::Error: Into<crate::body::BoxError>,
{
    fn from(request: http::Request<B>) -> Request {
        let (head, body) = request.into_parts();
        Request::from_parts(head, Body::new(body))
    }
}

impl From<Request> for http::Request<Body> {
    fn from(request: Request) -> http::Request<Body> {
        let (head, body) = request.into_parts();
        http::Request::from_parts(head, body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_send_and_sync() {
        fn assert<T: Send + Sync>() {}
        assert::<Request>();
    }

    /// Whatever has read the body, whatever reads it next finds it whole.
    #[cfg(feature = "json")]
    #[test]
    fn no_order_of_readers_is_a_trap() {
        use crate::test_support::{block_on, chunks};

        type Fields = Vec<(String, String)>;
        const READERS: [&str; 5] = ["bytes", "text", "json", "form", "wrong"];
        let read = async |request: &mut Request, reader: &str| match reader {
            "bytes" => request.bytes().await.map(|bytes| bytes.len()),
            "text" => request.text().await.map(|text| text.len()),
            "json" => request.json::<u32>().await.map(|number| number.to_string().len()),
            "form" => request.form::<Fields>().await.map(|fields| fields[0].0.len()),
            _ => request.json::<bool>().await.map(usize::from).or(Ok(6)),
        };
        for first in READERS {
            for second in READERS {
                for third in READERS {
                    let mut request = Request::new(Method::POST, "/", chunks(["123", "456"]));
                    for reader in [first, second, third] {
                        let kind = match reader {
                            "json" | "wrong" => "application/json",
                            _ => "application/x-www-form-urlencoded",
                        };
                        request.headers_mut().insert("content-type", http::HeaderValue::from_static(kind));
                        let length = block_on(read(&mut request, reader));
                        assert_eq!(length.unwrap(), 6, "{reader} of {first}, {second}, {third}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_context_survives_a_round_trip() {
        let mut request = Request::get("/");
        request.set_limits(Limits::new().buffered_body(7));
        request.context_mut().peer = Some(([127, 0, 0, 1], 80).into());
        let there: http::Request<Body> = request.into();
        let back = Request::from(there);
        assert_eq!(back.limits().buffered_body, 7);
        assert!(back.peer_addr().is_some());
        assert!(back.extensions().is_empty());
    }
}
