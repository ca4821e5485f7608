use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};

use super::asked::Asked;
use super::prefix::Prefix;
use super::{Inner, panic};
use crate::error::{HttpError, PageFormat, rewrite, vary_by_accept};
use crate::header::Accept;
use crate::request::Shared;
use crate::response::{IntoResponse, Response};

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

/// What an error page may want to know of the request.
#[derive(Debug, Clone, Copy)]
pub struct ErrorContext<'r> {
    asked: &'r Asked,
    shared: &'r Shared,
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

impl Inner {
    /// Puts the page that the application or the client wants in place of the plain one.
    pub(super) fn show(&self, asked: &Asked, error: &HttpError, response: &mut Response) {
        let context = ErrorContext { asked, shared: &self.shared };
        let path = asked.path();
        let pages =
            self.error_pages.iter().filter(|below| below.prefix.contains(path)).map(|below| &below.pages);
        for pages in pages {
            if pages.html_only {
                vary_by_accept(response.headers_mut());
                if context.format() != PageFormat::Html {
                    continue;
                }
            }
            match panic::catch(|| pages.pages.iter().find_map(|page| (page.write)(error, &context))) {
                Ok(Some(page)) => return replace(response, page),
                Ok(None) => {}
                Err(failure) => {
                    self.report(&asked.method, path, &failure);
                    break;
                }
            }
        }
        rewrite(response, error, &context.accept());
    }
}

/// Keeps what the page says nothing of: the status, headers, the failure behind it.
fn replace(response: &mut Response, page: Response) {
    let (head, body) = page.into_parts();
    let mut page = Response::new(body);
    if head.status == StatusCode::OK {
        page = page.with_status(response.status());
    } else {
        page = page.with_status(head.status);
    }
    response.headers_mut().remove(CONTENT_TYPE);
    std::mem::swap(page.headers_mut(), response.headers_mut());
    page.add_headers(head.headers);
    let own = head.extensions;
    if page.status().is_server_error() {
        std::mem::swap(page.extensions_mut(), response.extensions_mut());
    }
    page.extensions_mut().extend(own);
    *response = page;
}

