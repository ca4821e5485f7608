//! Both ways into tower: its layers and services in an application, an application in others. Against the real ones.

use std::convert::Infallible;
use std::io::Read as _;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::{NestedPath, OriginalUri, Path, Query};
use http_body_util::BodyExt as _;
use tower::{Service, ServiceExt as _};
use tower_http::compression::CompressionLayer;
use tower_http::cors::CorsLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;
use wz::http::{self, HeaderValue, header};
use wz::middleware::{Next, TowerLayer};
use wz::prelude::*;

/// Long enough to be compressed.
const LONG: &str = "All work and no play makes Jack a dull boy. All work and no play makes Jack a dull boy.";

#[get("/")]
fn index() -> Response {
    Response::new(LONG).with_header("content-type", "text/plain").with_content_etag()
}

#[get("/slow")]
async fn slow() {
    std::future::pending::<()>().await;
}

#[post("/echo")]
async fn echo(text: String) -> String {
    text
}

#[get("/dir/")]
fn dir(request: &Request) -> String {
    format!("{} {} {}", request.script_root(), request.path(), request.href("/dir/"))
}

#[get("/error")]
fn error() -> Result<()> {
    Err(std::fmt::Error.into())
}

routes! { Site = index, slow, echo, dir, error }

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

/// Status, headers and body of an answer.
fn ask(app: &App, request: Request) -> (u16, HeaderMap, Vec<u8>) {
    run(async {
        let response: http::Response<Body> = app.call(request).await.into();
        let (head, body) = response.into_parts();
        (head.status.as_u16(), head.headers, body.collect().await.unwrap().to_bytes().to_vec())
    })
}

fn text(app: &App, target: &str) -> String {
    let (status, _, body) = ask(app, Request::get(target));
    format!("{status} {}", String::from_utf8(body).unwrap())
}

#[test]
fn compression() {
    let app = App::new(Site).layer(CompressionLayer::new());
    let get = |path| Request::get(path).with_header("accept-encoding", "gzip");
    let (status, headers, body) = ask(&app, get("/"));
    assert_eq!((status, &headers["content-encoding"]), (200, &HeaderValue::from_static("gzip")));
    assert!(!headers.contains_key("content-length"));
    let mut plain = String::new();
    flate2::read::GzDecoder::new(&body[..]).read_to_string(&mut plain).unwrap();
    assert_eq!(plain, LONG);
    // A part of the file is a part of the file as it is.
    let (status, headers, body) = ask(&app, get("/").with_header("range", "bytes=0-7"));
    assert_eq!((status, headers.get("content-encoding"), &body[..]), (206, None, &b"All work"[..]));
    // The page of an error is the one that the client wants, compressed.
    let (status, headers, body) = ask(&app, get("/nowhere").with_header("accept", "application/json"));
    assert_eq!(
        (status, &headers["content-type"]),
        (404, &HeaderValue::from_static("application/problem+json"))
    );
    assert!(body.starts_with(&[0x1f, 0x8b]), "{body:?}");
    let (_, headers, body) = ask(&app, Request::new(Method::HEAD, "/", ()));
    assert_eq!((&headers["content-length"], body.len()), (&LONG.len().into(), 0));
}

#[test]
fn an_answer_of_its_own() {
    let app = App::new(Site).layer(CorsLayer::permissive());
    let preflight = Request::new(Method::OPTIONS, "/echo", ())
        .with_header("origin", "https://other.example")
        .with_header("access-control-request-method", "POST");
    let (status, headers, _) = ask(&app, preflight);
    assert_eq!((status, &headers["access-control-allow-origin"]), (200, &HeaderValue::from_static("*")));
    let (status, headers, _) =
        ask(&app, Request::get("/nowhere").with_header("origin", "https://other.example"));
    assert_eq!((status, &headers["access-control-allow-origin"]), (404, &HeaderValue::from_static("*")));
}

#[test]
fn a_timeout_ends_the_handler() {
    let ends = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&ends);
    let app = App::new(Site)
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, Duration::from_millis(5)))
        .teardown_request(move |request, failure| {
            seen.lock()
                .unwrap()
                .push((request.path().to_owned(), failure.map(|failure| failure.error().to_owned())));
        });
    assert_eq!(ask(&app, Request::get("/slow")).0, 408);
    assert_eq!(ends.lock().unwrap()[0].0, "/slow");
    assert!(ends.lock().unwrap()[0].1.as_deref().unwrap().contains("the client left"));
    assert_eq!(ask(&app, Request::get("/")).0, 200);
}

