/// Leaves the handler with an error: Werkzeug's `abort`.
///
/// Takes a status as a number from 400 to 599, which is checked when the program is compiled, or whatever becomes an
/// [`HttpError`](crate::HttpError): a [`StatusCode`](crate::http::StatusCode), a [`Redirect`](crate::Redirect), a
/// [`Response`](crate::Response). A text for the reader may follow, as for [`format!`]. The function must return a
/// `Result` whose error an [`HttpError`](crate::HttpError) becomes: [`wz::Result`](crate::Result), or
/// `Result<T, HttpError>`.
///
/// ```
/// use wz::prelude::*;
///
/// #[get("/book/<int:id>")]
/// fn book(id: u32) -> Result<String> {
///     if id == 0 {
///         abort!(404);
///     }
///     if id > 9 {
///         abort!(404, "There is no book {id}.");
///     }
///     if id == 9 {
///         abort!(Redirect::to("/book/8"));
///     }
///     Ok(format!("book {id}"))
/// }
///
/// assert_eq!(book(0).unwrap_err().status(), 404);
/// assert_eq!(book(10).unwrap_err().to_string(), "404 Not Found: There is no book 10.");
/// assert_eq!(book(9).unwrap_err().status(), 303);
/// assert_eq!(book(1).unwrap(), "book 1");
/// ```
///
/// ```compile_fail,E0080
/// fn handler() -> wz::Result {
///     wz::abort!(200);
/// }
/// ```
#[macro_export]
macro_rules! abort {
    ($status:literal $(,)?) => {
        $crate::abort!($crate::__private::status(const { $crate::__private::error_status($status) }))
    };
    ($status:literal, $($text:tt)+) => {
        $crate::abort!($crate::__private::status(const { $crate::__private::error_status($status) }), $($text)+)
    };
    ($error:expr $(,)?) => {
        return ::core::result::Result::Err(::core::convert::From::from($crate::HttpError::from($error)))
    };
    ($error:expr, $($text:tt)+) => {
        $crate::abort!($crate::HttpError::from($error).with_description(::std::format!($($text)+)))
    };
}

/// Refuses what is no status of an error.
#[expect(clippy::panic, reason = "in a constant: a compile error")]
pub const fn error_status(status: u16) -> u16 {
    if status < 400 || status > 599 {
        panic!("`abort!` takes the status of an error, from 400 to 599");
    }
    status
}

/// The status of this number, which is one.
pub fn status(status: u16) -> http::StatusCode {
    http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR)
}
