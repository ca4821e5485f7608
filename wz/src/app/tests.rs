use std::sync::Mutex;

use http::header::ALLOW;

use super::asked::Asked;
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
    let asked = Asked::of(&request);
    let answer = app.inner.answer(outcome, request);
    block_on(AppFuture::running(app.inner, asked, answer))
}

/// The answer of a handler, and what was reported.
fn handled(handler: HandlerFuture) -> (Response, Vec<String>) {
    let reports = Arc::new(Mutex::new(Vec::new()));
    let lines = Arc::clone(&reports);
    let app = App::new(Site).on_failure(move |method, path, failure| {
        lines.lock().unwrap().push(format!("{method} {path} {failure}"));
    });
    let asked = Asked::of(&Request::get("/here?x"));
    let response = block_on(AppFuture::running(app.inner, asked, handler));
    let reports = reports.lock().unwrap().clone();
    (response, reports)
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
    assert_eq!(options.body().as_bytes(), Some(&b""[..]));
}

#[test]
fn redirects_are_308() {
    let response = answer(Request::get("/a"), Outcome::Redirect { location: "/a/?q=1".into() });
    assert_eq!(response.status(), 308);
    assert_eq!(response.headers()["location"], "/a/?q=1");
    let plain = answer(Request::get("/"), Outcome::WebsocketMismatch);
    assert_eq!(
        (plain.status().as_u16(), &plain.headers()["sec-websocket-version"]),
        (426, &"13".parse().unwrap())
    );
    let opening = Request::get("/").with_header("connection", "upgrade").with_header("upgrade", "websocket");
    assert_eq!(answer(opening, Outcome::WebsocketMismatch).status(), 400);
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

/// What panics when it is dropped, for ever.
struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        std::panic::panic_any(Bomb);
    }
}

#[test]
fn a_payload_that_panics_is_a_500_too() {
    watch_panics();
    let (response, reports) = handled(HandlerFuture::new(async { std::panic::panic_any(Bomb) }));
    assert_eq!(response.status(), 500);
    assert!(reports[0].starts_with("GET /here panicked: a value that is not text\n  at "), "{reports:?}");
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

#[test]
fn another_host_is_misdirected() {
    let app = App::new(Site).state(7u64).hosts(HostPolicy::only(["example.com"]).unwrap());
    let status =
        |host: &str| block_on(app.call(Request::get("/user/x").with_header("host", host))).status().as_u16();
    assert_eq!((status("EXAMPLE.com:80"), status("evil.com"), status("a/b")), (200, 421, 421));
    assert_eq!(block_on(app.call(Request::get("/user/x"))).status(), 421);
}

#[wz::get("/", subdomain = "<name>", endpoint = "home")]
fn home(name: &str) -> String {
    name.to_owned()
}

#[wz::get("/", endpoint = "main")]
fn main_page() -> &'static str {
    "main"
}

wz::routes! { Named = home, main_page }

#[test]
fn subdomains_are_below_the_server_name() {
    assert!(App::new(Named).check().unwrap_err().to_string().contains("`App::server_name`"));
    let app = App::new(Named).server_name("Example.com");
    assert!(app.check().is_ok());
    let body = |host: &str| {
        let response = block_on(app.call(Request::get("/").with_header("host", host)));
        String::from_utf8_lossy(response.body().as_bytes().unwrap()).into_owned()
    };
    assert_eq!(body("joe.example.com"), "joe");
    // Neither the name itself nor another host satisfies a wildcard.
    assert_eq!(
        (body("example.com"), body("joe.evil.com"), body("evilexample.com")),
        ("main".into(), "main".into(), "main".into())
    );
}

mod mounted {
    #[wz::get("/page", under = "/<lang>", endpoint = "page")]
    fn page(lang: &str) -> String {
        lang.to_owned()
    }

    #[wz::get("/<lang>", endpoint = "twice")]
    fn twice(lang: &str) -> String {
        lang.to_owned()
    }

    wz::routes! { pub(super) Right = "/<lang>" => [page] }
    wz::routes! { pub(super) Missing = page }
    wz::routes! { pub(super) Other = "/<int:lang>" => [page] }
    wz::routes! { pub(super) Twice = "/x/<lang>" => [twice] }
}

#[test]
fn mounts_have_what_handlers_ask_for() {
    let problem = |table: &crate::routing::Table<'_>| table.mount_problem().map(|m| m.as_str().to_owned());
    assert_eq!(problem(mounted::Right::TABLE), None);
    let missing = problem(mounted::Missing::TABLE).unwrap();
    assert!(missing.contains("asks for `lang` of a mount"), "{missing}");
    assert!(missing.contains("tests.rs:"), "{missing}");
    assert!(problem(mounted::Other::TABLE).unwrap().contains("with that converter"));
    assert!(problem(mounted::Twice::TABLE).unwrap().contains("both have a variable `lang`"));
}
