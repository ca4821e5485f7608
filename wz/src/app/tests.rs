use std::sync::Mutex;

use http::header::ALLOW;

use super::*;
use crate::handler::HandlerFuture;
use crate::request::Request;
use crate::response::{IntoResponse, Response};
use crate::routing::{MethodSet, Outcome};
use crate::test_support::block_on;
use crate::{Error, FromRequest, State};

#[wz::get("/user/<id>")]
fn user(id: &str, _state: State<u64>) -> String {
    id.to_owned()
}

wz::routes! { Site = user }

/// The answer to an outcome that the matcher would give.
fn answer(request: Request, outcome: Outcome<'static>) -> Response {
    let app = App::new(Site);
    let method = request.method().clone();
    let path = request.uri().path_and_query().cloned();
    let answer = app.inner.answer(outcome, request);
    block_on(AppFuture::new(app.inner, method, path, answer))
}

/// The answer of a handler, and what was reported.
fn handled(handler: HandlerFuture) -> (Response, Vec<String>) {
    static REPORTS: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let app = App::new(Site).on_failure(|method, path, failure| {
        REPORTS.lock().unwrap().push(format!("{method} {path} {failure}"));
    });
    let path = "/here?x".parse().ok();
    let response = block_on(AppFuture::new(app.inner, Method::GET, path, handler));
    (response, std::mem::take(&mut *REPORTS.lock().unwrap()))
}

fn allow(response: &Response) -> &str {
    response.headers()[ALLOW].to_str().unwrap()
}

#[test]
fn what_no_route_answers() {
    let app = App::new(Site);
    let status = |method, target| block_on(app.call(Request::new(method, target, ()))).status().as_u16();
    assert_eq!(status(Method::GET, "/nowhere"), 404);
    assert_eq!(status(Method::OPTIONS, "*"), 200);
    assert_eq!(status(Method::GET, "*"), 400);
    assert_eq!(status(Method::CONNECT, "host:80"), 400);
    assert_eq!(status(Method::GET, "http://host"), 404);
}

#[test]
fn other_methods_learn_what_is_allowed() {
    let get = || Outcome::MethodNotAllowed { allow: MethodSet::GET };
    let refused = answer(Request::post("/", "x"), get());
    assert_eq!((refused.status().as_u16(), allow(&refused)), (405, "GET, HEAD, OPTIONS"));
    let options = answer(Request::new(Method::OPTIONS, "/", ()), get());
    assert_eq!((options.status().as_u16(), allow(&options)), (200, "GET, HEAD, OPTIONS"));
    assert_eq!(options.headers()["content-length"], "0");
}

#[test]
fn redirects_are_308() {
    let response = answer(Request::get("/a"), Outcome::Redirect { location: "/a/?q=1".into() });
    assert_eq!(response.status(), 308);
    assert_eq!(response.headers()["location"], "/a/?q=1");
    assert_eq!(answer(Request::get("/"), Outcome::WebsocketMismatch).status(), 400);
}

#[test]
fn failures_and_panics_are_500_and_reported() {
    let (response, reports) = handled(HandlerFuture::new(async {
        Error::from(std::io::Error::other("disk full")).into_response()
    }));
    assert_eq!(response.status(), 500);
    assert!(reports[0].starts_with("GET /here error: disk full\n  at "), "{reports:?}");

    watch_panics();
    let (response, reports) = handled(HandlerFuture::new(async { panic!("at {}", "the disco") }));
    assert_eq!(response.status(), 500);
    assert!(reports[0].starts_with("GET /here panicked: at the disco\n  at "), "{reports:?}");
    assert!(reports[0].contains("app/tests.rs:"), "{reports:?}");
    let page = response.body().as_bytes().unwrap();
    assert!(!String::from_utf8_lossy(page).contains("disco"));
}

#[test]
fn a_missing_state_is_found_before_the_first_request() {
    let error = App::new(Site).check().unwrap_err().to_string();
    assert!(error.contains("/user/<id> (app.tests.user, "), "{error}");
    assert!(error.contains("app/tests.rs:"), "{error}");
    assert!(error.contains(") needs `State<u64>`"), "{error}");
    assert!(App::new(Site).state(7u64).check().is_ok());
}

#[test]
fn state_and_limits_reach_the_request() {
    let app = App::new(Site).state(1u8).state(2u8).limits(Limits::new().buffered_body(5));
    let mut request = Request::get("/");
    request.context_mut().shared = Some(Arc::clone(&app.inner.shared));
    assert_eq!(*block_on(<State<u8>>::from_request(&mut request)).unwrap(), 2);
    assert_eq!(request.limits().buffered_body, 5);
}

#[test]
fn is_a_tower_service() {
    let mut app = App::new(Site);
    let request = http::Request::new(crate::Body::empty());
    let response = block_on(tower_service::Service::call(&mut app, request)).unwrap();
    assert_eq!(response.status(), 404);
}
