use std::any::Any;
use std::future::poll_fn;

use bytes::Bytes;

use super::App;
use crate::body::{Body, BoxError};
use crate::error::Failure;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::Response;

/// A tower service whose type is forgotten.
pub(super) trait Foreign: Send + Sync {
    fn answer(&self, request: Request) -> HandlerFuture;

    /// The name of the type.
    fn name(&self) -> &'static str;

    /// Itself, if it is an application of this crate.
    fn as_app(&self) -> Option<&App>;
}

impl<S, B> Foreign for S
where
    S: tower_service::Service<http::Request<Body>, Response = http::Response<B>>
        + Clone
        + Send
        + Sync
        + 'static,
    S::Future: Send + 'static,
    S::Error: Into<BoxError>,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn answer(&self, request: Request) -> HandlerFuture {
        let mut service = self.clone();
        HandlerFuture::new(async move {
            if let Err(error) = poll_fn(|cx| service.poll_ready(cx)).await {
                return failed(error);
            }
            match service.call(request.into()).await {
                Ok(response) => response.into(),
                Err(error) => failed(error),
            }
        })
    }

    fn name(&self) -> &'static str {
        std::any::type_name::<S>()
    }

    fn as_app(&self) -> Option<&App> {
        (self as &dyn Any).downcast_ref()
    }
}

/// What a service fails with is no response: it is one for the log.
fn failed(error: impl Into<BoxError>) -> Response {
    Response::failed(Failure::of(&*error.into(), None))
}
