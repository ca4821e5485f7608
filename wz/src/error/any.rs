use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::panic::Location;

use http::StatusCode;

use super::client_mistake::client_mistake;
use super::failure::Failure;
use super::http_error::HttpError;
use crate::body::BoxError;
use crate::response::{IntoResponse, Response};

/// What `?` turns into an [`Error`]: every [`std::error::Error`] that may go to another thread.
///
/// A trait of its own for its message. A status is no such error: write [`HttpError::new`], or return
/// `Result<T, HttpError>`, which `?` turns a status into.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not become a `wz::Error`",
    label = "not a `std::error::Error`: for a status write `HttpError::new(status)`, for a text `wz::Error::msg(text)`",
    note = "another response is sent by `Err(response.into_response())?`"
)]
pub trait AnyError: StdError + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<E: StdError + Send + Sync + 'static> AnyError for E {}

/// What handlers return: `wz::Result<Json<User>>`, or `wz::Result` alone for `Result<(), wz::Error>`.
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// Any error, made by `?`.
///
/// An [`HttpError`] stays what it is, and what a form or a query has wrong is a 400 that names the field:
/// [`MultiDictError`](crate::datastructures::MultiDictError) and the errors of
/// [`form::urlencoded`](crate::form::urlencoded). So does an `HttpError` inside of an [`io::Error`]: a
/// [`Part`](crate::handler::Part) that is read as an `AsyncRead` fails with it. Every other error becomes a 500 whose page does
/// not say why; the error, its sources and the place of the `?` go to the log. Like every type with such a `From`, it is not
/// itself a [`std::error::Error`].
///
/// ```
/// use wz::{HttpError, OptionExt};
///
/// fn handler(text: &str) -> wz::Result<u32> {
///     let (_, digits) = text.split_once('=').or_404("no such number")?;
///     Ok(digits.parse()?)
/// }
/// assert_eq!(handler("no").unwrap_err().status(), 404);
/// assert_eq!(handler("a=b").unwrap_err().status(), 500);
/// assert_eq!(handler("a=7").unwrap(), 7);
/// ```
pub struct Error(Repr);

enum Repr {
    Http(HttpError),
    Other(Box<Other>),
}

struct Other {
    error: BoxError,
    at: &'static Location<'static>,
    /// `None` for one that is only a sentence.
    type_name: Option<&'static str>,
}

impl Error {
    /// An error that is only a sentence, for the log.
    #[track_caller]
    pub fn msg(message: impl Into<String>) -> Error {
        Error(Repr::Other(Box::new(Other {
            error: message.into().into(),
            at: Location::caller(),
            type_name: None,
        })))
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match &self.0 {
            Repr::Http(error) => error.status(),
            Repr::Other(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error inside, when it is of this type.
    ///
    /// ```
    /// let error = wz::Error::from(std::io::Error::other("disk full"));
    /// assert!(error.downcast_ref::<std::io::Error>().is_some());
    /// ```
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        self.as_std().downcast_ref()
    }

    fn as_std(&self) -> &(dyn StdError + 'static) {
        match &self.0 {
            Repr::Http(error) => error,
            Repr::Other(other) => &*other.error,
        }
    }
}

impl<E: AnyError> From<E> for Error {
    #[track_caller]
    fn from(error: E) -> Error {
        let mut error = Some(error);
        if let Some(http) = (&mut error as &mut dyn Any).downcast_mut::<Option<HttpError>>()
            && let Some(http) = http.take()
        {
            return Error(Repr::Http(http));
        }
        if let Some(http) = client_mistake(&mut error).or_else(|| within_io(&mut error)) {
            return Error(Repr::Http(http));
        }
        match error {
            Some(error) => {
                let (at, type_name) = (Location::caller(), Some(std::any::type_name::<E>()));
                Error(Repr::Other(Box::new(Other { error: Box::new(error), at, type_name })))
            }
            None => Error(Repr::Http(HttpError::internal())),
        }
    }
}

/// The [`HttpError`] inside of an `Option` of an I/O error: what was read was the body.
fn within_io(error: &mut dyn Any) -> Option<HttpError> {
    let error = error.downcast_mut::<Option<io::Error>>()?;
    error.as_ref()?.get_ref()?.downcast_ref::<HttpError>()?;
    error.take()?.into_inner()?.downcast().ok().map(|http| *http)
}

impl From<Response> for Error {
    /// An error that answers with exactly this response.
    fn from(response: Response) -> Error {
        Error(Repr::Http(response.into()))
    }
}

impl From<Error> for HttpError {
    /// What is not an [`HttpError`] becomes the source of a 500.
    fn from(error: Error) -> HttpError {
        match error.0 {
            Repr::Http(error) => error,
            Repr::Other(other) => HttpError::raised(other.error, other.at, other.type_name),
        }
    }
}

/// For a stream, which no page can follow any more: a [`Failure`], as the log is to be told.
impl From<Error> for BoxError {
    fn from(error: Error) -> BoxError {
        let failure = match error.0 {
            Repr::Http(error) => Failure::of(&error, None),
            Repr::Other(other) => Failure::of(&*other.error, Some(other.at)).with_type_name(other.type_name),
        };
        Box::new(failure)
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        HttpError::from(self).into_response()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_std(), f)
    }
}

/// For people: `fn main() -> wz::Result` prints this.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")?;
        let mut next = self.as_std().source();
        while let Some(cause) = next {
            write!(f, "\n  caused by: {cause}")?;
            next = cause.source();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Reported;

    fn io() -> Result {
        Err(std::io::Error::other("secret path"))?;
        Ok(())
    }

    #[test]
    fn keeps_http_errors_and_hides_the_rest() {
        let http = Error::from(HttpError::forbidden());
        assert_eq!(
            (http.status(), http.into_response().status()),
            (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
        );

        let response = io().unwrap_err().into_response();
        assert_eq!(response.status(), 500);
        let page = String::from_utf8_lossy(response.body().as_bytes().unwrap()).into_owned();
        assert!(!page.contains("secret"), "{page}");
        let failure = &response.extensions().get::<Reported>().unwrap().0;
        assert_eq!(failure.error(), "secret path");
        assert!(failure.location().unwrap().contains("any.rs"), "{failure}");
    }

    #[test]
    fn debug_is_for_people() {
        let error = Error::from(HttpError::internal().with_source("why").with_description("what"));
        assert_eq!(format!("{error:?}"), "500 Internal Server Error: what\n  caused by: why");
        assert_eq!(format!("{:?}", Error::msg("just words")), "just words");
    }
}
