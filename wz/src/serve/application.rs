use std::future::Future;

use crate::app::{App, AppFuture};
use crate::request::Request;
use crate::response::Response;

/// What a server serves: an [`App`], or any function from a request to the future of a response.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be served",
    label = "neither an `App` nor a function `Fn(Request) -> impl Future<Output = Response>`"
)]
pub trait Application: Send + Sync + 'static {
    /// The answer to come.
    type Future: Future<Output = Response> + Send + 'static;

    /// Whether its responses need nothing any more to go out.
    #[doc(hidden)]
    const FINAL: bool = false;

    /// Answers a request.
    fn call(&self, request: Request) -> Self::Future;
}

impl Application for App {
    type Future = AppFuture;

    const FINAL: bool = true;

    fn call(&self, request: Request) -> AppFuture {
        App::call(self, request)
    }
}

#[diagnostic::do_not_recommend]
impl<F, Fut> Application for F
where
    F: Fn(Request) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Response> + Send + 'static,
{
    type Future = Fut;

    fn call(&self, request: Request) -> Fut {
        self(request)
    }
}
