use http::StatusCode;
use http::header::{HeaderValue, LOCATION};

use super::{HTML, IntoResponse, Response};
use crate::html::Escaped;
use crate::percent::push_url;

/// A redirect: status, `Location` and a small page with the link.
///
/// What may not stand in a URL (spaces, line breaks, `\`, other than ASCII) is percent-encoded, so that text
/// from a client can neither break the header nor be taken for another host's `\\name`. Which hosts may be
/// redirected to is the program's own decision: check a target that a client has chosen.
///
/// ```
/// use wz::{IntoResponse, Redirect};
///
/// let response = Redirect::to("/entry/ü 1").into_response();
/// assert_eq!(response.status(), 303);
/// assert_eq!(response.headers()["location"], "/entry/%C3%BC%201");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    status: StatusCode,
    location: String,
}

impl Redirect {
    /// 303 See Other: look there with `GET`; the answer to a form that has been dealt with.
    pub fn to(location: impl AsRef<str>) -> Redirect {
        Redirect::new(StatusCode::SEE_OTHER, location.as_ref())
    }

    /// 303 See Other, by its name; the same as [`to`](Redirect::to).
    pub fn see_other(location: impl AsRef<str>) -> Redirect {
        Redirect::to(location)
    }

    /// 307 Temporary Redirect: this time there, with the same method and body.
    pub fn temporary(location: impl AsRef<str>) -> Redirect {
        Redirect::new(StatusCode::TEMPORARY_REDIRECT, location.as_ref())
    }

    /// 308 Permanent Redirect: always there, with the same method and body. Browsers remember it.
    pub fn permanent(location: impl AsRef<str>) -> Redirect {
        Redirect::new(StatusCode::PERMANENT_REDIRECT, location.as_ref())
    }

    fn new(status: StatusCode, location: &str) -> Redirect {
        let mut encoded = String::with_capacity(location.len());
        push_url(location, &mut encoded);
        Redirect { status, location: encoded }
    }

    /// The value of `Location`.
    pub fn location(&self) -> &str {
        &self.location
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let link = Escaped(&self.location);
        let page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<title>Redirecting</title>\n<h1>Redirecting</h1>\n\
             <p>What you are looking for is at <a href=\"{link}\">{link}</a>.</p>\n"
        );
        let mut response = Response::typed(page, HTML).with_status(self.status);
        // Encoded text is printable ASCII, so there always is a value.
        if let Ok(location) = HeaderValue::from_str(&self.location) {
            response.headers_mut().insert(LOCATION, location);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses() {
        assert_eq!(Redirect::temporary("/").into_response().status(), 307);
        assert_eq!(Redirect::permanent("/").into_response().status(), 308);
    }

    #[test]
    fn bad_bytes_are_encoded() {
        let response = Redirect::to("/a\r\nx: y\\\u{7f}?q=%20&\"").into_response();
        assert_eq!(response.headers()["location"], "/a%0D%0Ax:%20y%5C%7F?q=%20&%22");
        let page = response.body().as_bytes().unwrap();
        assert!(String::from_utf8_lossy(page).contains("q=%20&amp;%22"));
    }
}
