use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;

use super::{App, AppFuture};
use crate::body::{Body, BoxError};
use crate::request::Request;

/// Any tower or hyper server runs an [`App`], and any tower router mounts it.
impl<B> tower_service::Service<http::Request<B>> for App
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = ServiceFuture;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> ServiceFuture {
        ServiceFuture(App::call(self, Request::from(request)))
    }
}

/// The answer of an [`App`] that runs as a [`tower_service::Service`].
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct ServiceFuture(AppFuture);

impl Future for ServiceFuture {
    type Output = Result<http::Response<Body>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx).map(|response| Ok(response.into()))
    }
}
