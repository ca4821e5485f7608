//! What a response gets wrong of HTTP, told while it is developed.

mod asked;
mod checks;
mod counted;
mod finding;
mod kind;
mod read_body;
mod seen;

use std::fmt;
use std::sync::Arc;

use http_body::Body as _;

use super::{Middleware, Next};
use crate::body::Body;
use crate::error::Failure;
use crate::handler::HandlerFuture;
use crate::log;
use crate::request::Request;
use crate::response::Response;

use asked::Asked;
use counted::Counted;
pub use finding::{LintFinding, LintFindings};
pub use kind::LintKind;
use seen::Seen;

/// Warns about responses that misuse HTTP, while an application is developed: in debug builds, and in no others unless it
/// is told so. Werkzeug's `LintMiddleware`.
///
/// It looks at what handlers and other middleware have made, before the application makes the best of it: a body with 204, an
/// `ETag` without quotes, a cookie with `SameSite=None` that is not `Secure`, and [more](LintKind). The request and the
/// response stay as they are. By default a line goes to standard error for each thing that is wrong, once for a route:
///
/// ```text
/// http lint: GET /items/7 (route `item`): `ETag` is not a text in double quotes: `abc` (RFC 9110 section 8.8.3)
/// ```
///
/// ```standalone_crate
/// use wz::middleware::{HttpLint, LintKind};
/// use wz::prelude::*;
///
/// #[get("/items/<int:id>")]
/// fn item(id: u32) -> Response {
///     Response::new("{}").with_header("content-type", "application/json").with_header("etag", "abc")
/// }
///
/// routes! { Site = item }
///
/// # fn main() {
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let (lint, findings) = HttpLint::new().always().collect();
/// let app = App::new(Site).middleware(lint);
/// runtime.block_on(app.call(Request::get("/items/7")));
/// let found = findings.take();
/// assert_eq!((found[0].kind(), found[0].route()), (LintKind::InvalidETag, Some("item")));
/// assert_eq!(found[0].section(), "RFC 9110 section 8.8.3");
/// # }
/// ```
///
/// Let it be the outermost middleware, so that it sees what the others have made of a response.
#[derive(Clone)]
#[must_use = "it looks at nothing until it is given to `App::middleware`"]
pub struct HttpLint {
    is_on: bool,
    allowed: Arc<[LintKind]>,
    tell: Tell,
}

#[derive(Clone)]
enum Tell {
    Log(Arc<Seen>),
    Function(Arc<dyn Fn(&LintFinding) + Send + Sync>),
    Fail,
}

impl HttpLint {
    /// Writes to standard error, in debug builds.
    pub fn new() -> HttpLint {
        HttpLint { is_on: cfg!(debug_assertions), allowed: Arc::default(), tell: Tell::Log(Arc::default()) }
    }

    /// In release builds as well.
    pub fn always(self) -> HttpLint {
        HttpLint { is_on: true, ..self }
    }

    /// Says nothing about these.
    ///
    /// ```
    /// use wz::middleware::{HttpLint, LintKind};
    ///
    /// let lint = HttpLint::new().allow([LintKind::MissingCharset, LintKind::ObsoleteHeader]);
    /// # let _ = lint;
    /// ```
    pub fn allow(mut self, kinds: impl IntoIterator<Item = LintKind>) -> HttpLint {
        self.allowed = self.allowed.iter().copied().chain(kinds).collect();
        self
    }

    /// Calls a function with each finding, instead of writing to standard error.
    pub fn report(self, report: impl Fn(&LintFinding) + Send + Sync + 'static) -> HttpLint {
        HttpLint { tell: Tell::Function(Arc::new(report)), ..self }
    }

    /// Keeps the findings, for a test to look at.
    pub fn collect(self) -> (HttpLint, LintFindings) {
        let findings = LintFindings::default();
        let kept = findings.clone();
        (self.report(move |finding| kept.add(finding.clone())), findings)
    }

    /// Answers 500 in place of a response with findings, which go where [failures](crate::App::on_failure) go: a test that
    /// looks at the status fails. A stream that breaks its promise ends as it does without this.
    ///
    /// ```
    /// use wz::middleware::HttpLint;
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() -> StatusCode {
    ///     StatusCode::UNAUTHORIZED
    /// }
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).middleware(HttpLint::new().always().fail()).on_failure(|_, _, failure| {
    ///     assert!(failure.error().contains("401 has no `WWW-Authenticate`"));
    /// });
    /// assert_eq!(runtime.block_on(app.call(Request::get("/"))).status(), 500);
    /// ```
    pub fn fail(self) -> HttpLint {
        HttpLint { tell: Tell::Fail, ..self }
    }

    fn tell(&self, finding: &LintFinding) {
        match &self.tell {
            Tell::Log(seen) if seen.is_new(finding) => log::line(&finding.to_string()),
            Tell::Function(report) => report(finding),
            Tell::Log(_) | Tell::Fail => {}
        }
    }

    /// The response, and what is told of it.
    fn look(self, asked: Asked, mut response: Response) -> Response {
        let mut found = checks::check(&asked, &response);
        found.retain(|finding| !self.allowed.contains(&finding.kind()));
        found.iter().for_each(|finding| self.tell(finding));
        if matches!(self.tell, Tell::Fail) && !found.is_empty() {
            let lines: Vec<_> = found.iter().map(LintFinding::to_string).collect();
            return Response::failed(Failure::message(lines.join("\n")));
        }
        // What has a length is not a stream, or one that has been looked at.
        if response.body().size_hint().exact().is_none()
            && let Some(promised) = checks::length(response.headers())
        {
            let body = std::mem::take(response.body_mut());
            *response.body_mut() = Body::new(Counted::new(body, promised, self, asked));
        }
        response
    }
}

impl Default for HttpLint {
    fn default() -> HttpLint {
        HttpLint::new()
    }
}

impl fmt::Debug for HttpLint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpLint")
            .field("is_on", &self.is_on)
            .field("allowed", &self.allowed)
            .finish_non_exhaustive()
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for HttpLint {
    fn call(&self, mut request: Request, next: Next) -> HandlerFuture {
        if !self.is_on {
            // As if it were not there.
            return next.step(request);
        }
        let (lint, asked) = (self.clone(), Asked::of(&mut request));
        HandlerFuture::new(async move {
            let response = next.run(request).await;
            lint.look(asked, response)
        })
    }
}

#[cfg(test)]
mod tests;
