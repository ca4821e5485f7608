//! wz

extern crate self as wz;

pub mod app;
pub mod body;
pub mod error;
pub mod form;
pub mod handler;
mod html;
mod log;
pub mod request;
pub mod response;
pub mod routing;
#[cfg(feature = "server")]
pub mod serve;
#[cfg(test)]
mod test_support;

pub use bytes;
pub use http;

pub use app::App;
pub use body::{Body, Limits};
pub use error::{Error, HttpError, OptionExt, Result};
pub use handler::{FromRequest, Query, State};
pub use request::Request;
#[cfg(feature = "json")]
pub use response::Json;
pub use response::{Html, IntoResponse, Redirect, Response};
#[cfg(feature = "server")]
pub use serve::serve;
