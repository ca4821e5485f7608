use http_body::Body as _;

use super::{Middleware, Next};
use crate::body::Body;
use crate::context::{ContextBody, RequestContext};
use crate::handler::HandlerFuture;
use crate::request::Request;

/// Gives each request a [context](crate::context), in which everything further inside runs: `context::request_id()`,
/// `context::url(path)` and values of your own can then be asked for without the request.
///
/// It is made of what the request is at this place: let [`ProxyFix`](super::ProxyFix) and [`RequestIds`](super::RequestIds)
/// come before it. An [`App`](crate::App) that is mounted in another one, with one of its own, knows its own script root
/// and shares the values of the outer one.
///
/// ```
/// use wz::context;
/// use wz::middleware::{ProxyFix, RequestContexts};
/// use wz::prelude::*;
///
/// #[get("/")]
/// fn index() -> String {
///     context::url("/x").unwrap_or_default()
/// }
///
/// routes! { Site = index }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let app = App::new(Site).middleware(ProxyFix::new()).middleware(RequestContexts::new());
/// let request = Request::get("/").with_header("host", "example.com").with_header("x-forwarded-proto", "https");
/// let response = runtime.block_on(app.call(request));
/// assert_eq!(response.body().as_bytes(), Some(&b"https://example.com/x"[..]));
/// ```
#[derive(Debug, Clone, Copy, Default)]
#[must_use = "it does nothing until it is given to `App::middleware`"]
pub struct RequestContexts {
    _private: (),
}

impl RequestContexts {
    /// Contexts with nothing of yours in them.
    pub const fn new() -> RequestContexts {
        RequestContexts { _private: () }
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for RequestContexts {
    fn call(&self, mut request: Request, next: Next) -> HandlerFuture {
        let route = request.watch_route();
        let context = RequestContext::new(&request, route);
        let inner = context.clone();
        // A handler that is not `async` is called where its future is made: that has to be inside as well.
        HandlerFuture::new(context.run(async move {
            let mut response = next.run(request).await;
            // What has a length is there already, or is a file.
            if response.body().size_hint().exact().is_none() {
                let body = std::mem::take(response.body_mut());
                *response.body_mut() = Body::new(ContextBody::new(inner, body));
            }
            response
        }))
    }
}