impl ErrorContext<'_> {
    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.asked.method
    }

    /// The path of the request, as it was sent; `*` where there is none.
    pub fn path(&self) -> &str {
        self.asked.path()
    }

    /// What the client accepts; anything when it does not say.
    pub fn accept(&self) -> Accept {
        self.asked.accept()
    }

    /// The state of this type that [`App::state`](super::App::state) was given.
    pub fn state<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.shared.states.get()
    }

    fn format(&self) -> PageFormat {
        PageFormat::wanted(&self.accept())
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
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::app::App;
    use crate::request::Request;
    use crate::response::Html;
    use crate::test_support::block_on;

    #[wz::get("/<name>")]
    fn handler(name: &str) -> crate::Result<&'static str, HttpError> {
        match name {
            "io" => Err(HttpError::internal().with_source(std::io::Error::other("secret"))),
            "wrapped" => {
                let inner = HttpError::bad_request("x").with_source(std::fmt::Error);
                Err(HttpError::internal().with_source(inner))
            }
            "busy" => Err(HttpError::new(StatusCode::SERVICE_UNAVAILABLE).with_header("retry-after", "7")),
            "own" => Err((StatusCode::CONFLICT, "own").into()),
            "panic" => panic!("on purpose"),
            _ => Ok("fine"),
        }
    }

    wz::routes! { Site = handler }

    /// Status and text of the answer to each, and what was reported.
    fn answers(app: App, requests: impl IntoIterator<Item = Request>) -> (Vec<Response>, Vec<String>) {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let lines = Arc::clone(&reports);
        let app = app.on_failure(move |method, path, failure| {
            lines.lock().unwrap().push(format!("{method} {path} {}", failure.error()));
        });
        let answers = requests.into_iter().map(|request| block_on(app.call(request))).collect();
        (answers, std::mem::take(&mut *reports.lock().unwrap()))
    }

    fn text(response: &Response) -> (u16, &str) {
        let body = response.body().as_bytes().unwrap();
        (response.status().as_u16(), std::str::from_utf8(body).unwrap())
    }

    fn get(target: &'static str) -> Request {
        Request::get(target)
    }

    #[test]
    fn the_client_says_in_what_form() {
        let request = |accept: &'static str| get("/a/b").with_header("accept", accept);
        let mut lines = request("text/html;q=0.1");
        lines.headers_mut().append("accept", "application/json".parse().unwrap());
        let requests = [request("text/html"), request("application/json"), request("text/plain"), lines];
        let (answers, _) = answers(App::new(Site), requests);
        let types = answers.iter().map(|answer| answer.headers()["content-type"].to_str().unwrap());
        let (problem, plain) = ("application/problem+json", "text/plain; charset=utf-8");
        assert!(types.eq(["text/html; charset=utf-8", problem, plain, problem]));
        for answer in &answers {
            assert_eq!(
                (answer.status().as_u16(), &answer.headers()["vary"]),
                (404, &"accept".parse().unwrap())
            );
            assert!(!answer.body().as_bytes().unwrap().is_empty());
        }
        assert!(text(&answers[1]).1.starts_with(r#"{"title":"Not Found","status":404,"detail":"There is"#));
    }

    #[test]
    fn the_most_special_page_counts() {
        let pages = ErrorPages::new()
            .any(|error, context| Html(format!("{} {}", error.status().as_u16(), context.path())))
            .status(StatusCode::SERVICE_UNAVAILABLE, |_, _| (StatusCode::BAD_GATEWAY, "busy"))
            .source(|error: &std::io::Error, _| format!("io {error}"))
            .source(|_: &std::fmt::Error, _| (StatusCode::BAD_REQUEST, "wrapped"));
        let paths = ["/io", "/wrapped", "/busy", "/own", "/panic", "/a/b", "/fine"];
        let (answers, reports) = answers(App::new(Site).error_pages(pages), paths.map(get));
        let texts: Vec<_> = answers.iter().map(text).collect();
        assert_eq!(
            texts,
            [
                (500, "io secret"),
                (400, "wrapped"),
                (502, "busy"),
                (409, "own"),
                (500, "500 /panic"),
                (404, "404 /a/b"),
                (200, "fine"),
            ]
        );
        assert_eq!(answers[2].headers()["retry-after"], "7");
        assert_eq!(answers[4].headers().get_all("content-type").iter().count(), 1);
        assert_eq!(reports.len(), 2, "{reports:?}");
        assert!(reports[0].starts_with("GET /io") && reports[1] == "GET /panic on purpose", "{reports:?}");
    }

    #[test]
    fn the_longest_prefix_counts() {
        let page = |text: &'static str| ErrorPages::new().any(move |_, _| text);
        let app = App::new(Site)
            .error_pages(ErrorPages::html().status(StatusCode::NOT_FOUND, |_, _| "all"))
            .error_pages_below("/a", page("a"))
            .error_pages_below("/a/b/", page("b"))
            .error_pages_below("/a", page("never"));
        let paths = ["/x/y", "/a/x", "/a/b", "/a/b/c", "/a/bc", "/ab/c"];
        let (all, _) = answers(app.clone(), paths.map(get));
        let texts: Vec<_> = all.iter().map(|answer| text(answer).1).collect();
        assert_eq!(texts, ["all", "a", "b", "b", "a", "all"]);
        assert_eq!(all[0].headers()["vary"], "accept");
        let json = |target| get(target).with_header("accept", "application/json");
        let (all, _) = answers(app, [json("/x/y"), json("/a/x")]);
        assert!(text(&all[0]).1.starts_with('{') && text(&all[1]).1 == "a");
        // For one who has no say in it, too.
        assert_eq!(
            all.iter().map(|answer| answer.headers().contains_key("vary")).collect::<Vec<_>>(),
            [true, false]
        );
    }

    #[test]
    fn a_page_that_panics_is_a_plain_one() {
        let pages = ErrorPages::new().any(|_, _| -> &'static str { panic!("in the page") });
        let (all, reports) = answers(App::new(Site).error_pages(pages), [get("/a/b")]);
        assert!(text(&all[0]).1.starts_with("<!doctype html>") && all[0].status() == 404);
        assert_eq!(reports, ["GET /a/b in the page"]);
    }

    #[test]
    fn a_page_that_was_changed_stays() {
        let handler = crate::handler::HandlerFuture::ready(
            HttpError::not_found().into_response().with_body("mine").with_header("x-a", "b"),
        );
        let asked = Asked::of(&get("/").with_header("accept", "application/json"));
        let app = App::new(Site).error_pages(ErrorPages::new().any(|_, _| "other"));
        let response = block_on(crate::app::AppFuture::running(app.inner, asked, handler));
        assert_eq!((text(&response), &response.headers()["x-a"]), ((404, "mine"), &"b".parse().unwrap()));
    }
}
