use http::{HeaderMap, Method, Uri};

use crate::error::HttpError;
use crate::request::Request;

/// A parameter of a handler that borrows from the request: `&Request`, `&Method`, `&Uri`, `&HeaderMap`.
///
/// Borrowing comes after everything that [`FromRequest`](super::FromRequest) makes.
///
/// ```
/// use wz::{Request, handler::FromRequestRef, http::Method};
///
/// let request = Request::get("/");
/// let method = <&Method>::from_request_ref(&request)?;
/// assert_eq!(method, Method::GET);
/// # Ok::<_, wz::HttpError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be borrowed from a request",
    label = "no `<…>` of this name in the rule, and the type does not implement `FromRequestRef`",
    note = "a reference parameter is `&str` with the name of a variable of the rule, or one of `&Request`, `&Method`, \
            `&Uri`, `&HeaderMap`; what the application shares is taken by value, as `State<T>`"
)]
pub trait FromRequestRef<'r>: Sized {
    /// Borrows the value.
    ///
    /// # Errors
    /// What the client is to be told when it is not there.
    fn from_request_ref(request: &'r Request) -> Result<Self, HttpError>;
}

impl<'r> FromRequestRef<'r> for &'r Request {
    fn from_request_ref(request: &'r Request) -> Result<Self, HttpError> {
        Ok(request)
    }
}

impl<'r> FromRequestRef<'r> for &'r Method {
    fn from_request_ref(request: &'r Request) -> Result<Self, HttpError> {
        Ok(request.method())
    }
}

impl<'r> FromRequestRef<'r> for &'r Uri {
    fn from_request_ref(request: &'r Request) -> Result<Self, HttpError> {
        Ok(request.uri())
    }
}

impl<'r> FromRequestRef<'r> for &'r HeaderMap {
    fn from_request_ref(request: &'r Request) -> Result<Self, HttpError> {
        Ok(request.headers())
    }
}
