//! Middleware: what stands between a request and its handler, and sees the response on its way back.
//!
//! The usual one is an `async fn` that takes the request and [`Next`], the rest of the way:
//!
//! ```
//! use wz::prelude::*;
//!
//! async fn no_store(request: Request, next: Next) -> Response {
//!     next.run(request).await.with_header("cache-control", "no-store")
//! }
//!
//! /// Answers on its own, so that the handler is never called.
//! async fn require_key(request: Request, next: Next) -> Result<Response, HttpError> {
//!     if request.headers().get("x-key").is_none_or(|key| key != "secret") {
//!         return Err(HttpError::forbidden());
//!     }
//!     Ok(next.run(request).await)
//! }
//!
//! #[get("/")]
//! fn index() -> &'static str {
//!     "for all"
//! }
//!
//! #[get("/secret")]
//! fn secret() -> &'static str {
//!     "for few"
//! }
//!
//! routes! { Site = index, "/admin" with(require_key) => [secret] }
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! let app = App::new(Site).middleware(no_store);
//! let get = |path| runtime.block_on(app.call(Request::get(path)));
//! assert_eq!(get("/").headers()["cache-control"], "no-store");
//! assert_eq!(get("/admin/secret").status(), 403);
//! assert_eq!(get("/admin/secret").headers()["cache-control"], "no-store");
//! ```
//!
//! # Where it stands
//!
//! | place | sees | set by |
//! |---|---|---|
//! | the application | every request, before its route is looked for: it may change the path | [`App::middleware`](crate::App::middleware) |
//! | all paths below a prefix | the same | [`App::middleware_below`](crate::App::middleware_below) |
//! | the routes of a set | requests that these routes answer, whatever the path they are found by | `"/admin" with(a, b) => Set` or `with(a) => [handler]` in [`routes!`](macro@crate::routes) |
//! | one route | the same | `#[get("/", with(a, b))]` |
//!
//! The first one that is added or listed is the outermost: it sees the request first and the response last. Those of the
//! application come before those of an outer set, and these before those of an inner set and of the route itself.
//! Between the application's and the set's run the [hooks](Hooks).
//!
//! To keep strangers out of some routes, take `with(...)`: it belongs to the routes, and not to how a path is spelled.
//!
//! # What it sees
//!
//! [`Next::run`] always gives a response: the page of an error that a handler returned, in the form that the client
//! [wants](crate::app::ErrorPages); a 500 when it panicked; 404 and 405, for an application's middleware. Behind the
//! outermost one the application does what is left: conditions and ranges for what has become of the response, the
//! `Content-Length`, no body for `HEAD`.
//!
//! An application without middleware, hooks and mounts does not look for any: it costs one comparison. Each that is there
//! costs the allocation of its future.

mod app;
mod applied;
mod around;
mod cors;
#[cfg(feature = "random")]
mod csp_nonce;
mod csrf;
mod function;
mod hooks;
mod http_lint;
mod next;
mod profiler;
mod proxy_fix;
mod rate_limit;
mod request_contexts;
mod request_id;
mod security_headers;
#[cfg(feature = "server")]
mod timeout;
#[cfg(feature = "tower")]
mod tower;
mod wrapped;

pub(super) use applied::Applied;
pub(super) use around::Around;
pub use cors::Cors;
#[cfg(feature = "random")]
pub use csp_nonce::CspNonce;
pub use csrf::Csrf;
#[cfg(feature = "sessions")]
pub use csrf::{CsrfToken, CsrfTokens};
pub use function::Middleware;
pub use hooks::{AfterRequest, BeforeRequest, HookAnswer, Hooks};
pub use http_lint::{HttpLint, LintFinding, LintFindings, LintKind};
pub use next::{Next, NextFuture};
#[cfg(all(unix, feature = "flamegraph"))]
pub use profiler::{FlameGraph, FlameGraphError};
pub use profiler::{Profiler, ProfilerPage, ProfilerReport, RouteProfile};
pub use proxy_fix::{IpNetwork, IpNetworkError, Original, ProxyFix};
pub use rate_limit::RateLimit;
pub use request_contexts::RequestContexts;
pub use request_id::{RequestId, RequestIds};
pub use security_headers::SecurityHeaders;
#[cfg(feature = "server")]
pub use timeout::Timeout;
#[cfg(feature = "tower")]
pub use tower::{NextService, NextServiceFuture, TowerLayer};
#[doc(hidden)]
pub use wrapped::{Wrapped, Wrapper, count_wrapped, wrapped};

#[cfg(test)]
mod tests;
