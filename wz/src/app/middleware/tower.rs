use std::convert::Infallible;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use tower_layer::Layer;
use tower_service::Service;

use super::{Middleware, Next};
use crate::app::App;
use crate::app::foreign::Foreign;
use crate::body::{Body, BoxError};
use crate::error::Failure;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::Response;

/// A tower layer as [`Middleware`]: for [`App::middleware_below`](crate::App::middleware_below); for the whole application
/// there is [`App::layer`](crate::App::layer).
///
/// ```
/// # use wz::middleware::{NextService, TowerLayer};
/// # use wz::prelude::*;
/// # #[get("/")]
/// # fn index() {}
/// # routes! { Site = index }
/// # #[derive(Clone)]
/// # struct CorsLayer;
/// # impl CorsLayer { fn permissive() -> CorsLayer { CorsLayer } }
/// # impl<S> tower_layer::Layer<S> for CorsLayer {
/// #     type Service = S;
/// #     fn layer(&self, inner: S) -> S { inner }
/// # }
/// // use tower_http::cors::CorsLayer;
/// let app = App::new(Site).middleware_below("/api", TowerLayer::new(CorsLayer::permissive()));
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// # assert_eq!(runtime.block_on(app.call(Request::get("/"))).status(), 200);
/// ```
pub struct TowerLayer(Box<dyn Foreign>);

impl TowerLayer {
    /// Applies the layer, once: what its service counts or keeps, it does for all requests.
    pub fn new<L, B>(layer: L) -> TowerLayer
    where
        L: Layer<NextService>,
        L::Service:
            Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        <L::Service as Service<http::Request<Body>>>::Future: Send + 'static,
        <L::Service as Service<http::Request<Body>>>::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        TowerLayer(Box::new(layer.layer(NextService { _private: () })))
    }
}

impl App {
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
    #[must_use]
    #[track_caller]
    pub fn layer<L, B>(self, layer: L) -> App
    where
        L: Layer<NextService>,
        L::Service: Service<http::Request<Body>, Response = http::Response<B>>,
        L::Service: Clone + Send + Sync + 'static,
        <L::Service as Service<http::Request<Body>>>::Future: Send + 'static,
        <L::Service as Service<http::Request<Body>>>::Error: Into<BoxError>,
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.middleware(TowerLayer::new(layer))
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for TowerLayer {
    fn call(&self, mut request: Request, next: Next) -> HandlerFuture {
        request.extensions_mut().insert(Way(Arc::new(Mutex::new(Some(next)))));
        self.0.answer(request)
    }
}

impl fmt::Debug for TowerLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TowerLayer")
    }
}

/// The rest of the way of a request, among its extensions: these can be cloned, it can be gone only once.
#[derive(Clone)]
struct Way(Arc<Mutex<Option<Next>>>);

/// The rest of the application, as the service that a tower layer is put around.
///
/// It takes requests with any body, and never fails. It answers the request that came to the layer: one that the layer has
/// made itself is answered with 500, since it is not known where it belongs.
#[derive(Debug, Clone)]
pub struct NextService {
    _private: (),
}

impl<B> Service<http::Request<B>> for NextService
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = NextServiceFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, mut request: http::Request<B>) -> NextServiceFuture {
        let way = request.extensions_mut().remove::<Way>();
        let next = way.and_then(|way| way.0.lock().unwrap_or_else(PoisonError::into_inner).take());
        NextServiceFuture(match next {
            Some(next) => HandlerFuture::new(next.run_to_the_end(request.into())),
            None => HandlerFuture::ready(Response::failed(Failure::message(
                "a tower layer has made a request of its own, or sent one twice: neither can be answered by the application it is around"
                    .to_owned(),
            ))),
        })
    }
}

/// The response that a [`NextService`] is to give.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct NextServiceFuture(HandlerFuture);

impl Future for NextServiceFuture {
    type Output = Result<http::Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx).map(|response| Ok(response.into()))
    }
}
