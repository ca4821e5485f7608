use std::ops::{Deref, DerefMut};

use http::header::HeaderValue;
use serde::Serialize;

use super::{IntoResponse, Response};
use crate::error::Failure;

/// `Content-Type` of JSON; it has no `charset` parameter (RFC 8259 section 11).
const MIME: HeaderValue = HeaderValue::from_static("application/json");

/// A value as JSON: returned by a handler, it is serialised; as a parameter of a handler, it is read from the
/// body ([`Request::json`](crate::Request::json) says how it fails).
///
/// A value that cannot be serialised (a map whose keys are not strings, say) is a 500, and the log says why.
///
/// ```
/// use wz::{IntoResponse, Json};
///
/// let response = Json(vec![1, 2, 3]).into_response();
/// assert_eq!(response.headers()["content-type"], "application/json");
/// assert_eq!(response.body().as_bytes(), Some(&b"[1,2,3]"[..]));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(text) => Response::typed(text, MIME),
            Err(error) => Response::failed(Failure::message(format!(
                "`{}` cannot be written as JSON: {error}",
                std::any::type_name::<T>()
            ))),
        }
    }
}

impl<T> Deref for Json<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Json<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Json<T> {
        Json(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_serialised_is_a_500() {
        let map = std::collections::HashMap::from([((1, 2), 3)]);
        let response = Json(map).into_response();
        assert_eq!(response.status(), 500);
        assert!(response.has_failed());
    }
}
