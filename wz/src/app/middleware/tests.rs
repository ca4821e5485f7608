use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};

use http::StatusCode;

use super::*;
use crate::app::{App, ErrorPages};
use crate::error::HttpError;
use crate::handler::{Cookies, HandlerFuture, Requirements, State};
use crate::request::Request;
use crate::response::{IntoResponse, Response};
use crate::test_support::block_on;

/// What has happened, in order.
#[derive(Clone, Default)]
struct Calls(Arc<Mutex<Vec<String>>>);

impl Calls {
    fn push(&self, call: impl Into<String>) {
        self.0.lock().unwrap().push(call.into());
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

#[wz::get("/<name>")]
async fn page(name: &str, calls: Option<State<Calls>>) -> crate::Result<&'static str, HttpError> {
    if let Some(calls) = calls {
        calls.push(format!("page {name}"));
    }
    match name {
        "panic" => panic!("on purpose"),
        "missing" => Err(HttpError::not_found()),
        "broken" => Err(HttpError::internal().with_source("secret")),
        "never" => std::future::pending().await,
        _ => Ok("page"),
    }
}

#[wz::get("/admin/<name>")]
fn admin(name: &str) -> String {
    name.to_owned()
}

wz::routes! { Site = page, admin }

/// Middleware that writes down when it is called, and what it sees.
fn noted(calls: &Calls, name: &'static str) -> impl Middleware<(Next,)> + use<> {
    let calls = calls.clone();
    move |request: Request, next: Next| {
        let calls = calls.clone();
        async move {
            calls.push(format!("{name} >"));
            let response = next.run(request).await;
            calls.push(format!("{name} < {}", response.status().as_u16()));
            response
        }
    }
}

fn get(app: &App, target: &str) -> Response {
    block_on(app.call(Request::get(target)))
}

fn quiet() -> App {
    App::new(Site).on_failure(|_, _, _| ())
}

#[test]
fn the_first_is_the_outermost() {
    let calls = Calls::default();
    let app = quiet()
        .state(calls.clone())
        .middleware(noted(&calls, "a"))
        .middleware_below("/admin", noted(&calls, "b"))
        .middleware(noted(&calls, "c"));
    assert_eq!(get(&app, "/x").status(), 200);
    assert_eq!(calls.take(), ["a >", "c >", "page x", "c < 200", "a < 200"]);
    for admin in ["/admin/x", "/admin/x/y", "/%61dmin/x", "/admin"] {
        get(&app, admin);
        assert_eq!(calls.take()[..3], ["a >", "b >", "c >"], "{admin}");
    }
    get(&app, "/administrator");
    assert!(!calls.take().contains(&"b >".to_owned()));
}

#[test]
fn it_always_gets_a_response() {
    let calls = Calls::default();
    let app = quiet().middleware(noted(&calls, "a"));
    for (path, status) in [
        ("/x", 200),
        ("/panic", 500),
        ("/missing", 404),
        ("/broken", 500),
        ("/no/such/page", 404),
        ("/admin/x/", 404),
    ] {
        assert_eq!(get(&app, path).status(), status);
        assert_eq!(calls.take(), ["a >".to_owned(), format!("a < {status}")], "{path}");
    }
    block_on(app.call(Request::post("/x", ())));
    assert_eq!(calls.take()[1], "a < 405");
}

/// What a handler, inner middleware and outer middleware refuse has the page that the client wants.
#[test]
fn it_sees_the_page_of_an_error() {
    async fn seen(request: Request, next: Next) -> Response {
        let response = next.run(request).await;
        let text = String::from_utf8_lossy(response.body().as_bytes().unwrap_or_default()).into_owned();
        response.with_header("x-seen", text)
    }
    async fn refuse(_: Request, _: Next) -> Result<Response, HttpError> {
        Err(HttpError::forbidden())
    }
    let pages = || ErrorPages::new().any(|error, _| format!("own {}", error.status().as_u16()));
    let app = quiet().error_pages(pages()).middleware(seen);
    assert_eq!(get(&app, "/missing").headers()["x-seen"], "own 404");
    assert_eq!(get(&app, "/panic").headers()["x-seen"], "own 500");
    let app = quiet().error_pages(pages()).middleware(seen).middleware(refuse);
    assert_eq!(get(&app, "/x").headers()["x-seen"], "own 403");
    let app = quiet().error_pages(pages()).middleware(refuse);
    assert_eq!(get(&app, "/x").body().as_bytes(), Some(&b"own 403"[..]));
}

#[test]
fn a_panic_of_its_own_is_a_500() {
    async fn early(_: Request, _: Next) {
        panic!("early");
    }
    #[allow(clippy::manual_async_fn)]
    fn now(_: Request, _: Next) -> impl Future<Output = ()> + Send {
        assert!(std::hint::black_box(false), "now");
        std::future::ready(())
    }
    for app in [quiet().middleware(early), quiet().middleware(now)] {
        assert_eq!(get(&app, "/x").status(), 500);
        let calls = Calls::default();
        let reports = calls.clone();
        let outer =
            App::new(Site).on_failure(move |_, path, failure| reports.push(format!("{path} {failure}")));
        let app = outer.middleware(noted(&calls, "a")).middleware(early);
        assert_eq!(get(&app, "/x").status(), 500);
        let lines = calls.take();
        assert_eq!(lines[..2], ["a >", "a < 500"]);
        assert!(lines.len() == 3 && lines[2].starts_with("/x panicked: early"), "{lines:?}");
    }
}

#[test]
fn extractors_come_first() {
    async fn check(calls: State<Calls>, cookies: Cookies, request: Request, next: Next) -> Response {
        calls.push(cookies.get("name").cloned().unwrap_or_default());
        next.run(request).await
    }
    let calls = Calls::default();
    let app = quiet().state(calls.clone()).middleware(check);
    app.check().unwrap();
    block_on(app.call(Request::get("/admin/x").with_header("cookie", "name=Ada")));
    assert_eq!(calls.take(), ["Ada"]);

    let error = quiet().middleware(check).check().unwrap_err().to_string();
    let place = format!("({}:", file!());
    assert!(
        error.contains("::check`") && error.contains(&place) && error.contains("Calls>`: give a"),
        "{error}"
    );
    // It runs all the same when nobody has checked: with a sentence in the log.
    assert_eq!(get(&quiet().middleware(check), "/x").status(), 500);
}

/// It may change what the routes are asked for.
#[test]
fn before_the_route_is_looked_for() {
    async fn rewrite(mut request: Request, next: Next) -> Response {
        assert!(request.route().is_none());
        let path = request.path().replace("/old", "");
        request = Request::new(request.method().clone(), &path, request.take_body());
        next.run(request).await
    }
    let app = quiet().middleware(rewrite);
    assert_eq!(get(&app, "/old/admin/x").body().as_bytes(), Some(&b"x"[..]));
}

/// Conditions and `HEAD` are answered for what has become of the response.
#[test]
fn the_application_has_the_last_word() {
    async fn tag(request: Request, next: Next) -> Response {
        next.run(request).await.with_body("changed").with_content_etag()
    }
    let app = quiet().middleware(tag);
    let full = get(&app, "/x");
    assert_eq!(
        (&full.headers()["content-length"], full.body().as_bytes()),
        (&7.into(), Some(&b"changed"[..]))
    );
    let again = Request::get("/x").with_header("if-none-match", full.headers()["etag"].to_str().unwrap());
    assert_eq!(block_on(app.call(again)).status(), 304);
    let head = block_on(app.call(Request::new(http::Method::HEAD, "/x", ())));
    assert_eq!((&head.headers()["content-length"], head.body().as_bytes()), (&7.into(), Some(&b""[..])));
}

#[test]
fn a_type_may_be_middleware() {
    struct Only(&'static str);

    impl Middleware for Only {
        fn call(&self, request: Request, next: Next) -> HandlerFuture {
            if request.path() == self.0 {
                return HandlerFuture::new(next.run(request));
            }
            HandlerFuture::ready(StatusCode::IM_A_TEAPOT.into_response())
        }

        fn requires(&self, needs: &mut Requirements) {
            needs.state::<u8>();
        }
    }
    let app = quiet().middleware(Only("/x"));
    assert_eq!(
        (get(&app, "/x").status(), get(&app, "/y").status()),
        (StatusCode::OK, StatusCode::IM_A_TEAPOT)
    );
    assert!(app.check().unwrap_err().to_string().contains("State<u8>"));
}

mod hooks {
    use super::*;

    async fn before(calls: State<Calls>, request: &mut Request) {
        calls.push(format!("before {}", request.route().map_or(0, |route| route.rule().len())));
    }

    async fn refuse(request: &mut Request) -> Option<(StatusCode, &'static str)> {
        request.headers().contains_key("x-refuse").then_some((StatusCode::CONFLICT, "refused"))
    }

    async fn after(calls: State<Calls>, request: &Request, response: Response) -> Response {
        calls.push(format!("after {} {}", request.path(), response.status().as_u16()));
        response.with_header("x-after", "app")
    }

    async fn inner_after(calls: State<Calls>, _: &Request, response: Response) -> Response {
        calls.push("inner after");
        response.with_header("x-after", "inner")
    }

    fn app(calls: &Calls) -> App {
        let (ends, inner_ends) = (calls.clone(), calls.clone());
        quiet()
            .state(calls.clone())
            .hooks_below(
                "/admin/",
                Hooks::new()
                    .before_request(async |request: &mut Request| {
                        request.extensions_mut().insert(7_u32);
                    })
                    .after_request(inner_after)
                    .teardown_request(move |_, _| inner_ends.push("inner end")),
            )
            .before_request(before)
            .before_request(refuse)
            .after_request(after)
            .teardown_request(move |request, failure| {
                let extension = request.extensions().get::<u32>().copied().unwrap_or_default();
                ends.push(format!(
                    "end {extension} {}",
                    failure.map_or("well", |failure| failure
                        .causes()
                        .first()
                        .map_or(failure.error(), |cause| cause))
                ));
            })
    }

    #[test]
    fn the_order_is_flasks() {
        let calls = Calls::default();
        let app = app(&calls);
        assert_eq!(get(&app, "/x").headers()["x-after"], "app");
        assert_eq!(calls.take(), ["before 7", "page x", "after /x 200", "end 0 well"]);
        assert_eq!(get(&app, "/admin/x").headers()["x-after"], "app");
        assert_eq!(
            calls.take(),
            ["before 13", "inner after", "after /admin/x 200", "inner end", "end 7 well"]
        );
        assert_eq!(get(&app, "/no/such").status(), 404);
        assert_eq!(calls.take(), ["before 0", "after /no/such 404", "end 0 well"]);
    }

    #[test]
    fn one_may_answer() {
        let calls = Calls::default();
        let app = app(&calls);
        let refused = block_on(app.call(Request::get("/admin/x").with_header("x-refuse", "1")));
        assert_eq!(
            (refused.status(), refused.body().as_bytes()),
            (StatusCode::CONFLICT, Some(&b"refused"[..]))
        );
        // Those after it are left out; all after the request are not.
        assert_eq!(
            calls.take(),
            ["before 13", "inner after", "after /admin/x 409", "inner end", "end 0 well"]
        );
    }

    #[test]
    fn the_end_knows_of_failures() {
        let calls = Calls::default();
        let app = app(&calls);
        for (path, status, failure) in
            [("/panic", 500, "on purpose"), ("/missing", 404, "well"), ("/broken", 500, "secret")]
        {
            assert_eq!(get(&app, path).headers()["x-after"], "app");
            let lines = calls.take();
            assert_eq!(lines[2..3], [format!("after {path} {status}")]);
            assert!(
                lines.len() == 4 && lines[3].starts_with("end 0 ") && lines[3].contains(failure),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn a_client_that_leaves_has_an_end() {
        let calls = Calls::default();
        let app = app(&calls);
        {
            let mut answer = pin!(app.call(Request::get("/never")));
            assert!(answer.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
            assert_eq!(calls.take(), ["before 7", "page never"]);
        }
        assert_eq!(calls.take(), ["end 0 the client left before there was an answer"]);
        // Not even begun.
        drop(app.call(Request::get("/x")));
        assert_eq!(calls.take(), [""; 0]);
    }

    #[test]
    fn one_that_panics_is_a_500() {
        let calls = Calls::default();
        let (reports, ends) = (calls.clone(), calls.clone());
        let app = App::new(Site)
            .on_failure(move |_, _, failure| reports.push(failure.error()))
            .state(calls.clone())
            .after_request(inner_after)
            .after_request(async |request: &Request, response: Response| {
                assert!(request.path() != "/after", "after");
                response
            })
            .before_request(async |request: &mut Request| assert!(request.path() != "/before", "before"))
            .teardown_request(move |_, _| ends.push("end"))
            .teardown_request(|request, _| assert!(request.path() != "/end", "in the end"));
        for (path, status, lines) in [
            ("/before", 500, &["inner after", "end", "before"][..]),
            ("/after", 500, &["page after", "inner after", "end", "after"]),
            ("/end", 200, &["page end", "inner after", "in the end", "end"]),
        ] {
            let answer = get(&app, path);
            assert_eq!(
                (answer.status().as_u16(), &answer.headers()["x-after"]),
                (status, &"inner".parse().unwrap())
            );
            assert_eq!(calls.take(), lines, "{path}");
        }
    }

    #[test]
    fn what_they_need_is_looked_for() {
        let calls = Calls::default();
        app(&calls).check().unwrap();
        let error = quiet().before_request(before).after_request(after).check().unwrap_err().to_string();
        assert!(
            error.contains("`before_request` hook `wz::app::middleware::tests::hooks::before` ("),
            "{error}"
        );
        assert!(error.contains("`after_request` hook") && error.lines().count() == 3, "{error}");
        let open = quiet().hooks_below("/a", Hooks::new().before_request(before));
        assert_eq!(get(&open, "/a").status(), 500);
    }

    /// The hooks know the route, and are inside of the application's middleware.
    #[test]
    fn between_middleware_and_routes() {
        let calls = Calls::default();
        let app = app(&calls).middleware(noted(&calls, "a"));
        get(&app, "/x");
        assert_eq!(calls.take(), ["a >", "before 7", "page x", "after /x 200", "end 0 well", "a < 200"]);
    }
}

mod of_routes {
    use super::*;

    macro_rules! noted {
        ($($name:ident)*) => {$(
            async fn $name(calls: State<Calls>, request: Request, next: Next) -> Response {
                assert!(request.route().is_some());
                calls.push(concat!(stringify!($name), " >"));
                let response = next.run(request).await;
                calls.push(concat!(stringify!($name), " <"));
                response
            }
        )*};
    }

    noted! { a b c d e }

    struct Teapot;

    impl Middleware for Teapot {
        fn call(&self, _: Request, _: Next) -> HandlerFuture {
            HandlerFuture::ready(StatusCode::IM_A_TEAPOT.into_response())
        }
    }

    static TEAPOT: Teapot = Teapot;

    #[wz::get("/plain")]
    fn plain() {}

    #[wz::get("/one", with(d, e))]
    #[wz::post("/two")]
    async fn one_and_two(calls: State<Calls>) {
        calls.push("handler");
    }

    #[wz::get("/tea", with(TEAPOT))]
    fn tea() {}

    mod inner {
        use super::{a, b, one_and_two, plain, tea};

        wz::routes! { pub(super) Inner = plain, "/x" with(b) => [one_and_two, with(a) => tea], "/y" => one_and_two }
    }

    wz::routes! {
        Site =
            plain,
            "/in" with(c) limits(body = "1KB") => inner::Inner,
            with(c, a) => one_and_two,
            "/last" => plain,
    }

    #[test]
    fn each_is_for_its_routes() {
        let calls = Calls::default();
        let app = App::new(Site).state(calls.clone());
        app.check().unwrap();
        for (method, path, order) in [
            (http::Method::GET, "/plain", ""),
            (http::Method::GET, "/last/plain", ""),
            (http::Method::GET, "/no/such", ""),
            (http::Method::POST, "/plain", ""),
            (http::Method::GET, "/in/plain", "c"),
            (http::Method::GET, "/in/x/one", "c b d e handler"),
            (http::Method::POST, "/in/x/two", "c b handler"),
            (http::Method::GET, "/in/y/one", "c d e handler"),
            (http::Method::GET, "/in/x/tea", "c b a"),
            (http::Method::GET, "/one", "c a d e handler"),
            (http::Method::POST, "/two", "c a handler"),
        ] {
            let status = block_on(app.call(Request::new(method, path, ()))).status();
            assert_eq!(status == StatusCode::IM_A_TEAPOT, path == "/in/x/tea");
            let lines = calls.take();
            let inwards: Vec<_> = lines.iter().filter(|line| !line.ends_with('<')).collect();
            let names: Vec<_> = inwards.iter().map(|line| line.trim_end_matches(" >")).collect();
            assert_eq!(names.join(" "), order, "{path}");
        }
    }

    #[test]
    fn what_it_needs_is_looked_for() {
        let error = App::new(Site).check().unwrap_err().to_string();
        assert!(error.contains("middleware `b` (") && error.contains(file!()), "{error}");
        let plain = App::new(wz::routes![plain]);
        plain.check().unwrap();
    }

    /// `with` is listed with the routes: no other spelling of the path gets around it.
    #[test]
    fn no_spelling_gets_around_it() {
        let calls = Calls::default();
        let app = App::new(Site).state(calls.clone());
        for path in ["/in/plain", "/%69n/plain", "/in/%70lain"] {
            assert_eq!(get(&app, path).status(), 200);
            assert_eq!(calls.take(), ["c >", "c <"], "{path}");
        }
    }

    #[test]
    fn the_limits_of_the_place_hold_in_it() {
        async fn read(mut request: Request, next: Next) -> crate::Result<Response, HttpError> {
            assert_eq!(request.limits().body, 1000);
            request.bytes().await?;
            Ok(next.run(request).await)
        }
        #[wz::post("/", with(read))]
        async fn index(text: String) -> String {
            text
        }
        let app = App::new(wz::routes!["/a" limits(body = 1000) => index]);
        let post = |length| block_on(app.call(Request::post("/a/", "x".repeat(length))));
        assert_eq!(
            (post(1000).body().as_bytes().map(<[u8]>::len), post(1001).status().as_u16()),
            (Some(1000), 413)
        );
    }
}
