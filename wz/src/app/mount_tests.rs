use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};

use http::StatusCode;

use crate::app::{App, ErrorPages};
use crate::body::Body;
use crate::middleware::{Hooks, Next};
use crate::request::Request;
use crate::response::Response;
use crate::test_support::block_on;

#[wz::get("/own")]
fn own() -> &'static str {
    "own"
}

wz::routes! { Site = own }

/// Says what it is asked for.
#[derive(Clone)]
struct Echo(&'static str);

impl tower_service::Service<http::Request<Body>> for Echo {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<http::Response<Body>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let request = Request::from(request);
        let text = format!("{} {} {}", self.0, request.script_root(), request.uri());
        ready(Ok(http::Response::new(text.into())))
    }
}

fn text(app: &App, target: &str) -> String {
    let response = block_on(app.call(Request::get(target)));
    let text = String::from_utf8_lossy(response.body().as_bytes().unwrap_or(b"stream")).into_owned();
    if response.status() == StatusCode::OK { text } else { response.status().as_u16().to_string() }
}

#[test]
fn the_longest_prefix_counts() {
    let app = App::new(Site).mount("/a", Echo("a")).mount("/a/b c/", Echo("b")).mount("ü", Echo("u"));
    for (target, answer) in [
        ("/own", "own"),
        ("/a", "a /a /"),
        ("/a/", "a /a /"),
        ("/a?x=1", "a /a /?x=1"),
        ("/a/x/%2F/y?x=/a", "a /a /x/%2F/y?x=/a"),
        ("/%61/x", "a /a /x"),
        ("/a//evil.example/x", "a /a //evil.example/x"),
        ("/a/b%20c", "b /a/b%20c /"),
        ("/a/b%20c/d", "b /a/b%20c /d"),
        ("/a/b%20cd", "a /a /b%20cd"),
        ("/%C3%BC/x", "u /%C3%BC /x"),
        ("http://host/a/x?y", "a /a http://host/x?y"),
        ("/ab", "404"),
        ("/", "404"),
    ] {
        assert_eq!(text(&app, target), answer, "{target}");
    }
}

#[test]
fn it_goes_before_routes_and_the_fallback_after() {
    let app = App::new(Site).mount("/own", Echo("a")).fallback(Echo("f"));
    assert_eq!(text(&app, "/own"), "a /own /");
    assert_eq!(text(&app, "/x/y?z"), "f  /x/y?z");
    let app = App::new(Site).fallback(Echo("f"));
    assert_eq!(text(&app, "/own"), "own");
    assert_eq!(block_on(app.call(Request::post("/own", ()))).status(), 405);
    assert_eq!(text(&App::new(Site).mount("", Echo("a")), "/own"), "a  /own");
}

#[test]
fn middleware_and_hooks_are_around_it() {
    async fn mark(request: Request, next: Next) -> Response {
        next.run(request).await.with_header("x-middleware", "1")
    }
    async fn after(_: &Request, response: Response) -> Response {
        response.with_header("x-hook", "1")
    }
    let app = App::new(Site)
        .middleware_below("/a", mark)
        .hooks_below("/a/b", Hooks::new().after_request(after))
        .mount("/a", Echo("a"));
    let headers = |path| {
        let response = block_on(app.call(Request::get(path)));
        (response.headers().contains_key("x-middleware"), response.headers().contains_key("x-hook"))
    };
    assert_eq!(
        [headers("/a/b"), headers("/a/c"), headers("/own")],
        [(true, true), (true, false), (false, false)]
    );
}

#[test]
fn the_route_is_that_of_the_application() {
    async fn none(request: &mut Request) {
        assert!(request.route().is_none());
    }
    let inner = App::new(Site).before_request(none);
    #[wz::get("/<path:path>")]
    async fn outer(path: &str, app: crate::State<App>, request: Request) -> Response {
        assert!(!path.is_empty() && request.route().is_some());
        let (head, body) = request.into_parts();
        app.call(Request::from_parts(head, body)).await
    }
    let app = App::new(wz::routes![outer]).state(inner);
    assert_eq!(text(&app, "/nowhere"), "404");
}

/// An application in an application in an application.
#[test]
fn a_mounted_application_knows_where_it_is() {
    #[wz::get("/dir/")]
    fn dir(request: &Request) -> String {
        request.href("/dir/")
    }
    let inner =
        App::new(wz::routes![dir]).script_root("/c").error_pages(ErrorPages::new().any(|_, _| "inner"));
    let middle = App::new(Site).mount("/b", inner);
    let app = App::new(Site).mount("/a", middle);
    let redirect = block_on(app.call(Request::get("/a/b/dir?x=1")));
    assert_eq!(
        (redirect.status(), &redirect.headers()["location"]),
        (StatusCode::PERMANENT_REDIRECT, &"/a/b/c/dir/?x=1".parse().unwrap())
    );
    assert_eq!(text(&app, "/a/b/dir/"), "/a/b/c/dir/");
    let missing = block_on(app.call(Request::get("/a/b/nowhere")));
    assert_eq!((missing.status().as_u16(), missing.body().as_bytes()), (404, Some(&b"inner"[..])));
    // Two slashes do not become another host.
    let redirect = block_on(app.call(Request::get("/a/b//dir/")));
    assert_eq!(redirect.headers()["location"], "/a/b/c/dir/");
}

#[test]
fn an_error_of_the_service_is_a_500() {
    #[derive(Clone)]
    struct Broken {
        from_the_start: bool,
    }

    impl tower_service::Service<http::Request<Body>> for Broken {
        type Response = http::Response<Body>;
        type Error = std::io::Error;
        type Future = Ready<Result<http::Response<Body>, std::io::Error>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), std::io::Error>> {
            Poll::Ready(if self.from_the_start { Err(std::io::Error::other("not ready")) } else { Ok(()) })
        }

        fn call(&mut self, request: http::Request<Body>) -> Self::Future {
            assert!(request.uri().path() != "/panic", "on purpose");
            ready(Err(std::io::Error::other("no answer")))
        }
    }

    for (from_the_start, path, line) in [
        (true, "/a", "error: not ready"),
        (false, "/a", "error: no answer"),
        (false, "/a/panic", "panicked: on purpose"),
    ] {
        let lines = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
        let reports = std::sync::Arc::clone(&lines);
        let app = App::new(Site)
            .on_failure(move |_, _, failure| reports.lock().unwrap().push(failure.to_string()))
            .mount("/a", Broken { from_the_start });
        assert_eq!(text(&app, path), "500");
        let lines = lines.lock().unwrap();
        assert!(lines.len() == 1 && lines[0].starts_with(line), "{lines:?}");
    }
}