/// Tower's own timeout is an error, which HTTP has no answer for.
#[test]
fn a_layer_that_fails() {
    let failures = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&failures);
    let app = App::new(Site)
        .on_failure(move |_, path, failure| {
            assert!(path == "/slow" && failure.error().contains("timed out"), "{failure}");
            count.fetch_add(1, Ordering::Relaxed);
        })
        .layer(tower::timeout::TimeoutLayer::new(Duration::from_millis(5)));
    assert_eq!(ask(&app, Request::get("/slow")).0, 500);
    assert_eq!(failures.load(Ordering::Relaxed), 1);
}

/// Those that change the types of bodies, in a row, the first one outermost, mixed with functions.
#[test]
fn a_row_of_layers() {
    async fn inner(request: Request, next: Next) -> Response {
        next.run(request).await.with_header("x-who", "function")
    }
    let who = |name| {
        SetResponseHeaderLayer::overriding(
            header::HeaderName::from_static("x-who"),
            HeaderValue::from_static(name),
        )
    };
    let app = App::new(Site)
        .layer(TraceLayer::new_for_http())
        .layer(who("outer"))
        .middleware(inner)
        .layer(RequestBodyLimitLayer::new(5))
        .layer(tower::limit::ConcurrencyLimitLayer::new(1));
    let (status, headers, body) = ask(&app, Request::post("/echo", "12345"));
    assert_eq!(
        (status, &body[..], &headers["x-who"]),
        (200, &b"12345"[..], &HeaderValue::from_static("outer"))
    );
    let long = Request::post("/echo", "123456").with_header("content-length", "6");
    assert_eq!(ask(&app, long).0, 413);
    let (status, headers, _) = ask(&App::new(Site).middleware(inner).layer(who("inner")), Request::get("/"));
    assert_eq!((status, &headers["x-who"]), (200, &HeaderValue::from_static("function")));
}

#[test]
fn below_a_prefix() {
    let layer = TowerLayer::new(CorsLayer::permissive());
    let app = App::new(Site).middleware_below("/dir", layer);
    let origin = |path| ask(&app, Request::get(path)).1.contains_key("access-control-allow-origin");
    assert_eq!((origin("/dir/"), origin("/")), (true, false));
}

/// The service is made once: what it counts, it counts for all requests.
#[test]
fn the_service_is_shared() {
    let layer = tower::limit::ConcurrencyLimitLayer::new(1);
    let app = App::new(Site).layer(layer);
    run(async {
        let mut first = std::pin::pin!(app.call(Request::get("/slow")));
        assert!(futures_poll(first.as_mut()).await.is_pending());
        let mut second = std::pin::pin!(app.call(Request::get("/")));
        assert!(futures_poll(second.as_mut()).await.is_pending());
        first.set(app.call(Request::get("/")));
        assert_eq!(second.await.status(), 200);
    });
}

/// Polls once, in the context of the task.
async fn futures_poll<F: Future>(mut future: Pin<&mut F>) -> Poll<F::Output> {
    std::future::poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await
}

/// An axum application as somebody has it.
fn axum_router() -> Router {
    async fn user(
        Path(id): Path<u32>,
        OriginalUri(uri): OriginalUri,
        axum::extract::State(name): axum::extract::State<&'static str>,
    ) -> String {
        format!("{name} {id} {uri}")
    }
    async fn query(Query(query): Query<Vec<(String, String)>>) -> String {
        format!("{query:?}")
    }
    async fn body(body: axum::Json<Vec<u32>>) -> String {
        format!("{:?}", body.0)
    }
    Router::new()
        .route("/", axum::routing::get(async || "axum's index"))
        .route("/user/{id}", axum::routing::get(user))
        .route("/query", axum::routing::get(query))
        .route("/body", axum::routing::post(body))
        .with_state("axum")
}

#[test]
fn axum_below_a_prefix() {
    let app = App::new(Site).mount("/legacy", axum_router());
    assert_eq!(text(&app, "/legacy"), "200 axum's index");
    assert_eq!(text(&app, "/legacy/"), "200 axum's index");
    assert_eq!(text(&app, "/legacy/user/7"), "200 axum 7 /user/7");
    assert_eq!(text(&app, "/legacy/user/x").split(' ').next(), Some("400"));
    assert_eq!(text(&app, "/legacy/query?a=1&b=%20"), "200 [(\"a\", \"1\"), (\"b\", \" \")]");
    assert_eq!(text(&app, "/legacy/nowhere"), "404 ");
    assert!(text(&app, "/legacyuser/7").starts_with("404 <!doctype"));
    assert_eq!(text(&app, "/dir/"), "200  /dir/ /dir/");
    let json = Request::post("/legacy/body", "[1, 2]").with_header("content-type", "application/json");
    let (status, headers, body) = ask(&app, json);
    assert_eq!((status, &body[..], &headers["content-length"]), (200, &b"[1, 2]"[..], &6.into()));
    let (status, headers, body) = ask(&app, Request::new(Method::HEAD, "/legacy/", ()));
    assert_eq!((status, &headers["content-length"], body.len()), (200, &12.into(), 0));
}

