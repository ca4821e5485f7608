//! Responses, and what a handler may return in place of one.

#[cfg(feature = "compress")]
mod compress;
mod event;
mod event_stream;
mod finalise;
mod heartbeat;
mod html;
mod into_response;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "json")]
mod json_lines;
mod on_close;
mod parts;
mod redirect;

use std::fmt::Display;

use http::header::{ETAG, HeaderMap, HeaderName, HeaderValue, SET_COOKIE};
use http::{Extensions, StatusCode, Version};

use crate::body::Body;
use crate::cookie::SetCookie;
use crate::error::{Failure, HttpError, Reported};
use crate::header::{ETag, Header, HeaderMapExt};

pub use event::{Event, EventError};
pub use event_stream::{EventStream, EventWriter};
pub use html::Html;
pub use into_response::IntoResponse;
#[cfg(feature = "json")]
pub use json::Json;
#[cfg(feature = "json")]
pub use json_lines::{JsonLines, JsonLinesWriter};
pub use redirect::Redirect;

#[cfg(feature = "compress")]
pub(crate) use compress::Plan;
pub(crate) use finalise::{finalise, own_length};
#[cfg(feature = "server")]
pub(crate) use heartbeat::Heartbeat;

/// `Content-Type` of pages.
pub(crate) const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
/// `Content-Type` of plain text.
pub(crate) const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
/// `Content-Type` of bytes nobody has named.
pub(crate) const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// An HTTP response: [`http::Response`] with a [`Body`], and the everyday methods at hand.
///
/// ```
/// use wz::{Response, http::StatusCode};
///
/// let response = Response::new("made")
///     .with_status(StatusCode::CREATED)
///     .with_header("location", "/item/7");
/// assert_eq!(response.status(), 201);
/// assert_eq!(response.headers()["location"], "/item/7");
/// ```
#[derive(Debug, Default)]
// In a box: it is handed on a dozen times on its way to the server, and to copy it each time costs more than one
// allocation.
pub struct Response(Box<http::Response<Body>>);

impl Response {
    /// 200 OK with this body and no headers.
    pub fn new(body: impl Into<Body>) -> Response {
        Response(Box::new(http::Response::new(body.into())))
    }

    /// 200 OK without a body.
    pub fn empty() -> Response {
        Response::default()
    }

    /// A body with its media type.
    pub(crate) fn typed(body: impl Into<Body>, content_type: HeaderValue) -> Response {
        let mut response = Response::new(body);
        response.headers_mut().insert(http::header::CONTENT_TYPE, content_type);
        response
    }

    /// A 500 whose reason goes to the log.
    pub(crate) fn failed(failure: Failure) -> Response {
        let mut response = HttpError::internal().into_response();
        response.extensions_mut().insert(Reported::from(failure));
        response
    }

    /// Whether the response stands for a failure of the program.
    pub(crate) fn has_failed(&self) -> bool {
        self.extensions().get::<Reported>().is_some()
    }

    /// Sets the status.
    #[must_use]
    pub fn with_status(mut self, status: StatusCode) -> Response {
        *self.0.status_mut() = status;
        self
    }

    /// Sets a header, replacing what it was; only `Set-Cookie` is added to those that are there, since each of them
    /// is about a cookie of its own (RFC 9110 section 5.3). For more values of any other header there is
    /// [`with_appended_header`](Response::with_appended_header).
    ///
    /// A name or value that HTTP does not allow (a line break, say) makes the response a 500, and the log says which.
    ///
    /// ```
    /// use wz::Response;
    ///
    /// let response = Response::new("x")
    ///     .with_header("cache-control", "no-store")
    ///     .with_header("cache-control", "no-cache")
    ///     .with_header("set-cookie", "a=1")
    ///     .with_header("set-cookie", "b=2");
    /// assert_eq!(response.headers().get_all("cache-control").iter().count(), 1);
    /// assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
    /// ```
    #[must_use]
    pub fn with_header<N, V>(mut self, name: N, value: V) -> Response
    where
        N: TryInto<HeaderName>,
        N::Error: Display,
        V: TryInto<HeaderValue>,
        V::Error: Display,
    {
        match header(name, value) {
            Ok((name, value)) => {
                set(self.headers_mut(), name, value);
                self
            }
            Err(failure) => Response::failed(failure),
        }
    }

    /// Adds a header beside those of the same name. What is not allowed is a 500, as for
    /// [`with_header`](Response::with_header).
    ///
    /// ```
    /// use wz::Response;
    ///
    /// let response = Response::new("x")
    ///     .with_appended_header("link", "</style.css>; rel=preload")
    ///     .with_appended_header("link", "</code.js>; rel=preload");
    /// assert_eq!(response.headers().get_all("link").iter().count(), 2);
    /// ```
    #[must_use]
    pub fn with_appended_header<N, V>(mut self, name: N, value: V) -> Response
    where
        N: TryInto<HeaderName>,
        N::Error: Display,
        V: TryInto<HeaderValue>,
        V::Error: Display,
    {
        match header(name, value) {
            Ok((name, value)) => {
                self.headers_mut().append(name, value);
                self
            }
            Err(failure) => Response::failed(failure),
        }
    }

