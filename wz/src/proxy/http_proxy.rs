use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::{HeaderName, HeaderValue};

use super::client::Client;
use super::forward::forward;
use super::settings::{Host, Settings};
use super::upstream::{Upstream, UpstreamError};
use crate::body::{Body, BoxError};
use crate::request::Request;
use crate::response::{IntoResponse, Response};

/// Passes requests on to another server. Cloning it copies two pointers; all clones share their connections.
///
/// It is a [`tower_service::Service`] for [`App::mount`](crate::App::mount) and [`App::fallback`](crate::App::fallback); a
/// handler calls [`forward`](HttpProxy::forward). Werkzeug's `ProxyMiddleware`. The [module](crate::proxy) says what is changed
/// on the way.
///
/// ```
/// use wz::prelude::*;
/// use wz::proxy::HttpProxy;
///
/// #[get("/")]
/// fn index() {}
///
/// routes! { Site = index }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
/// // Nobody listens there.
/// let proxy = HttpProxy::new("http://127.0.0.1:1")?;
/// let app = App::new(Site).mount("/api", proxy).on_failure(|_, path, failure| {
///     assert_eq!(path, "/api/x");
///     assert!(failure.to_string().contains("127.0.0.1:1"));
/// });
/// let answer = runtime.block_on(app.call(Request::get("/api/x")));
/// assert_eq!(answer.status(), 502);
/// assert!(!String::from_utf8_lossy(answer.body().as_bytes().unwrap()).contains("127.0.0.1"));
/// # Ok::<_, wz::proxy::UpstreamError>(())
/// ```
#[derive(Clone)]
pub struct HttpProxy {
    settings: Arc<Settings>,
    client: Client,
}

impl HttpProxy {
    /// To the server at this URL, `http://host:port/base`. A base, if there is one, comes before the path of each request.
    ///
    /// ```
    /// use wz::proxy::HttpProxy;
    ///
    /// assert!(HttpProxy::new("http://localhost:8000/v1").is_ok());
    /// let error = HttpProxy::new("https://localhost").unwrap_err();
    /// assert!(error.to_string().contains("TLS is not spoken"));
    /// ```
    ///
    /// # Errors
    /// The text is no such URL: it is for another scheme than `http`, or has a query, or user information.
    pub fn new(url: &str) -> Result<HttpProxy, UpstreamError> {
        let settings = Settings::new(Upstream::parse(url)?);
        Ok(HttpProxy { settings: Arc::new(settings), client: Client::default() })
    }

    fn with(mut self, change: impl FnOnce(&mut Settings)) -> HttpProxy {
        change(Arc::make_mut(&mut self.settings));
        HttpProxy { client: Client::default(), ..self }
    }

    /// Asks for the path with the prefix below which the proxy is mounted (the [script root](Request::script_root)). Without this
    /// the prefix is left out, and told in `X-Forwarded-Prefix`.
    #[must_use]
    pub fn keep_prefix(self) -> HttpProxy {
        self.with(|settings| settings.keeps_prefix = true)
    }

    /// Passes on the `Host` that the client has sent, for a server that makes links with it. By default the other server gets
    /// the host and port of its URL, and the client's in `X-Forwarded-Host`.
    #[must_use]
    pub fn keep_host(self) -> HttpProxy {
        self.with(|settings| settings.host = Host::Client)
    }

    /// Sends this `Host`, for a server that has several.
    #[must_use]
    pub fn host(self, host: HeaderValue) -> HttpProxy {
        self.with(|settings| settings.host = Host::Fixed(host))
    }

    /// Adds to what the request has of `X-Forwarded-For`, `-Proto`, `-Host`, `-Prefix` and `Forwarded`, instead of replacing it:
    /// for an application that itself stands behind a proxy which sets them. With none there, a client could make the other
    /// server believe anything.
    ///
    /// Behind [`ProxyFix`](crate::middleware::ProxyFix) this is not needed: what that has found out is told by default.
    #[must_use]
    pub fn append_forwarded(self) -> HttpProxy {
        self.with(|settings| settings.appends = true)
    }

    /// Sets a header of each request to the other server, in place of the client's: an `Authorization`, say. One that is
    /// about the connection or the framing stays the proxy's. Its value is in no `{:?}`.
    ///
    /// ```
    /// use wz::http::{HeaderValue, header::AUTHORIZATION};
    /// use wz::proxy::HttpProxy;
    ///
    /// let token = HeaderValue::from_static("Bearer a-secret");
    /// let proxy = HttpProxy::new("http://localhost")?.set_header(AUTHORIZATION, token);
    /// assert!(!format!("{proxy:?}").contains("a-secret"));
    /// # Ok::<_, wz::proxy::UpstreamError>(())
    /// ```
    #[must_use]
    pub fn set_header(self, name: HeaderName, value: HeaderValue) -> HttpProxy {
        self.with(|settings| settings.headers.0.push((name, value)))
    }

