use std::borrow::Cow;

use bytes::Bytes;

use super::{HTML, IntoResponse, Response};
use crate::body::Body;

/// Text sent as `text/html; charset=utf-8`. Nothing is escaped.
///
/// A `&str` is copied, so that it may be borrowed from the request; a large constant page is not when it is written
/// `Html(Bytes::from_static(b"..."))`.
///
/// ```
/// use wz::{Html, IntoResponse};
///
/// let response = Html("<h1>Hello</h1>").into_response();
/// assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Html<T>(pub T);

macro_rules! html {
    ($($text:ty => $body:expr;)+) => {
        $(impl IntoResponse for Html<$text> {
            fn into_response(self) -> Response {
                let body: fn($text) -> Body = $body;
                Response::typed(body(self.0), HTML)
            }
        })+
    };
}

html! {
    &str => |text| String::from(text).into();
    Cow<'_, str> => |text| text.into_owned().into();
    String => Body::from;
    Box<str> => Body::from;
    Bytes => Body::from;
    Vec<u8> => Body::from;
    Body => |body| body;
}

impl<T> From<T> for Html<T> {
    fn from(text: T) -> Html<T> {
        Html(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borrowed_text_will_do() {
        let text = String::from("<p>");
        assert_eq!(Html(text.as_str()).into_response().body().as_bytes(), Some(&b"<p>"[..]));
        assert_eq!(Html(Cow::from(&text)).into_response().headers()["content-type"], HTML);
    }
}