    /// Sets a header of a [type of its own](crate::header), replacing what it was. What cannot be written (a control
    /// character in a text, say) is a 500, as for [`with_header`](Response::with_header).
    ///
    /// ```
    /// use wz::Response;
    /// use wz::header::{HeaderMapExt, ResponseCacheControl, RetryAfter};
    ///
    /// let response = Response::new("x").with_typed_header(&RetryAfter::Delay(std::time::Duration::from_secs(30)));
    /// assert_eq!(response.headers()["retry-after"], "30");
    /// assert!(response.headers().typed::<ResponseCacheControl>()?.is_none());
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn with_typed_header<H: Header>(mut self, header: &H) -> Response {
        match self.headers_mut().set_typed(header) {
            Ok(()) => self,
            Err(error) => Response::failed(Failure::of(&error, None)),
        }
    }

    /// Sets a cookie, beside those that are set already. The [prefixes, names and limits](crate::cookie) were checked when
    /// it was built.
    ///
    /// ```
    /// use wz::Response;
    /// use wz::cookie::SetCookie;
    ///
    /// let response = Response::new("signed in")
    ///     .with_cookie(&SetCookie::build("name", "Ada").http_only(true).build()?)
    ///     .with_cookie(&SetCookie::deletion("old").build()?);
    /// assert_eq!(response.headers()["set-cookie"], "name=Ada; HttpOnly; Path=/");
    /// assert_eq!(response.headers().get_all("set-cookie").iter().count(), 2);
    /// # Ok::<_, wz::header::HeaderError>(())
    /// ```
    #[must_use]
    pub fn with_cookie(mut self, cookie: &SetCookie) -> Response {
        cookie.append_to(self.headers_mut());
        self
    }

    /// Sets an `ETag` made from the body ([`ETag::of_content`](crate::header::ETag::of_content)), unless there is one, or
    /// the body is a stream: Werkzeug's `add_etag`. An [`App`](crate::App) then answers `If-None-Match` with 304, and
    /// ranges with 206.
    ///
    /// ```
    /// use wz::Response;
    ///
    /// let response = Response::new("0123456789").with_content_etag();
    /// assert!(response.headers().contains_key("etag"));
    /// ```
    #[must_use]
    pub fn with_content_etag(self) -> Response {
        match self.body().as_bytes() {
            Some(content) if !self.headers().contains_key(ETAG) => {
                let etag = ETag::of_content(content);
                self.with_typed_header(&etag)
            }
            _ => self,
        }
    }

    /// Replaces the body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Body>) -> Response {
        *self.body_mut() = body.into();
        self
    }

    /// The status code.
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The HTTP version; servers write their own.
    pub fn version(&self) -> Version {
        self.0.version()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }

    /// The headers, to change.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        self.0.headers_mut()
    }

    /// What travels with the response inside the program.
    pub fn extensions(&self) -> &Extensions {
        self.0.extensions()
    }

    /// What travels with the response inside the program, to change.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        self.0.extensions_mut()
    }

    /// The body.
    pub fn body(&self) -> &Body {
        self.0.body()
    }

    /// The body, to change.
    pub fn body_mut(&mut self) -> &mut Body {
        self.0.body_mut()
    }

    /// Only the body.
    pub fn into_body(self) -> Body {
        http::Response::from(self).into_body()
    }

    /// Head and body, with what is among the extensions left there.
    pub(crate) fn into_parts(self) -> (http::response::Parts, Body) {
        self.0.into_parts()
    }

    /// Adds headers: those of the same name replace what the response had, but for `Set-Cookie`; several values of one
    /// name all stay.
    pub(crate) fn add_headers(&mut self, headers: HeaderMap) {
        let mut current = None;
        for (name, value) in headers {
            match (name, &current) {
                (Some(name), _) => {
                    set(self.headers_mut(), name.clone(), value);
                    current = Some(name);
                }
                (None, Some(name)) => {
                    self.headers_mut().append(name.clone(), value);
                }
                (None, None) => {}
            }
        }
    }
}

impl<B> From<http::Response<B>> for Response
where
    B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
    B::Error: Into<crate::body::BoxError>,
{
    fn from(response: http::Response<B>) -> Response {
        Response(Box::new(response.map(Body::new)))
    }
}

impl From<Response> for http::Response<Body> {
    fn from(response: Response) -> http::Response<Body> {
        let (mut head, body) = response.0.into_parts();
        let body = on_close::hand_over(&mut head.extensions, body);
        http::Response::from_parts(head, body)
    }
}

/// Sets a header, or adds it where every value stands for itself.
pub(crate) fn set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    if name == SET_COOKIE {
        headers.append(name, value);
    } else {
        headers.insert(name, value);
    }
}

/// A header from text that may turn out not to be one.
pub(crate) fn header<N, V>(name: N, value: V) -> Result<(HeaderName, HeaderValue), Failure>
where
    N: TryInto<HeaderName>,
    N::Error: Display,
    V: TryInto<HeaderValue>,
    V::Error: Display,
{
    let name = name
        .try_into()
        .map_err(|error| Failure::message(format!("a response header has a bad name: {error}")))?;
    match value.try_into() {
        Ok(value) => Ok((name, value)),
        Err(error) => Err(Failure::message(format!("the response header `{name}` has a bad value: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_header_is_a_500_and_no_panic() {
        let response = Response::new("x").with_header("x-name", "a\r\nset-cookie: b");
        assert_eq!(response.status(), 500);
        let failure = &response.extensions().get::<Reported>().unwrap().0;
        assert!(failure.error().contains("`x-name`"), "{failure}");
    }
}
