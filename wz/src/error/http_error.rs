use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::panic::Location;

use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use super::failure::{Failure, Reported};
use super::page::{self, page};
use crate::body::{Body, BoxError};
use crate::response::{HTML, IntoResponse, Response, header, set};

/// An error that is an answer: a status, a description for the reader, headers, perhaps a source for the log.
///
/// It answers with a small HTML page. Only the description reaches the client; the source never does, and is
/// logged when the status is 5xx.
///
/// ```
/// use wz::{HttpError, http::StatusCode};
///
/// let error = HttpError::bad_request("the date lies in the past");
/// assert_eq!(error.to_string(), "400 Bad Request: the date lies in the past");
/// assert_eq!(HttpError::new(StatusCode::CONFLICT).status(), 409);
/// ```
pub struct HttpError(Box<Inner>);

struct Inner {
    status: StatusCode,
    /// `None`: the standard sentence of the status.
    description: Option<Cow<'static, str>>,
    headers: HeaderMap,
    source: Option<BoxError>,
    /// Where a `?` took the source for an error of the program; then the log is about the source alone.
    raised_at: Option<&'static Location<'static>>,
    missing: bool,
    /// A response made elsewhere takes the place of the page.
    response: Option<Response>,
}

impl HttpError {
    /// An error that answers with exactly this response.
    pub(super) fn answered(response: Response) -> HttpError {
        let mut error = HttpError::new(response.status());
        error.0.response = Some(response);
        error
    }

    /// An error with this status and its standard description.
    pub fn new(status: StatusCode) -> HttpError {
        HttpError(Box::new(Inner {
            status,
            description: None,
            headers: HeaderMap::new(),
            source: None,
            raised_at: None,
            missing: false,
            response: None,
        }))
    }

    /// 400 Bad Request.
    pub fn bad_request(description: impl Into<Cow<'static, str>>) -> HttpError {
        HttpError::new(StatusCode::BAD_REQUEST).with_description(description)
    }

    /// 401 Unauthorized; add `WWW-Authenticate` (RFC 9110 section 15.5.2).
    pub fn unauthorized() -> HttpError {
        HttpError::new(StatusCode::UNAUTHORIZED)
    }

    /// 403 Forbidden.
    pub fn forbidden() -> HttpError {
        HttpError::new(StatusCode::FORBIDDEN)
    }

    /// 404 Not Found.
    pub fn not_found() -> HttpError {
        HttpError::new(StatusCode::NOT_FOUND)
    }