    /// Makes `Location` and `Content-Location` lead to the proxy, where they lead to the other server by its URL or by a path:
    /// the base of the URL is taken away and the prefix put before it. Off by default: a server that looks at
    /// `X-Forwarded-Prefix` does so itself.
    #[must_use]
    pub fn rewrite_location(self) -> HttpProxy {
        self.with(|settings| settings.rewrites_location = true)
    }

    /// Which protocols of `Upgrade` are passed on: `websocket` by default. Others, and none with an empty list, are ignored.
    ///
    /// What goes through a tunnel is not looked at. Do not name `h2c`: a client could ask the other server for any path.
    #[must_use]
    pub fn upgrades<P: AsRef<str>>(self, protocols: impl IntoIterator<Item = P>) -> HttpProxy {
        let protocols = protocols.into_iter().map(|name| name.as_ref().to_ascii_lowercase()).collect();
        self.with(|settings| settings.upgrades = protocols)
    }

    /// How long a connection may take to be made. 5 seconds by default; beyond it the answer is 504.
    #[must_use]
    pub fn connect_timeout(self, timeout: Duration) -> HttpProxy {
        self.with(|settings| settings.connect_timeout = timeout)
    }

    /// How long the other server may take for the head of its response, from the last moment on at which it has taken something
    /// of the request. Time in which a client sends nothing does not count: [`Limits`](crate::Limits) are for that. 60
    /// seconds by default; beyond it the answer is 504.
    #[must_use]
    pub fn response_timeout(self, timeout: Duration) -> HttpProxy {
        self.with(|settings| settings.response_timeout = timeout)
    }

    /// How long the other server may send nothing of the body of a response that is waited for. 60 seconds by default; beyond
    /// it the response ends, and with it the connection to the client. For server-sent events, take more than their
    /// heartbeat.
    #[must_use]
    pub fn idle_timeout(self, timeout: Duration) -> HttpProxy {
        self.with(|settings| settings.idle_timeout = timeout)
    }

    /// How long nothing may pass in either direction of a WebSocket or another tunnel, before it is closed. 10 minutes by
    /// default, and never more than 5 seconds once one end has said that it sends no more.
    #[must_use]
    pub fn tunnel_timeout(self, timeout: Duration) -> HttpProxy {
        self.with(|settings| settings.tunnel_timeout = timeout)
    }

    /// The bytes that the head of a response may have. 64 KiB by default, at least 8 KiB; beyond twice as many the
    /// answer is 502 for sure.
    #[must_use]
    pub fn response_head_bytes(self, bytes: usize) -> HttpProxy {
        self.with(|settings| settings.head_bytes = bytes)
    }

    /// The header lines that a response may have. 100 by default; beyond it the answer is 502.
    #[must_use]
    pub fn response_head_fields(self, fields: usize) -> HttpProxy {
        self.with(|settings| settings.head_fields = fields)
    }

    /// How many connections that are not in use are kept open, each for 30 seconds. 32 by default; with 0 each request has a
    /// connection of its own.
    #[must_use]
    pub fn idle_connections(self, connections: usize) -> HttpProxy {
        self.with(|settings| settings.idle_connections = connections)
    }

    /// Passes one request on.
    ///
    /// ```
    /// use wz::prelude::*;
    /// use wz::proxy::HttpProxy;
    ///
    /// /// Only what may go there does.
    /// #[route("/reports/<name>", methods(GET, POST))]
    /// async fn report(name: &str, proxy: State<HttpProxy>, request: Request) -> Result<Response> {
    ///     if name == "secret" {
    ///         abort!(403);
    ///     }
    ///     Ok(proxy.forward(request).await)
    /// }
    ///
    /// routes! { Site = report }
    ///
    /// # fn main() -> wz::Result {
    /// let app = App::new(Site).state(HttpProxy::new("http://127.0.0.1:8000")?);
    /// # app.check()?;
    /// # Ok(()) }
    /// ```
    pub async fn forward(&self, request: Request) -> Response {
        forward(&self.settings, &self.client, request).await.unwrap_or_else(IntoResponse::into_response)
    }
}

impl fmt::Debug for HttpProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpProxy").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl<B> tower_service::Service<http::Request<B>> for HttpProxy
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = ProxyFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> ProxyFuture {
        let proxy = self.clone();
        ProxyFuture(Box::pin(async move { proxy.forward(request.into()).await }))
    }
}

/// The response that a [`HttpProxy`] is to give.
#[must_use = "futures do nothing unless polled"]
pub struct ProxyFuture(Pin<Box<dyn Future<Output = Response> + Send>>);

impl Future for ProxyFuture {
    type Output = Result<http::Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(cx).map(|response| Ok(response.into()))
    }
}

impl fmt::Debug for ProxyFuture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProxyFuture")
    }
}