/// Route by route: what is not here yet is there.
#[test]
fn axum_as_the_fallback() {
    let app = App::new(Site).fallback(axum_router().layer(CorsLayer::permissive()));
    assert_eq!(text(&app, "/user/7"), "200 axum 7 /user/7");
    assert_eq!(text(&app, "/"), format!("200 {LONG}"));
    assert_eq!(text(&app, "/nowhere"), "404 ");
    assert_eq!(ask(&app, Request::get("/echo")).0, 405);
}

/// The limits of the application hold for what it mounts.
#[test]
fn axum_within_limits() {
    let app = App::new(Site).limits(Limits::new().body(3)).mount("/legacy", axum_router());
    let json = Request::post("/legacy/body", "[1, 2]").with_header("content-type", "application/json");
    assert!((400..500).contains(&ask(&app, json).0));
}

fn ask_router(router: Router, target: &str) -> (u16, HeaderMap, String) {
    run(async {
        let request = http::Request::get(target).body(axum::body::Body::empty()).unwrap();
        let (head, body) = router.oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        (head.status.as_u16(), head.headers, String::from_utf8(body).unwrap())
    })
}

#[test]
fn in_an_axum_router() {
    async fn path(path: NestedPath) -> String {
        path.as_str().to_owned()
    }
    let router = || {
        Router::new()
            .nest_service("/wz", App::new(Site).script_root("/wz"))
            .nest("/outer", Router::new().route("/here", axum::routing::get(path)))
            .route("/own", axum::routing::get(async || "axum's own"))
            .layer(CompressionLayer::new())
    };
    for (target, status, body) in [
        ("/own", 200, "axum's own"),
        ("/outer/here", 200, "/outer"),
        ("/wz/dir/", 200, "/wz /dir/ /wz/dir/"),
        ("/wz", 200, LONG),
        ("/nowhere", 404, ""),
    ] {
        let (answered, _, text) = ask_router(router(), target);
        assert_eq!((answered, &text[..]), (status, body), "{target}");
    }
    let (status, headers, _) = ask_router(router(), "/wz/dir?x=1");
    assert_eq!((status, &headers["location"]), (308, &HeaderValue::from_static("/wz/dir/?x=1")));
    let (status, _, page) = ask_router(router(), "/wz/nowhere");
    assert!(status == 404 && page.starts_with("<!doctype html>"), "{page}");
    assert_eq!(ask_router(router(), "/wz/error").0, 500);
}

#[test]
fn as_the_fallback_of_an_axum_router() {
    let router = Router::new()
        .route("/own", axum::routing::get(async || "axum's own"))
        .fallback_service(App::new(Site));
    assert_eq!(ask_router(router.clone(), "/own").2, "axum's own");
    assert_eq!(ask_router(router, "/dir/").2, " /dir/ /dir/");
}

/// What `lambda_http::run` asks of a service: its requests have a body of three kinds, its answers are any `http::Response`
/// whose body it can read to the end, its errors only have to be shown.
#[test]
fn as_a_lambda() {
    enum LambdaBody {
        Empty,
        Text(String),
    }

    impl http_body::Body for LambdaBody {
        type Data = Bytes;
        type Error = Box<dyn std::error::Error + Send + Sync>;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<std::result::Result<http_body::Frame<Bytes>, Self::Error>>> {
            match std::mem::replace(&mut *self, LambdaBody::Empty) {
                LambdaBody::Empty => Poll::Ready(None),
                LambdaBody::Text(text) => Poll::Ready(Some(Ok(http_body::Frame::data(text.into())))),
            }
        }
    }

    async fn invoke<S, B>(mut service: S, request: http::Request<LambdaBody>) -> Vec<u8>
    where
        S: Service<http::Request<LambdaBody>, Response = http::Response<B>, Error = Infallible>,
        S::Future: Send + 'static,
        B: http_body::Body + Unpin + Send + 'static,
        B::Data: Send,
        B::Error: Into<Box<dyn std::error::Error + Send + Sync>> + std::fmt::Debug,
    {
        let response = service.ready().await.unwrap().call(request).await.unwrap();
        response.into_body().collect().await.unwrap().to_bytes().to_vec()
    }

    let request =
        http::Request::post("https://id.lambda-url.example/echo").body(LambdaBody::Text("hello".to_owned()));
    assert_eq!(run(invoke(App::new(Site), request.unwrap())), b"hello");
}