    /// 500 Internal Server Error.
    pub fn internal() -> HttpError {
        HttpError::new(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Replaces the sentence for the reader. It is escaped in the page.
    #[must_use]
    pub fn with_description(mut self, description: impl Into<Cow<'static, str>>) -> HttpError {
        self.0.description = Some(description.into());
        self
    }

    /// Sets a header of the answer, replacing what it was; only `Set-Cookie` is added to those that are there, as
    /// [`Response::with_header`] does it. A name or value that HTTP does not allow (a line break, say) makes the
    /// error a 500, and the log says which.
    #[must_use]
    pub fn with_header<N, V>(self, name: N, value: V) -> HttpError
    where
        N: TryInto<HeaderName>,
        N::Error: fmt::Display,
        V: TryInto<HeaderValue>,
        V::Error: fmt::Display,
    {
        self.change_header(name, value, set)
    }

    /// Adds a header to the answer, beside those of the same name: a second `WWW-Authenticate`, say.
    ///
    /// ```
    /// use wz::HttpError;
    ///
    /// let error = HttpError::unauthorized()
    ///     .with_header("www-authenticate", "Basic realm=\"wiki\"")
    ///     .with_appended_header("www-authenticate", "Bearer");
    /// assert_eq!(error.headers().get_all("www-authenticate").iter().count(), 2);
    /// ```
    #[must_use]
    pub fn with_appended_header<N, V>(self, name: N, value: V) -> HttpError
    where
        N: TryInto<HeaderName>,
        N::Error: fmt::Display,
        V: TryInto<HeaderValue>,
        V::Error: fmt::Display,
    {
        self.change_header(name, value, |headers, name, value| {
            headers.append(name, value);
        })
    }

    fn change_header<N, V>(
        mut self,
        name: N,
        value: V,
        change: impl FnOnce(&mut HeaderMap, HeaderName, HeaderValue),
    ) -> HttpError
    where
        N: TryInto<HeaderName>,
        N::Error: fmt::Display,
        V: TryInto<HeaderValue>,
        V::Error: fmt::Display,
    {
        match header(name, value) {
            Ok((name, value)) => {
                change(&mut self.0.headers, name, value);
                self
            }
            Err(failure) => HttpError::internal().with_source(failure.error()),
        }
    }

    /// Keeps the error behind this one, for [`source`](StdError::source) and the log.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> HttpError {
        self.0.source = Some(source.into());
        self
    }

    /// A 500 because of an error that a `?` met.
    pub(super) fn raised(source: BoxError, at: &'static Location<'static>) -> HttpError {
        let mut error = HttpError::internal().with_source(source);
        error.0.raised_at = Some(at);
        error
    }

    /// Says that the thing asked for is simply not there, rather than there and wrong: an extractor that fails
    /// so gives `None` for `Option<Extractor>`.
    #[must_use]
    pub fn as_missing(mut self) -> HttpError {
        self.0.missing = true;
        self
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The sentence for the reader; empty for a status without a standard one.
    pub fn description(&self) -> &str {
        match &self.0.description {
            Some(description) => description,
            None => page::description(self.0.status),
        }
    }

    /// The headers the answer will have beside those of the page.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Whether the thing asked for is simply not there.
    pub fn is_missing(&self) -> bool {
        self.0.missing
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let failure = match (&self.0.source, self.0.raised_at) {
            _ if !self.0.status.is_server_error() => None,
            (Some(source), at @ Some(_)) => Some(Failure::of(&**source, at)),
            (Some(_), None) => Some(Failure::of(&self, None)),
            (None, _) => None,
        };
        let text = self.0.response.is_none().then(|| page(self.0.status, self.description()));
        let Inner { status, headers, response, .. } = *self.0;
        let mut response = response.unwrap_or_else(|| {
            let mut page = Response::new(Body::from(text.unwrap_or_default())).with_status(status);
            page.headers_mut().insert(CONTENT_TYPE, HTML);
            page
        });
        response.add_headers(headers);
        if let Some(failure) = failure {
            response.extensions_mut().insert(Reported::from(failure));
        }
        response
    }
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.status)?;
        match self.description() {
            "" => Ok(()),
            description => write!(f, ": {description}"),
        }
    }
}

impl fmt::Debug for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpError")
            .field("status", &self.0.status)
            .field("description", &self.description())
            .field("headers", &self.0.headers)
            .field("source", &self.0.source)
            .field("missing", &self.0.missing)
            .finish_non_exhaustive()
    }
}

impl StdError for HttpError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_with_a_page_and_its_headers() {
        let response = HttpError::unauthorized().with_header("www-authenticate", "Basic").into_response();
        assert_eq!(response.status(), 401);
        assert_eq!(response.headers()["www-authenticate"], "Basic");
        assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    }

    #[test]
    fn headers_replace_and_cookies_add_up() {
        let error = HttpError::from(Response::empty().with_header("set-cookie", "a=1"))
            .with_header("set-cookie", "b=2")
            .with_header("set-cookie", "c=3")
            .with_header("retry-after", "1")
            .with_header("retry-after", "2");
        let response = error.into_response();
        let count = |name: &str| response.headers().get_all(name).iter().count();
        assert_eq!((count("set-cookie"), count("retry-after")), (3, 1));
    }

    #[test]
    fn a_bad_header_is_a_500_and_no_panic() {
        let response = HttpError::not_found().with_header("x-name", "a\r\nb").into_response();
        assert_eq!(response.status(), 500);
        let causes = response.extensions().get::<Reported>().unwrap().0.causes().to_vec();
        assert!(causes[0].contains("`x-name`"), "{causes:?}");
    }

    #[test]
    fn a_response_is_kept_as_it_is() {
        let error = HttpError::from((StatusCode::IM_A_TEAPOT, "short").into_response());
        assert_eq!(error.status(), 418);
        let response = error.into_response();
        assert_eq!(response.body().as_bytes(), Some(&b"short"[..]));
    }

    #[test]
    fn the_source_is_logged_for_5xx_only() {
        let source = || std::io::Error::other("disk full");
        let logged = HttpError::internal().with_source(source()).into_response();
        assert_eq!(logged.extensions().get::<Reported>().unwrap().0.causes(), ["disk full"]);
        let quiet = HttpError::not_found().with_source(source()).into_response();
        assert!(quiet.extensions().get::<Reported>().is_none());
    }
}
