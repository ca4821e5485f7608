//! A reverse proxy (feature `proxy`): requests are passed on to another server, below a prefix, as a fallback or by a handler.
//!
//! ```no_run
//! use wz::prelude::*;
//! use wz::proxy::HttpProxy;
//!
//! #[get("/")]
//! fn index() -> &'static str {
//!     "new"
//! }
//!
//! routes! { New = index }
//!
//! # fn main() -> wz::Result {
//! let app = App::new(New)
//!     // `/api/users` is asked for as `/v1/users`.
//!     .mount("/api", HttpProxy::new("http://127.0.0.1:8000/v1")?)
//!     // What is not here yet is still there: an application that is moved route by route.
//!     .fallback(HttpProxy::new("http://127.0.0.1:8001")?.keep_host());
//! # Ok(()) }
//! ```
//!
//! Both bodies are streamed: nothing is held but what is on its way, and who does not read makes the other end wait. A client
//! that leaves ends the request at the other server.
//!
//! # What is changed
//!
//! | | request | response |
//! |---|---|---|
//! | what is about one connection ([`remove_hop_by_hop`](crate::header::remove_hop_by_hop)) | taken away | taken away |
//! | framing: `Content-Length`, `Transfer-Encoding` | made anew from the body | made anew from the body; two that disagree are a 502 |
//! | `TE` | `trailers`, when the client says so | |
//! | `Host` | the other server's, or [kept](HttpProxy::keep_host), or [another](HttpProxy::host) | |
//! | `X-Forwarded-For`, `-Host`, `-Proto`, `-Prefix`, `Forwarded` | what is known of the client, in place of what it says itself | |
//! | other `X-Forwarded-…`, `X-Real-IP`, `Proxy` | taken away: nobody here says them | |
//! | `Via` | added to (RFC 9110 section 7.6.3) | |
//! | `Max-Forwards` of `OPTIONS` | counted down (section 7.6.2) | |
//! | `Location`, `Content-Location` | | as they are, or [rewritten](HttpProxy::rewrite_location) |
//!
//! All else is passed on as it is: the encoded path, redirects, cookies, error pages, `Content-Encoding`, trailers.
//!
//! # WebSockets
//!
//! `Upgrade: websocket` is passed on, and what follows the 101 is a tunnel; [`upgrades`](HttpProxy::upgrades) says which protocols
//! are. Others are ignored, as HTTP allows (RFC 9110 section 7.8): with `h2c` a client could ask for what an
//! application would not let through. In a server that is not wz's own, call [`accept_upgrades`](crate::serve::accept_upgrades).
//!
//! # What goes wrong
//!
//! The page is that of any other [error](crate::HttpError), and does not say where the other server is: the log does.
//!
//! | status | when |
//! |---|---|
//! | 400 | the path has `.` or `..` in it, which would lead elsewhere |
//! | 413, 408 | the body of the request is beyond the [limits](crate::Limits) |
//! | 501 | `CONNECT` and `TRACE`, which are not passed on |
//! | 502 | there is no connection, or what comes back is no response that can be passed on |
//! | 504 | it takes [too long](HttpProxy::response_timeout) |
//!
//! What goes wrong in the middle of a response ends the connection to the client, which is how it learns that the body is not
//! whole. A `GET`, `HEAD` or `OPTIONS` without a body is sent once more when the connection, which has been kept open, ends
//! without a response.
//!
//! # What it does not do
//!
//! It speaks HTTP/1.1, without TLS: for a server elsewhere, let something else do that. Interim responses (103 Early Hints) stay
//! here, since the server cannot send them; `100 Continue` reaches a client that waits for it when the other server says
//! it, or says nothing for a second.

mod client;
mod download;
mod failure;
mod forward;
mod forwarded;
mod head;
mod http_proxy;
mod location;
mod settings;
mod tunnel;
mod upload;
mod upstream;

pub use http_proxy::{HttpProxy, ProxyFuture};
pub use upstream::UpstreamError;
