//! What may be the error of a handler: all that becomes an [`HttpError`].

use std::convert::Infallible;
use std::fmt::Display;

use bytes::Bytes;
use http::StatusCode;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::HttpError;
use crate::body::BoxError;
use crate::response::{IntoResponse, Redirect, Response};

/// The error side of a handler's `Result`: whatever has a conversion into [`HttpError`].
///
/// A text, or JSON, is not among them: as an `Err` it would go out as 200 OK, and nobody would notice. These are:
///
/// | type | answer |
/// |---|---|
/// | [`Error`](crate::Error), in [`wz::Result<T>`](crate::Result) | an [`HttpError`] as it is, any other error as 500 |
/// | [`HttpError`] | its page |
/// | the errors of [`MultiDict`](crate::datastructures::MultiDict) and [`form::urlencoded`](crate::form::urlencoded) | 400, naming the field |
/// | [`MultipartError`](crate::form::multipart::MultipartError) | 400, 413 or 415, naming the part or the limit |
/// | the errors of a [`Map`](crate::routing::map::Map) | 404, 405 with `Allow`, 308, 400 |
/// | [`StatusCode`], `(StatusCode, R)`, `(StatusCode, headers, R)` | as when they are returned as responses |
/// | [`Response`], [`Redirect`] | just that |
/// | a type `E` of your own, with `impl From<E> for HttpError` | what that makes |
///
/// ```
/// use wz::{HttpError, IntoResponse};
///
/// enum Problem {
///     Closed,
/// }
///
/// impl From<Problem> for HttpError {
///     fn from(problem: Problem) -> HttpError {
///         match problem {
///             Problem::Closed => HttpError::forbidden().with_description("The shop is closed."),
///         }
///     }
/// }
///
/// assert_eq!(Err::<&str, _>(Problem::Closed).into_response().status(), 403);
/// ```
#[diagnostic::on_unimplemented(
    message = "a handler cannot fail with `{Self}`",
    label = "this error has no answer: return `wz::Result<...>` and use `?`",
    note = "`wz::Result<T>` takes any error by `?`, and `HttpError` says which status is sent, as in \
            `Err(HttpError::bad_request(\"...\"))?`",
    note = "for an error type of your own write `impl From<{Self}> for HttpError`"
)]
pub trait IntoHttpError {
    /// The error that is sent.
    fn into_http_error(self) -> HttpError;
}

#[diagnostic::do_not_recommend]
impl<E: Into<HttpError>> IntoHttpError for E {
    fn into_http_error(self) -> HttpError {
        self.into()
    }
}

impl From<Response> for HttpError {
    /// An error that answers with exactly this response.
    fn from(response: Response) -> HttpError {
        HttpError::answered(response)
    }
}

impl From<StatusCode> for HttpError {
    /// The page of the status; without one when it is no error.
    fn from(status: StatusCode) -> HttpError {
        if status.is_client_error() || status.is_server_error() {
            HttpError::new(status)
        } else {
            HttpError::answered(status.into_response())
        }
    }
}

impl From<Redirect> for HttpError {
    fn from(redirect: Redirect) -> HttpError {
        HttpError::answered(redirect.into_response())
    }
}

impl<B> From<http::Response<B>> for HttpError
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    fn from(response: http::Response<B>) -> HttpError {
        HttpError::answered(response.into())
    }
}

impl<R: IntoResponse> From<(StatusCode, R)> for HttpError {
    fn from(response: (StatusCode, R)) -> HttpError {
        HttpError::answered(response.into_response())
    }
}

impl<R: IntoResponse> From<(StatusCode, HeaderMap, R)> for HttpError {
    fn from(response: (StatusCode, HeaderMap, R)) -> HttpError {
        HttpError::answered(response.into_response())
    }
}

impl<N, V, R, const COUNT: usize> From<(StatusCode, [(N, V); COUNT], R)> for HttpError
where
    N: TryInto<HeaderName>,
    N::Error: Display,
    V: TryInto<HeaderValue>,
    V::Error: Display,
    R: IntoResponse,
{
    fn from(response: (StatusCode, [(N, V); COUNT], R)) -> HttpError {
        HttpError::answered(response.into_response())
    }
}

impl From<Infallible> for HttpError {
    fn from(never: Infallible) -> HttpError {
        match never {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(error: impl IntoHttpError) -> (u16, String) {
        let response = Err::<(), _>(error).into_response();
        let text = String::from_utf8_lossy(response.body().as_bytes().unwrap()).into_owned();
        (response.status().as_u16(), text)
    }

    #[test]
    fn what_has_a_status_is_sent_as_it_is() {
        assert_eq!(sent((StatusCode::CONFLICT, "taken")), (409, "taken".to_owned()));
        assert_eq!(sent((StatusCode::CONFLICT, [("x-a", "b")], "taken")), (409, "taken".to_owned()));
        assert!(sent(StatusCode::CONFLICT).1.starts_with("<!doctype html>"));
        assert_eq!(sent(StatusCode::NOT_MODIFIED), (304, String::new()));
        assert_eq!(sent(Redirect::to("/login")).0, 303);
    }

    #[test]
    fn a_failure_on_the_way_stays_one() {
        assert_eq!(sent((StatusCode::CONFLICT, [("x", "\n")], "taken")).0, 500);
    }
}
