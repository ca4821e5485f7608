use std::sync::Arc;

use http::Method;

use super::{Below, ErrorPages};
use crate::app::App;
use crate::app::prefix::Prefix;
use crate::error::Failure;

impl App {
    /// Says what to do with the error behind a 500, with a panic, or with a body that fails while it is streamed: given
    /// are method, path and error. By default a line goes to standard error, with the first 1024 bytes of the path.
    #[must_use]
    pub fn on_failure(mut self, report: impl Fn(&Method, &str, &Failure) + Send + Sync + 'static) -> App {
        Arc::make_mut(&mut self.inner).report = Arc::new(report);
        self
    }

    /// Sets error pages of your own, for what a page of these is for. Called again, it adds more: the first one that
    /// fits counts.
    #[must_use]
    pub fn error_pages(self, pages: ErrorPages) -> App {
        self.error_pages_below("", pages)
    }

    /// Sets error pages for all paths below a prefix, whether a handler is there or not; they go before those of shorter
    /// prefixes and of the whole [application](App::error_pages). `/api` is a prefix of `/api` and `/api/x`, not of
    /// `/apis`.
    ///
    /// ```
    /// use wz::app::ErrorPages;
    /// use wz::prelude::*;
    ///
    /// #[get("/api/a")]
    /// fn a() {}
    ///
    /// routes! { Site = a }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site)
    ///     .error_pages(ErrorPages::new().any(|error, _| Html(format!("<p>{}", error.status().as_u16()))))
    ///     .error_pages_below("/api", ErrorPages::new().any(|error, _| format!("no: {}", error.status().as_u16())));
    /// let get = |path| runtime.block_on(app.call(Request::get(path)));
    /// assert_eq!(get("/b").body().as_bytes(), Some(&b"<p>404"[..]));
    /// assert_eq!(get("/api/b").body().as_bytes(), Some(&b"no: 404"[..]));
    /// assert_eq!((get("/b").status().as_u16(), get("/api/b").status().as_u16()), (404, 404));
    /// ```
    #[must_use]
    pub fn error_pages_below(mut self, prefix: impl Into<String>, pages: ErrorPages) -> App {
        let all = &mut Arc::make_mut(&mut self.inner).error_pages;
        Prefix::add(all, Below { prefix: Prefix::new(prefix), pages }, |below| &below.prefix);
        self
    }
}
