//! A web toolkit: typed routes, extractors and responses, and an HTTP/1.1 server with its command line.
//!
//! The storeys, each of which knows only those above it in this list: [`routing`], [`form`], [`header`], [`html`], [`cookie`],
//! [`conditional`], [`url`], [`security`], [`websocket::codec`] and [`datastructures`] (bytes in, values out; each usable alone),
//! [`body`], [`request`], [`response`] and [`error`], [`files`], [`handler`], [`app`], [`serve`](mod@serve), and the command line
//! behind [`run`].
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `json` | yes | `Json<T>`, `Request::json` |
//! | `server` | yes | `run`, `serve`: HTTP/1.1 with hyper on tokio |
//! | `compress` | no | `App::compress`: responses compressed with gzip |
//! | `decompress` | no | `App::decompress`: bodies that are sent with gzip or deflate |
//! | `config` | no | `Config::load`: [configuration](config) from a TOML file |
//! | `brotli` | no | `br` for `compress` and `decompress` |
//! | `zstd` | no | `zstd` for `compress` and `decompress`; needs a C compiler |
//! | `embed` | no | release builds have the files of [`static`](macro@routes#folders-of-files) lines in them |
//! | `regex` | no | `routing::Regex`: converters by regular expression |
//! | `idna` | no | hosts beyond ASCII in [`url`] and in the `Domain` of a cookie |
//! | `random` | no | random tokens in [`security`] |
//! | `openapi` | no | [`openapi`]: the routes as a document, and a page that shows it |
//! | `password` | no | password hashes in [`security`] |
//! | `redis` | no | [`redis`](mod@redis): what several processes share; with `sessions`, a store for them |
//! | `flamegraph` | no | [`middleware::FlameGraph`]: what the program does, by samples; on Unix |
//! | `proxy` | no | [`proxy`]: requests are passed on to another server |
//! | `sessions` | no | [`session`]s in cookies or in a store |
//! | `signed-cookies` | no | signed and encrypted [`cookie`] values |
//! | `ws` | no | [`websocket`]s for handlers; their frames alone need no feature |
//! | `ws-deflate` | no | messages of WebSockets are compressed |
//! | `upload` | no | [`UploadedFile`]s that are long go to temporary files instead of memory |
//! | `sqlite` | no | [`session`]s in a file of SQLite; needs a C compiler |
//! | `tower` | no | `App::layer`: [middleware] made for tower |
//! | `uuid` | no | the `<uuid:…>` converter fills `uuid::Uuid` |

// The macros write `::wz`, which must also be found inside of this crate.
#[allow(unused_extern_crates)]
extern crate self as wz;

#[doc(hidden)]
pub mod __private;
pub mod app;
mod base64;
mod blocking;
pub mod body;
#[cfg(feature = "server")]
mod cli;
pub mod conditional;
pub mod config;
pub mod context;
pub mod cookie;
pub mod datastructures;
pub mod error;
pub mod files;
pub mod form;
pub mod handler;
pub mod header;
pub mod html;
mod json_string;
mod limits;
mod log;
#[cfg(feature = "openapi")]
pub mod openapi;
mod percent;
pub mod prelude;
#[cfg(feature = "proxy")]
pub mod proxy;
#[cfg(feature = "redis")]
pub mod redis;
pub mod request;
pub mod response;
pub mod routing;
pub mod security;
#[cfg(feature = "server")]
pub mod serve;
#[cfg(feature = "sessions")]
pub mod session;
mod sha1;
#[cfg(test)]
mod test_support;
pub mod testing;
#[cfg(any(feature = "proxy", feature = "ws"))]
mod upgrade;
pub mod upload;
pub mod url;
pub mod websocket;

#[doc(no_inline)]
pub use bytes;
#[doc(no_inline)]
pub use http;

pub use app::App;
#[doc(inline)]
pub use app::middleware;
pub use body::Body;
#[cfg(feature = "server")]
pub use cli::run;
pub use error::{Error, HttpError, OptionExt, Result};
pub use handler::{Form, FormData, FromForm, FromRequest, Multipart, Query, State};
pub use limits::Limits;
pub use request::Request;
#[cfg(feature = "json")]
pub use response::Json;
pub use response::{Html, IntoResponse, Redirect, Response};
#[cfg(feature = "server")]
pub use serve::serve;
pub use upload::UploadedFile;
#[doc = include_str!("docs/choice.md")]
pub use wz_macros::Choice;
#[doc = include_str!("docs/from_form.md")]
pub use wz_macros::FromForm;
#[doc = include_str!("docs/into_response.md")]
pub use wz_macros::IntoResponse;
#[doc = include_str!("docs/route.md")]
pub use wz_macros::route;
#[doc = include_str!("docs/routes.md")]
pub use wz_macros::routes;
#[doc = include_str!("docs/try_url_for.md")]
pub use wz_macros::try_url_for;
#[doc = include_str!("docs/url_for.md")]
pub use wz_macros::url_for;
pub use wz_macros::{delete, get, patch, post, put};
