use super::{Applied, Middleware};
use crate::app::App;
use crate::app::prefix::Prefix;

impl App {
    /// Adds [middleware](crate::middleware): what sees every request before its route is looked for, and every response.
    ///
    /// The first one that is added is the outermost, with those of [`middleware_below`](App::middleware_below) in the same
    /// row. (With axum's `Router::layer` the last one is.)
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() {}
    ///
    /// routes! { Site = index }
    ///
    /// async fn time(request: Request, next: Next) -> Response {
    ///     let start = std::time::Instant::now();
    ///     let response = next.run(request).await;
    ///     response.with_header("server-timing", format!("app;dur={}", start.elapsed().as_millis()))
    /// }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).middleware(time);
    /// assert!(runtime.block_on(app.call(Request::get("/no/such/page"))).headers().contains_key("server-timing"));
    /// ```
    #[must_use]
    #[track_caller]
    pub fn middleware<Kind: 'static>(self, middleware: impl Middleware<Kind>) -> App {
        self.middleware_below("", middleware)
    }

    /// Adds [middleware](crate::middleware) for all paths below a prefix, whether a route is there or not. `/api` is a prefix of `/api` and
    /// `/api/x`, not of `/apis`; it has no variables.
    #[must_use]
    #[track_caller]
    pub fn middleware_below<Kind: 'static>(
        mut self,
        prefix: impl Into<String>,
        middleware: impl Middleware<Kind>,
    ) -> App {
        let applied = Applied::new(Prefix::new(prefix), middleware);
        self.around().middleware.push(applied);
        self
    }
}
