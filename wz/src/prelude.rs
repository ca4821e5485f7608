//! What nearly every program uses: `use wz::prelude::*;`
//!
//! [`Result`] has two parameters like the standard one, both with a default: `Result<T>` is what a
//! handler returns, `Result<T, E>` is what it always was.

pub use crate::app::App;
pub use crate::app::middleware::Next;
pub use crate::body::Body;
pub use crate::error::{HttpError, OptionExt, Result};
pub use crate::handler::{
    Cookies, Extension, Form, FormData, FromRequest, Header, Multipart, PeerAddr, Query, State,
};
pub use crate::limits::Limits;
pub use crate::request::Request;
#[cfg(feature = "json")]
pub use crate::response::Json;
pub use crate::response::{Html, Redirect, Response};
pub use crate::upload::UploadedFile;
pub use crate::{
    Choice, FromForm, IntoResponse, abort, delete, get, patch, post, put, route, routes, try_url_for, url_for,
};
pub use bytes::Bytes;
pub use http::{HeaderMap, Method, StatusCode, Uri};
