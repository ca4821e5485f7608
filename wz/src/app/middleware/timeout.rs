use std::time::Duration;

use http::StatusCode;

use super::{Middleware, Next};
use crate::error::HttpError;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::IntoResponse;

/// Ends what takes too long: the handler is dropped where it waits, and the client gets 503.
///
/// It ends when there is a response: for how long its body may take to be sent there are the settings of the
/// [server](mod@crate::serve). A handler that never waits, as one that only computes, cannot be ended. It needs tokio's
/// timer, which the server of this crate has (feature `server`).
///
/// ```
/// use std::time::Duration;
/// use wz::middleware::Timeout;
/// use wz::prelude::*;
///
/// #[get("/")]
/// async fn index() {
///     tokio::time::sleep(Duration::from_secs(3600)).await;
/// }
///
/// routes! { Site = index }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
/// let app = App::new(Site).middleware(Timeout::new(Duration::from_millis(5)));
/// assert_eq!(runtime.block_on(app.call(Request::get("/"))).status(), 503);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeout {
    limit: Duration,
}

impl Timeout {
    /// After so long.
    pub const fn new(limit: Duration) -> Timeout {
        Timeout { limit }
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for Timeout {
    fn call(&self, request: Request, next: Next) -> HandlerFuture {
        let limit = self.limit;
        HandlerFuture::new(async move {
            match tokio::time::timeout(limit, next.run(request)).await {
                Ok(response) => response,
                Err(_) => HttpError::new(StatusCode::SERVICE_UNAVAILABLE)
                    .with_description("The server took too long to answer this request.")
                    .into_response(),
            }
        })
    }
}
