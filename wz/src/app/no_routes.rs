use super::App;
use crate::handler::{Handler, RouteTable, Routes};
use crate::middleware::Wrapped;
use crate::routing::spec::{Entry, Limited};

/// A set that lists nothing.
struct NoRoutes;

#[diagnostic::do_not_recommend]
impl Routes for NoRoutes {
    const ENTRIES: &'static [Entry] = &[];
    const HANDLERS: &'static [Handler] = &[];
    const WRAPPED: &'static [Wrapped] = &[];
}

#[diagnostic::do_not_recommend]
impl RouteTable for NoRoutes {
    const LIMITED: &'static [Limited] = &[];
}

impl Default for App {
    /// An application without routes of its own: for what answers by [middleware](App::middleware), by a
    /// [mount](App::mount) or by a [fallback](App::fallback), as a framework with a [map](crate::routing::map) of rules does.
    /// Everything else is 404.
    ///
    /// ```
    /// use wz::prelude::*;
    ///
    /// async fn answer(request: Request, next: Next) -> Response {
    ///     if request.path() == "/" { "hello".into_response() } else { next.run(request).await }
    /// }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::default().middleware(answer);
    /// assert_eq!(runtime.block_on(app.call(Request::get("/"))).status(), 200);
    /// assert_eq!(runtime.block_on(app.call(Request::get("/x"))).status(), 404);
    /// ```
    fn default() -> App {
        App::new(NoRoutes)
    }
}
