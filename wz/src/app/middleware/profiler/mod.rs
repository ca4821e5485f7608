//! How long requests take, route by route.

#[cfg(all(unix, feature = "flamegraph"))]
mod flame_graph;
mod histogram;
mod measured;
mod page;
mod report;
mod stats;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use http::header::HeaderValue;
use http_body::Body as _;

use super::{Middleware, Next};
use crate::body::Body;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::Response;

#[cfg(all(unix, feature = "flamegraph"))]
pub use flame_graph::{FlameGraph, FlameGraphError};
use measured::{Measured, Measurement};
pub use page::ProfilerPage;
pub use report::{ProfilerReport, RouteProfile};
use stats::Stats;

/// Measures requests, and keeps for each route how many there were, how long they took and what was answered: Werkzeug's
/// `ProfilerMiddleware` for a program that runs. Clones share what they have measured.
///
/// [`page`](Profiler::page) shows it, where you mount it; [`report`](Profiler::report) gives it to the program. Nothing is written
/// to disk, and the memory is bounded by the number of routes: about 5 KB for each that has been asked for.
///
/// ```standalone_crate
/// use wz::middleware::Profiler;
/// use wz::prelude::*;
///
/// #[get("/user/<int:id>")]
/// fn user(id: u32) -> String {
///     format!("user {id}")
/// }
///
/// routes! { Site = user }
///
/// # fn main() {
/// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
/// let profiler = Profiler::new();
/// let app = App::new(Site).mount("/_profiler", profiler.page()).middleware(profiler.clone());
/// for id in 1..=3 {
///     runtime.block_on(app.call(Request::get(&format!("/user/{id}"))));
/// }
/// let report = profiler.report();
/// let user = report.route("user").unwrap();
/// assert_eq!((user.count(), user.bytes(), user.rule()), (3, 18, "GET, HEAD /user/<int:id>"));
/// assert!(user.min() <= user.quantile(0.5) && user.quantile(0.99) <= user.max());
///
/// let page = runtime.block_on(app.call(Request::get("/_profiler/")));
/// assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
/// # }
/// ```
///
/// A request takes from when it comes to this middleware until the head of its response is there: a stream that goes on for
/// hours is no slow request. Let it be the outermost. What no route answers, a 404 or a service that is mounted, is one line.
#[derive(Clone)]
pub struct Profiler {
    shared: Arc<Shared>,
    server_timing: bool,
}

/// The identity of a route.
type RouteId = (usize, usize);

type SharedStats = Arc<Mutex<Stats>>;

#[derive(Default)]
struct Shared {
    routes: Mutex<HashMap<Option<RouteId>, SharedStats>>,
}

impl Profiler {
    /// Nothing measured yet.
    pub fn new() -> Profiler {
        Profiler { shared: Arc::default(), server_timing: false }
    }

    /// Tells the client how long the request took: `Server-Timing: app;dur=1.25`, in milliseconds, beside those that are there.
    /// Browsers show it. Off by default, since anybody can read it.
    ///
    /// ```
    /// use wz::middleware::Profiler;
    /// use wz::prelude::*;
    ///
    /// #[get("/")]
    /// fn index() {}
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let app = App::new(Site).middleware(Profiler::new().server_timing());
    /// let response = runtime.block_on(app.call(Request::get("/")));
    /// assert!(response.headers()["server-timing"].to_str().unwrap().starts_with("app;dur="));
    /// ```
    #[must_use]
    pub fn server_timing(self) -> Profiler {
        Profiler { server_timing: true, ..self }
    }

    /// What has been measured so far.
    #[must_use]
    pub fn report(&self) -> ProfilerReport {
        let routes = self.shared.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let all: Vec<_> = routes.values().cloned().collect();
        drop(routes);
        let lock = |stats: &SharedStats| stats.lock().unwrap_or_else(PoisonError::into_inner).clone();
        ProfilerReport::new(all.iter().map(lock).collect())
    }

    /// Forgets what has been measured.
    pub fn reset(&self) {
        self.shared.routes.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// A service that shows the [report](Profiler::report): as a page, and at `/json` below it as JSON. For
    /// [`App::mount`](crate::App::mount), at a path of your own.
    ///
    /// With the feature `flamegraph`, on Unix, `/flame.svg?seconds=5` below it records what the program does meanwhile
    /// and draws it: see `FlameGraph`. `/flame.txt` is the same for other programs. One can be recorded at a time; a second
    /// one is a 409.
    ///
    /// Whoever gets there sees all routes and how busy they are. Guard it, as everything that is not for all:
    ///
    /// ```
    /// use wz::middleware::Profiler;
    /// use wz::prelude::*;
    ///
    /// async fn only_here(request: Request, next: Next) -> Result<Response> {
    ///     if !request.peer_addr().is_some_and(|peer| peer.ip().is_loopback()) {
    ///         abort!(404);
    ///     }
    ///     Ok(next.run(request).await)
    /// }
    ///
    /// #[get("/")]
    /// fn index() {}
    ///
    /// routes! { Site = index }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// let profiler = Profiler::new();
    /// let app = App::new(Site)
    ///     .middleware(profiler.clone())
    ///     .middleware_below("/_profiler", only_here)
    ///     .mount("/_profiler", profiler.page());
    /// assert_eq!(runtime.block_on(app.call(Request::get("/_profiler"))).status(), 404);
    /// ```
    #[must_use]
    pub fn page(&self) -> ProfilerPage {
        ProfilerPage(self.clone())
    }

    fn stats(&self, measurement: &Measurement) -> SharedStats {
        let route = measurement.route();
        let mut routes = self.shared.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let stats = routes.entry(route.map(|route| route.id()));
        Arc::clone(stats.or_insert_with(|| Arc::new(Mutex::new(Stats::of(route)))))
    }
}

impl Default for Profiler {
    fn default() -> Profiler {
        Profiler::new()
    }
}

impl fmt::Debug for Profiler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let routes = self.shared.routes.lock().unwrap_or_else(PoisonError::into_inner).len();
        f.debug_struct("Profiler")
            .field("routes", &routes)
            .field("server_timing", &self.server_timing)
            .finish()
    }
}

#[diagnostic::do_not_recommend]
impl Middleware for Profiler {
    fn call(&self, mut request: Request, next: Next) -> HandlerFuture {
        let start = Instant::now();
        let profiler = self.clone();
        let measurement = Measurement::new(profiler.clone(), request.watch_route());
        HandlerFuture::new(async move {
            let mut response = next.run(request).await;
            let time = start.elapsed();
            if profiler.server_timing {
                let value = format!("app;dur={:.3}", time.as_secs_f64() * 1000.0);
                if let Ok(value) = HeaderValue::try_from(value) {
                    response.headers_mut().append("server-timing", value);
                }
            }
            let stats = measurement.answered(time, response.status());
            count(response, stats)
        })
    }
}

/// Counts the bytes of a body: at once, when it has a length.
fn count(mut response: Response, stats: SharedStats) -> Response {
    match response.body().size_hint().exact() {
        Some(length) => stats.lock().unwrap_or_else(PoisonError::into_inner).bytes += length,
        None => {
            let body = std::mem::take(response.body_mut());
            *response.body_mut() = Body::new(Measured::new(body, stats));
        }
    }
    response
}

#[cfg(test)]
mod tests;
