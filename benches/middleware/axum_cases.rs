//! Routers of axum with one layer each.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::get;
use tokio::runtime::Builder;
use tower_http::cors::CorsLayer;
use tower_http::request_id::{MakeRequestUuid, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_service::Service;

use super::{Job, Make};

pub(crate) const ALL: &[(&str, Make)] = &[
    ("plain", || calls(router())),
    ("async fn", || calls(router().layer(from_fn(passed_on)))),
    ("10 async fns", || calls((0..10).fold(router(), |router, _| router.layer(from_fn(passed_on))))),
    ("Cors", || calls(router().layer(CorsLayer::permissive()))),
    ("RequestIds", || {
        let name = HeaderName::from_static("x-request-id");
        calls(router().layer(SetRequestIdLayer::new(name, MakeRequestUuid)))
    }),
    ("Timeout", || {
        let time = Duration::from_secs(30);
        calls(router().layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time)))
    }),
];

fn router() -> Router {
    Router::new().route("/", get(|| async { "Hello, World" })).route("/count", get(|| async { "" }))
}

async fn passed_on(request: Request, next: Next) -> Response {
    next.run(request).await
}

fn calls(mut router: Router) -> Job {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    Box::new(move |requests| {
        runtime.block_on(async {
            for _ in 0..requests {
                let request = Request::get("/").header("host", "localhost").header("accept", "*/*");
                let request = request.body(Body::empty()).expect("a request");
                let Ok(response) = router.call(request).await;
                drop(response);
            }
        });
    })
}
