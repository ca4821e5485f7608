use http::Method;

use super::*;
use crate::app::App;
use crate::header::ContentSecurityPolicy;
use crate::middleware::SecurityHeaders;
use crate::response::IntoResponse;
use crate::test_support::{block_on, chunks};
#[cfg(all(unix, feature = "flamegraph"))]
use crate::testing::Client;

#[wz::get("/a/<int:id>")]
fn a(id: u32) -> String {
    "x".repeat(id as usize)
}

#[wz::get("/stream")]
fn stream() -> Response {
    Response::new(chunks(["ab", "cde"]))
}

#[wz::get("/panic")]
fn panics() {
    panic!("on purpose");
}

#[wz::get("/never")]
async fn never() {
    std::future::pending::<()>().await;
}

wz::routes! { Site = a, stream, panics, never }

fn profile<'r>(report: &'r ProfilerReport, name: Option<&str>) -> &'r RouteProfile {
    let is_named = |route: &&RouteProfile| route.endpoint().and_then(|full| full.rsplit('.').next()) == name;
    report.routes().iter().find(is_named).unwrap()
}

/// That of the application, which mostly allows no style in a page, stays away.
#[test]
fn the_page_has_a_policy_of_its_own() {
    let policy: ContentSecurityPolicy = "default-src 'self'".parse().unwrap();
    let app =
        App::new(Site).middleware(SecurityHeaders::new().csp(&policy)).mount("/_p", Profiler::new().page());
    let policy = |path| block_on(app.call(Request::get(path))).headers()["content-security-policy"].clone();
    assert!(policy("/_p/").to_str().unwrap().starts_with("default-src 'none'; style-src 'unsafe-inline';"));
    assert_eq!(policy("/_p/json"), "default-src 'self'");
}

#[cfg(all(unix, feature = "flamegraph"))]
#[test]
fn the_page_records_flame_graphs() {
    let client = Client::new(App::new(Site).mount("/_p", Profiler::new().page()));
    for seconds in ["0", "61", "x", "-1"] {
        client.get(&format!("/_p/flame.svg?seconds={seconds}")).send().assert_status(400);
    }
    client.post("/_p/flame.svg").send().assert_status(405);
    let end = Instant::now() + std::time::Duration::from_secs(20);
    let drawing = loop {
        let answer = client.get("/_p/flame.svg?seconds=1").send();
        // Another test may be at it.
        if answer.status() != 409 || Instant::now() > end {
            break answer;
        }
    };
    drawing.assert_status(200);
    assert_eq!(drawing.header("content-type"), Some("image/svg+xml; charset=utf-8"));
    assert!(drawing.text().starts_with("<svg "));
}

#[test]
fn each_route_has_its_numbers() {
    let profiler = Profiler::new();
    let app = App::new(Site)
        .on_failure(|_, _, _| ())
        .mount("/_p", profiler.page())
        .middleware(profiler.clone())
        .middleware(async |request: Request, next: Next| {
            if request.path() == "/teapot" {
                return http::StatusCode::IM_A_TEAPOT.into_response();
            }
            next.run(request).await
        });
    for path in ["/a/1", "/a/2", "/panic", "/nowhere", "/teapot", "/a/x"] {
        block_on(app.call(Request::get(path)));
    }
    drop(block_on(app.call(Request::get("/stream"))));
    let mut body = block_on(app.call(Request::get("/stream"))).into_body();
    while block_on(std::future::poll_fn(|cx| std::pin::Pin::new(&mut body).poll_frame(cx))).is_some() {}
    drop(body);
    let mut waiting = Box::pin(app.call(Request::get("/never")));
    assert!(
        waiting.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())).is_pending()
    );
    drop(waiting);

    let report = profiler.report();
    let numbers = |endpoint: Option<&str>| {
        let route = profile(&report, endpoint);
        let statuses: Vec<_> = route.statuses().iter().map(|(status, count)| (*status, *count)).collect();
        (route.count(), route.abandoned(), route.bytes(), statuses)
    };
    assert_eq!(numbers(Some("a")), (2, 0, 3, vec![(200, 2)]));
    assert_eq!(numbers(Some("stream")), (2, 0, 5, vec![(200, 2)]));
    assert_eq!((numbers(Some("panics")).0, numbers(Some("panics")).3), (1, vec![(500, 1)]));
    assert_eq!(numbers(Some("never")), (0, 1, 0, vec![]));
    assert_eq!((numbers(None).0, numbers(None).3), (3, vec![(404, 2), (418, 1)]));
    let never = profile(&report, Some("never"));
    assert_eq!((never.min(), never.mean(), never.quantile(0.5)), Default::default());
    let text = report.to_string();
    assert!(text.contains("GET, HEAD /a/<int:id>") && text.lines().count() == 6, "{text}");

    let page = |method: Method, path: &str| block_on(app.call(Request::new(method, path, ())));
    let shown = page(Method::GET, "/_p");
    let html = String::from_utf8_lossy(shown.body().as_bytes().unwrap()).into_owned();
    assert!(html.contains("<code>GET, HEAD /a/&lt;int:id&gt;</code><td>2<td>0"), "{html}");
    assert_eq!(shown.headers()["cache-control"], "no-store");
    let json = page(Method::GET, "/_p/json");
    let json = String::from_utf8_lossy(json.body().as_bytes().unwrap()).into_owned();
    assert!(
        json.contains(
            r#""endpoint":"app.middleware.profiler.tests.a","rule":"GET, HEAD /a/<int:id>","count":2"#
        ),
        "{json}"
    );
    assert!(json.contains(r#"{"endpoint":null,"rule":"no route","count":4"#), "{json}");
    assert_eq!(
        (page(Method::GET, "/_p/x").status().as_u16(), page(Method::POST, "/_p").status().as_u16()),
        (404, 405)
    );

    profiler.reset();
    assert!(profiler.report().routes().is_empty());
}

#[test]
fn the_client_is_told() {
    let app = App::new(Site).middleware(Profiler::new().server_timing());
    let response = block_on(app.call(Request::get("/a/1")));
    let timing: crate::header::ServerTiming =
        response.headers()["server-timing"].to_str().unwrap().parse().unwrap();
    assert!(timing.0[0].name() == "app" && timing.0[0].milliseconds().is_some());
}
