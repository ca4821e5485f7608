use super::{HTML, IntoResponse, Response};
use crate::body::Body;

/// Text sent as `text/html; charset=utf-8`. Nothing is escaped.
///
/// ```
/// use wz::{Html, IntoResponse};
///
/// let response = Html("<h1>Hello</h1>").into_response();
/// assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Html<T>(pub T);

impl<T: Into<Body>> IntoResponse for Html<T> {
    fn into_response(self) -> Response {
        Response::typed(self.0, HTML)
    }
}

impl<T> From<T> for Html<T> {
    fn from(text: T) -> Html<T> {
        Html(text)
    }
}
