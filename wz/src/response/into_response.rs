use std::borrow::Cow;
use std::convert::Infallible;

use bytes::Bytes;
use http::StatusCode;

use super::{BYTES, Response, TEXT};
use crate::body::{Body, BoxError};
use crate::error::{HttpError, IntoHttpError};

/// What a handler may return.
///
/// | type | response |
/// |---|---|
/// | `()` | 200, empty |
/// | `&str`, `String`, `Cow<str>`, `Box<str>` | `text/plain; charset=utf-8` |
/// | `Bytes`, `Vec<u8>`, `&'static [u8]` | `application/octet-stream` |
/// | [`Html<T>`](super::Html), [`Json<T>`](crate::Json) | that media type |
/// | [`EventStream`](super::EventStream), [`JsonLines`](super::JsonLines) | what goes on while it is sent |
/// | [`Body`] | that, without a media type |
/// | [`StatusCode`] | that status; for 4xx and 5xx with the error page, else empty |
/// | [`NamedFile`](crate::files::NamedFile) | the file, with its type, tag and date |
/// | [`Redirect`](super::Redirect) | 303, 307 or 308 with `Location` |
/// | `(StatusCode, R)`, `([(name, value); N], R)`, `(HeaderMap, R)`, `(StatusCode, headers, R)` | `R` with these |
/// | `Option<R>` | `R`, or 404 |
/// | `Result<R, E>` | whichever it is; `E` is an error, see [`IntoHttpError`] |
/// | [`HttpError`], [`Error`](crate::Error) | the error's page |
///
/// An enum of such types [derives](macro@crate::IntoResponse) it.
///
/// A `&str` is copied; for a large constant text use `Bytes::from_static`, which is not.
///
/// ```
/// use wz::{IntoResponse, http::StatusCode};
///
/// let response = (StatusCode::CREATED, [("location", "/item/7")], "made").into_response();
/// assert_eq!(response.status(), 201);
/// assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
/// ```
#[diagnostic::on_unimplemented(
    message = "a handler cannot return `{Self}`",
    label = "this type is not a response",
    note = "return &str, String, Html, Json, a status code, a tuple of these, Option, Result or Response"
)]
pub trait IntoResponse {
    /// The response.
    fn into_response(self) -> Response;
}

impl IntoResponse for Response {
    fn into_response(self) -> Response {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<B> IntoResponse for http::Response<B>
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn into_response(self) -> Response {
        self.into()
    }
}

impl IntoResponse for () {
    fn into_response(self) -> Response {
        Response::empty()
    }
}

impl IntoResponse for Infallible {
    fn into_response(self) -> Response {
        match self {}
    }
}

impl IntoResponse for Body {
    fn into_response(self) -> Response {
        Response::new(self)
    }
}

impl IntoResponse for StatusCode {
    fn into_response(self) -> Response {
        if self.is_client_error() || self.is_server_error() {
            HttpError::new(self).into_response()
        } else {
            Response::empty().with_status(self)
        }
    }
}

impl IntoResponse for &str {
    fn into_response(self) -> Response {
        Response::typed(String::from(self), TEXT)
    }
}

impl IntoResponse for Cow<'_, str> {
    fn into_response(self) -> Response {
        Response::typed(self.into_owned(), TEXT)
    }
}

macro_rules! typed {
    ($content_type:expr, $($body:ty),+) => {
        $(impl IntoResponse for $body {
            fn into_response(self) -> Response {
                Response::typed(self, $content_type)
            }
        })+
    };
}

typed!(TEXT, String, Box<str>);
typed!(BYTES, Bytes, Vec<u8>, &'static [u8], Box<[u8]>);

impl<const N: usize> IntoResponse for &'static [u8; N] {
    fn into_response(self) -> Response {
        self.as_slice().into_response()
    }
}

impl<R: IntoResponse> IntoResponse for Option<R> {
    fn into_response(self) -> Response {
        match self {
            Some(response) => response.into_response(),
            None => HttpError::not_found().into_response(),
        }
    }
}

/// An error is asked for more than a response: a text would go out as 200 OK.
impl<R: IntoResponse, E: IntoHttpError> IntoResponse for Result<R, E> {
    fn into_response(self) -> Response {
        match self {
            Ok(response) => response.into_response(),
            Err(error) => error.into_http_error().into_response(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(response: &Response) -> &[u8] {
        response.body().as_bytes().unwrap()
    }

    #[test]
    fn media_types() {
        for response in
            ["a".into_response(), String::from("a").into_response(), Cow::from("a").into_response()]
        {
            assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
            assert_eq!(text(&response), b"a");
        }
        assert_eq!(b"\0".into_response().headers()["content-type"], "application/octet-stream");
        assert!(().into_response().headers().is_empty());
    }

    #[test]
    fn options_results_and_codes() {
        assert_eq!(None::<&str>.into_response().status(), 404);
        assert_eq!(Err::<&str, _>(HttpError::forbidden()).into_response().status(), 403);
        assert_eq!(text(&StatusCode::NO_CONTENT.into_response()), b"");
        assert!(text(&StatusCode::CONFLICT.into_response()).starts_with(b"<!doctype html>"));
    }
}
