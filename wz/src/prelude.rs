//! What nearly every program uses: `use wz::prelude::*;`
//!
//! [`wz::Result`](crate::Result) is not among these: it would take the place of the standard one.

pub use crate::app::App;
pub use crate::body::{Body, Limits};
pub use crate::error::{HttpError, OptionExt};
pub use crate::handler::{FromRequest, PeerAddr, Query, State};
pub use crate::request::Request;
#[cfg(feature = "json")]
pub use crate::response::Json;
pub use crate::response::{Html, IntoResponse, Redirect, Response};
pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode, Uri};
