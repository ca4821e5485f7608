mod app;
mod context;
mod show;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::StatusCode;

use super::prefix::Prefix;
use crate::error::HttpError;
use crate::response::{IntoResponse, Response};

pub use context::ErrorContext;

/// Error pages of your own: what is sent where [`HttpError`] would send its page, be it raised by a handler or an
/// extractor, or by the application itself (404, 405, a panic, ...). A response that a handler makes without an error,
/// as `(StatusCode::NOT_FOUND, "...")`, stays what it is.
///
/// Of the pages that fit an error the one for the type of its source counts most, then the one for its status, then
/// [`any`](ErrorPages::any). What a page has without a status of its own (200) gets the status of the error; headers of the
/// error (`Allow`, `Retry-After`, ...) are there unless the page sets them. A page that panics is reported, and the plain
/// one is sent. Set them by [`App::error_pages`](super::App::error_pages).
///
/// ```
/// use wz::app::ErrorPages;
/// use wz::prelude::*;
///
/// #[get("/number/<text>")]
/// fn number(text: &str) -> Result<String> {
///     let number: i32 = text.parse()?;
///     Ok(format!("{}", number + 1))
/// }
///
/// routes! { Site = number }
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let pages = ErrorPages::new()
///     .status(StatusCode::NOT_FOUND, |_, context| format!("nothing at {}", context.path()))
///     .source(|error: &std::num::ParseIntError, _| (StatusCode::BAD_REQUEST, error.to_string()));
/// let app = App::new(Site).error_pages(pages);
/// let get = |path| runtime.block_on(app.call(Request::get(path)));
///
/// let missing = get("/number");
/// assert_eq!((missing.status().as_u16(), missing.body().as_bytes()), (404, Some(&b"nothing at /number"[..])));
/// assert_eq!(get("/number/x").status(), 400);
/// assert_eq!(get("/number/1").status(), 200);
/// ```
#[derive(Clone, Default)]
pub struct ErrorPages {
    pages: Vec<Page>,
    html_only: bool,
}

#[derive(Clone)]
struct Page {
    kind: Kind,
    write: Arc<Write>,
}

/// `None` when the page is not for this error.
type Write = dyn Fn(&HttpError, &ErrorContext<'_>) -> Option<Response> + Send + Sync;

/// What a page is for, the most special first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Source,
    Status,
    Any,
}

/// Pages for the paths below a prefix.
#[derive(Clone)]
pub(super) struct Below {
    pub(super) prefix: Prefix,
    pub(super) pages: ErrorPages,
}

impl ErrorPages {
    /// None yet. Those that are added are for every client.
    pub fn new() -> ErrorPages {
        ErrorPages::default()
    }

    /// None yet. Those that are added are for clients that want HTML; others get the problem or the text that they would
    /// get anyway.
    ///
    /// ```
    /// use wz::app::ErrorPages;
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() {}
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).error_pages(ErrorPages::html().any(|_, _| Html("<h1>Oh no")));
    /// let get = |accept| runtime.block_on(app.call(Request::get("/x").with_header("accept", accept)));
    /// assert_eq!(get("text/html").body().as_bytes(), Some(&b"<h1>Oh no"[..]));
    /// assert_eq!(get("application/json").headers()["content-type"], "application/problem+json");
    /// ```
    pub fn html() -> ErrorPages {
        ErrorPages { pages: Vec::new(), html_only: true }
    }

    /// Adds the page of a status.
    #[must_use]
    pub fn status<R: IntoResponse>(
        self,
        status: StatusCode,
        page: impl Fn(&HttpError, &ErrorContext<'_>) -> R + Send + Sync + 'static,
    ) -> ErrorPages {
        self.add(Kind::Status, move |error, context| {
            (error.status() == status).then(|| page(error, context).into_response())
        })
    }

    /// Adds the page of all errors.
    #[must_use]
    pub fn any<R: IntoResponse>(
        self,
        page: impl Fn(&HttpError, &ErrorContext<'_>) -> R + Send + Sync + 'static,
    ) -> ErrorPages {
        self.add(Kind::Any, move |error, context| Some(page(error, context).into_response()))
    }

    /// Adds the page of errors that have an `E` among their [sources](HttpError::with_source): what a `?` met in a handler,
    /// or what is behind that. When its status is below 500, no failure is reported.
    #[must_use]
    pub fn source<E: StdError + 'static, R: IntoResponse>(
        self,
        page: impl Fn(&E, &ErrorContext<'_>) -> R + Send + Sync + 'static,
    ) -> ErrorPages {
        self.add(Kind::Source, move |error, context| {
            let sources = std::iter::successors(error.source(), |&error| error.source());
            let mut found = sources.filter_map(|error| error.downcast_ref::<E>());
            found.next().map(|error| page(error, context).into_response())
        })
    }

    pub(super) fn count(&self) -> usize {
        self.pages.len()
    }

    fn add(
        mut self,
        kind: Kind,
        write: impl Fn(&HttpError, &ErrorContext<'_>) -> Option<Response> + Send + Sync + 'static,
    ) -> ErrorPages {
        let at = self.pages.partition_point(|page| page.kind <= kind);
        self.pages.insert(at, Page { kind, write: Arc::new(write) });
        self
    }
}

impl fmt::Debug for ErrorPages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorPages")
            .field("pages", &self.pages.len())
            .field("html_only", &self.html_only)
            .finish()
    }
}

#[cfg(test)]
mod tests;
