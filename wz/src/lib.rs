//! wz

extern crate self as wz;

pub mod body;
pub mod error;
pub mod form;
mod html;
pub mod request;
pub mod response;
pub mod routing;
#[cfg(test)]
mod test_support;

pub use bytes;
pub use http;

pub use body::{Body, Limits};
pub use error::{Error, HttpError, OptionExt, Result};
pub use request::Request;
#[cfg(feature = "json")]
pub use response::Json;
pub use response::{Html, IntoResponse, Redirect, Response};
