use std::convert::Infallible;
use std::fmt::Write as _;
use std::future::{Future, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::Method;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY};

use super::report::milliseconds;
use super::{Profiler, ProfilerReport};
use crate::body::Body;
use crate::error::HttpError;
use crate::html::Escaped;
use crate::response::{Html, IntoResponse, Response};

type Answer = Pin<Box<dyn Future<Output = Result<http::Response<Body>, Infallible>> + Send>>;

/// Shows what a [`Profiler`] has measured: made by [`Profiler::page`].
#[derive(Debug, Clone)]
pub struct ProfilerPage(pub(super) Profiler);

impl ProfilerPage {
    fn answer(&self, method: &Method, path: &str) -> Response {
        if *method != Method::GET && *method != Method::HEAD {
            let error = HttpError::new(http::StatusCode::METHOD_NOT_ALLOWED);
            return error.with_header(ALLOW, "GET, HEAD").into_response();
        }
        let report = self.0.report();
        let response = match path {
            "/" => Html(html(&report)).into_response().with_header(CONTENT_SECURITY_POLICY, POLICY),
            "/json" => Response::new(report.to_json()).with_header("content-type", "application/json"),
            _ => return HttpError::not_found().into_response(),
        };
        response.with_header(CACHE_CONTROL, "no-store")
    }
}

/// The page has a style and no scripts. The policy of the application would mostly not let it have the style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

fn html(report: &ProfilerReport) -> String {
    let mut page = "<!doctype html><html lang=en><meta charset=utf-8><title>Profiler</title>\
        <style>body{font:14px system-ui;margin:2em}table{border-collapse:collapse}\
        th,td{padding:.3em .7em;text-align:right;border-bottom:1px solid #ddd}\
        th:first-child,td:first-child{text-align:left}</style>\
        <h1>Profiler</h1><p>Times are milliseconds until the head of the response.\
        <table><thead><tr><th>route<th>count<th>left<th>total<th>min<th>mean<th>p50<th>p95<th>p99<th>max\
        <th>bytes<th>statuses<tbody>"
        .to_owned();
    for route in report.routes() {
        // A string takes all that is written to it.
        let _ = write!(page, "<tr><td><code>{}</code>", Escaped(route.rule()));
        let _ = write!(page, "<td>{}<td>{}", route.count(), route.abandoned());
        for time in [
            route.total(),
            route.min(),
            route.mean(),
            route.quantile(0.5),
            route.quantile(0.95),
            route.quantile(0.99),
            route.max(),
        ] {
            let _ = write!(page, "<td>{:.3}", milliseconds(time));
        }
        let _ = write!(page, "<td>{}<td>", route.bytes());
        for (status, count) in route.statuses() {
            let _ = write!(page, "{status}: {count} ");
        }
    }
    page.push_str("</table></html>");
    page
}

/// Records, on a thread that may block.
#[cfg(all(unix, feature = "flamegraph"))]
async fn flame_graph(as_drawing: bool, seconds: Option<u64>) -> crate::error::Result<Response> {
    use super::flame_graph::{FlameGraph, FlameGraphError};

    let time = std::time::Duration::from_secs(seconds.unwrap_or(5));
    if time.is_zero() || time > FlameGraph::LONGEST {
        return Ok(HttpError::bad_request("`seconds` is a number from 1 to 60.").into_response());
    }
    let recorded = crate::blocking::blocking(move || Ok(FlameGraph::record(time))).await;
    let response = match recorded {
        Ok(Ok(graph)) if as_drawing => {
            Response::new(graph.to_svg()).with_header("content-type", "image/svg+xml; charset=utf-8")
        }
        Ok(Ok(graph)) => {
            Response::new(graph.to_folded()).with_header("content-type", "text/plain; charset=utf-8")
        }
        Ok(Err(FlameGraphError::Busy)) => {
            let error = HttpError::new(http::StatusCode::CONFLICT);
            error.with_description(FlameGraphError::Busy.to_string()).into_response()
        }
        Ok(Err(error)) => return Err(error.into()),
        Err(error) => return Err(error.into()),
    };
    let response = response
        .with_header(CONTENT_SECURITY_POLICY, "default-src 'none'")
        .with_header(CACHE_CONTROL, "no-store");
    Ok(response)
}

/// The time to record that a query asks for; `None`: it says nothing of it.
#[cfg(all(unix, feature = "flamegraph"))]
fn seconds(query: &str) -> Option<u64> {
    let value = query.split('&').find_map(|pair| pair.strip_prefix("seconds="))?;
    // What is no number is out of bounds.
    Some(value.parse().unwrap_or(0))
}

impl<B> tower_service::Service<http::Request<B>> for ProfilerPage {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let (method, uri) = (request.method(), request.uri());
        #[cfg(all(unix, feature = "flamegraph"))]
        if *method == Method::GET && matches!(uri.path(), "/flame.svg" | "/flame.txt") {
            let recording = flame_graph(uri.path() == "/flame.svg", seconds(uri.query().unwrap_or_default()));
            return Box::pin(async { Ok(recording.await.into_response().into()) });
        }
        Box::pin(ready(Ok(self.answer(method, uri.path()).into())))
    }
}
