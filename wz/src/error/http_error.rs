use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::panic::Location;

use bytes::Bytes;
use http::StatusCode;
use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::description::description;
use super::details::Details;
use super::failure::{Failure, Reported};
use super::page::{Content, PageFormat};
use super::raised::{Raised, vary_by_accept};
use crate::body::BoxError;
use crate::header::{Accept, Header, HeaderMapExt};
use crate::response::{IntoResponse, Response, header, set};

/// An error that is an answer: a status, a description for the reader, headers, perhaps a source for the log.
///
/// In an [`App`](crate::App) it answers with what the client's `Accept` prefers: a small HTML page, a problem
/// (`application/problem+json`, RFC 9457), or a line of text; HTML when the client does not care, and outside of an `App`.
/// [`ErrorPages`](crate::app::ErrorPages) put pages of your own in their place. Only the description and the members
/// reach the client; the source never does, and is logged when the status is 5xx.
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
    /// The type of that source.
    type_name: Option<&'static str>,
    missing: bool,
    /// The URI of a kind of problem, and its title.
    problem_type: Option<(Cow<'static, str>, Cow<'static, str>)>,
    /// Further members of a problem: their names, and their values as JSON.
    members: Vec<(String, String)>,
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
            type_name: None,
            missing: false,
            problem_type: None,
            members: Vec::new(),
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

    /// Sets a header of a [type of its own](crate::header), replacing what it was. What cannot be written makes the error a
    /// 500, and the log says why.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wz::{HttpError, header::RetryAfter, http::StatusCode};
    ///
    /// let error = HttpError::new(StatusCode::TOO_MANY_REQUESTS)
    ///     .with_typed_header(&RetryAfter::Delay(Duration::from_secs(60)));
    /// assert_eq!(error.headers()["retry-after"], "60");
    /// ```
    #[must_use]
    pub fn with_typed_header<H: Header>(mut self, header: &H) -> HttpError {
        match self.0.headers.set_typed(header) {
            Ok(()) => self,
            Err(error) => HttpError::internal().with_source(error),
        }
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
    pub(super) fn raised(
        source: BoxError,
        at: &'static Location<'static>,
        type_name: Option<&'static str>,
    ) -> HttpError {
        let mut error = HttpError::internal().with_source(source);
        error.0.raised_at = Some(at);
        error.0.type_name = type_name;
        error
    }

    /// Says what kind of problem it is, for clients that get `application/problem+json`: `type` is a URI that stands for
    /// the kind, ideally of a page about it, `title` its name (RFC 9457 section 3.1). Without it the `type` is
    /// `about:blank`, which is left out, and the title that of the status.
    ///
    /// ```
    /// use wz::{HttpError, http::StatusCode};
    ///
    /// let error = HttpError::new(StatusCode::FORBIDDEN)
    ///     .with_problem_type("https://example.com/problems/no-credit", "You have no credit left")
    ///     .with_description("Your balance is 30, but that costs 50.");
    /// let problem = error.page(&"application/json".parse().unwrap());
    /// let text = std::str::from_utf8(problem.body().as_bytes().unwrap()).unwrap();
    /// assert!(text.starts_with(r#"{"type":"https://example.com/problems/no-credit","title":"You have no"#), "{text}");
    /// ```
    #[must_use]
    pub fn with_problem_type(
        mut self,
        uri: impl Into<Cow<'static, str>>,
        title: impl Into<Cow<'static, str>>,
    ) -> HttpError {
        self.0.problem_type = Some((uri.into(), title.into()));
        self
    }

    /// Adds a member to the problem that clients of `application/problem+json` get (RFC 9457 section 3.2). One of the
    /// same name is replaced; `type`, `title`, `status` and `detail` cannot be. What cannot be written as JSON makes the
    /// error a 500, and the log says why (feature `json`).
    ///
    /// ```
    /// use wz::HttpError;
    ///
    /// let error = HttpError::bad_request("Two fields are missing.").with_member("fields", ["name", "age"]);
    /// let problem = error.page(&"application/problem+json".parse().unwrap());
    /// let text = std::str::from_utf8(problem.body().as_bytes().unwrap()).unwrap();
    /// assert!(text.ends_with("\"fields\":[\"name\",\"age\"]}\n"), "{text}");
    /// ```
    #[cfg(feature = "json")]
    #[must_use]
    pub fn with_member(mut self, name: impl Into<String>, value: impl serde::Serialize) -> HttpError {
        let name = name.into();
        if matches!(&*name, "type" | "title" | "status" | "detail") {
            return self;
        }
        match serde_json::to_string(&value) {
            Ok(value) => {
                self.0.members.retain(|(known, _)| *known != name);
                self.0.members.push((name, value));
                self
            }
            Err(error) => HttpError::internal().with_source(error),
        }
    }

    /// The page for a client with this `Accept`. In an [`App`](crate::App) every error is answered with this one; call it
    /// yourself outside.
    ///
    /// ```
    /// use wz::HttpError;
    ///
    /// let page = HttpError::not_found().page(&"text/plain".parse().unwrap());
    /// assert_eq!((page.status().as_u16(), &page.headers()["content-type"]), (404, &"text/plain; charset=utf-8".parse().unwrap()));
    /// assert_eq!(page.headers()["vary"], "accept");
    /// ```
    #[must_use]
    pub fn page(&self, accept: &Accept) -> Response {
        let format = PageFormat::wanted(accept);
        let mut response =
            Response::typed(self.text(format, None), format.content_type()).with_status(self.0.status);
        vary_by_accept(response.headers_mut());
        response.add_headers(self.0.headers.clone());
        response
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
            None => description(self.0.status),
        }
    }

    /// The headers the answer will have beside those of the page.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The text of the page.
    pub(super) fn text(&self, format: PageFormat, details: Option<&Details>) -> Bytes {
        let problem_type = self.0.problem_type.as_ref().map(|(uri, title)| (&**uri, &**title));
        let content = Content {
            status: self.0.status,
            description: self.description(),
            problem_type,
            members: &self.0.members,
            details,
        };
        format.page(&content).into()
    }

    /// Whether the thing asked for is simply not there.
    pub fn is_missing(&self) -> bool {
        self.0.missing
    }
}

impl IntoResponse for HttpError {
    fn into_response(mut self) -> Response {
        let failure = match (&self.0.source, self.0.raised_at) {
            _ if !self.0.status.is_server_error() => None,
            (Some(source), at @ Some(_)) => Some(Failure::of(&**source, at).with_type_name(self.0.type_name)),
            (Some(_), None) => Some(Failure::of(&self, None)),
            (None, _) => None,
        };
        let headers = std::mem::take(&mut self.0.headers);
        let mut response = match self.0.response.take() {
            Some(response) => response,
            None => Raised::page(self),
        };
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
