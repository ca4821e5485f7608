//! What is known of the request at work, for code that has not been given it: its id, where the application is to be found, and
//! what you put there.
//!
//! Handlers and middleware have the request, and take what they need as parameters. Far below them (a logger, a mapper that
//! makes links, a database layer that wants to know the tenant) a value would have to be handed through everything in between:
//! that is what this is for. Flask's `g`, `request` and `url_for(_external=True)` outside of the view.
//!
//! It is off until [`RequestContexts`](crate::middleware::RequestContexts) is there, and then costs a request some
//! allocations; without it, nothing.
//!
//! ```standalone_crate
//! use wz::context;
//! use wz::middleware::{RequestContexts, RequestIds};
//! use wz::prelude::*;
//!
//! /// Knows neither the request nor the application.
//! fn log(text: &str) -> String {
//!     let id = context::request_id().map(|id| id.to_string()).unwrap_or_default();
//!     format!("[{id}] {text}")
//! }
//!
//! /// Nor does this.
//! fn mail(name: &str) -> String {
//!     format!("Hello {name}, see {}", context::url(&url_for!(user, name = name)).unwrap_or_default())
//! }
//!
//! #[get("/user/<name>")]
//! fn user(name: &str) -> String {
//!     assert_eq!(log("").len(), "[] ".len() + 32);
//!     mail(name)
//! }
//!
//! routes! { Site = user }
//!
//! # fn main() {
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! let app = App::new(Site).middleware(RequestIds::new()).middleware(RequestContexts::new());
//! let request = Request::get("/user/Ada").with_header("host", "example.com");
//! let answer = runtime.block_on(app.call(request));
//! assert_eq!(answer.body().as_bytes(), Some(&b"Hello Ada, see http://example.com/user/Ada"[..]));
//! assert!(context::current().is_none());
//! # }
//! ```
//!
//! # Where it holds
//!
//! In everything that the request is waited for with: middleware that is further inside, hooks, handlers, whether they are
//! `async` or not, what they call and `await`, streams of responses while they are sent, and what goes on in a
//! [WebSocket](crate::websocket). Not in what is done for a response when all middleware has seen it:
//! [`App::on_failure`](crate::App::on_failure), the access log, hooks at the [end of a body](crate::Response::call_on_close).
//!
//! A task or thread of its own is another place, and has no context. [`carried`] and [`carried_fn`] take it there:
//!
//! ```
//! use wz::context;
//! # use wz::middleware::RequestContexts;
//! # use wz::prelude::*;
//!
//! #[get("/")]
//! async fn index() -> String {
//!     context::insert(7_u32);
//!     let task = tokio::spawn(context::carried(async { context::get::<u32>() }));
//!     let thread = tokio::task::spawn_blocking(context::carried_fn(|| context::get::<u32>()));
//!     let lost = tokio::spawn(async { context::get::<u32>() });
//!     format!("{:?} {:?} {:?}", task.await, thread.await, lost.await)
//! }
//!
//! routes! { Site = index }
//!
//! # fn main() {
//! # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
//! let app = App::new(Site).middleware(RequestContexts::new());
//! let answer = runtime.block_on(app.call(Request::get("/")));
//! assert_eq!(answer.body().as_bytes(), Some(&b"Ok(Some(7)) Ok(Some(7)) Ok(None)"[..]));
//! # }
//! ```

mod current;
mod request_context;
mod scoped;

pub use current::{current, get, insert, request_id, url};
pub use request_context::RequestContext;
pub use scoped::{Carried, carried, carried_fn};

pub(crate) use scoped::ContextBody;

#[cfg(test)]
mod tests;
