use std::convert::Infallible;
use std::fmt::Write as _;
use std::future::{Ready, ready};
use std::task::{Context, Poll};

use http::Method;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY};

use super::report::milliseconds;
use super::{Profiler, ProfilerReport};
use crate::body::Body;
use crate::error::HttpError;
use crate::html::Escaped;
use crate::response::{Html, IntoResponse, Response};

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

impl<B> tower_service::Service<http::Request<B>> for ProfilerPage {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        ready(Ok(self.answer(request.method(), request.uri().path()).into()))
    }
}
