use std::sync::Mutex;

use super::*;
use crate::app::App;
use crate::app::asked::Asked;
use crate::request::Request;
use crate::response::Html;
use crate::test_support::block_on;

#[wz::get("/<name>")]
fn handler(name: &str) -> crate::Result<&'static str, HttpError> {
    match name {
        "io" => Err(HttpError::internal().with_source(std::io::Error::other("secret"))),
        "wrapped" => {
            let inner = HttpError::bad_request("x").with_source(std::fmt::Error);
            Err(HttpError::internal().with_source(inner))
        }
        "busy" => Err(HttpError::new(StatusCode::SERVICE_UNAVAILABLE).with_header("retry-after", "7")),
        "own" => Err((StatusCode::CONFLICT, "own").into()),
        "panic" => panic!("on purpose"),
        _ => Ok("fine"),
    }
}

wz::routes! { Site = handler }

/// Status and text of the answer to each, and what was reported.
fn answers(app: App, requests: impl IntoIterator<Item = Request>) -> (Vec<Response>, Vec<String>) {
    let reports = Arc::new(Mutex::new(Vec::new()));
    let lines = Arc::clone(&reports);
    let app = app.on_failure(move |method, path, failure| {
        lines.lock().unwrap().push(format!("{method} {path} {}", failure.error()));
    });
    let answers = requests.into_iter().map(|request| block_on(app.call(request))).collect();
    (answers, std::mem::take(&mut *reports.lock().unwrap()))
}

fn text(response: &Response) -> (u16, &str) {
    let body = response.body().as_bytes().unwrap();
    (response.status().as_u16(), std::str::from_utf8(body).unwrap())
}

fn get(target: &'static str) -> Request {
    Request::get(target)
}

#[test]
fn the_client_says_in_what_form() {
    let request = |accept: &'static str| get("/a/b").with_header("accept", accept);
    let mut lines = request("text/html;q=0.1");
    lines.headers_mut().append("accept", "application/json".parse().unwrap());
    let requests = [request("text/html"), request("application/json"), request("text/plain"), lines];
    let (answers, _) = answers(App::new(Site), requests);
    let types = answers.iter().map(|answer| answer.headers()["content-type"].to_str().unwrap());
    let (problem, plain) = ("application/problem+json", "text/plain; charset=utf-8");
    assert!(types.eq(["text/html; charset=utf-8", problem, plain, problem]));
    for answer in &answers {
        assert_eq!((answer.status().as_u16(), &answer.headers()["vary"]), (404, &"accept".parse().unwrap()));
        assert!(!answer.body().as_bytes().unwrap().is_empty());
    }
    assert!(text(&answers[1]).1.starts_with(r#"{"title":"Not Found","status":404,"detail":"There is"#));
}

#[test]
fn the_most_special_page_counts() {
    let pages = ErrorPages::new()
        .any(|error, context| Html(format!("{} {}", error.status().as_u16(), context.path())))
        .status(StatusCode::SERVICE_UNAVAILABLE, |_, _| (StatusCode::BAD_GATEWAY, "busy"))
        .source(|error: &std::io::Error, _| format!("io {error}"))
        .source(|_: &std::fmt::Error, _| (StatusCode::BAD_REQUEST, "wrapped"));
    let paths = ["/io", "/wrapped", "/busy", "/own", "/panic", "/a/b", "/fine"];
    let (answers, reports) = answers(App::new(Site).error_pages(pages), paths.map(get));
    let texts: Vec<_> = answers.iter().map(text).collect();
    assert_eq!(
        texts,
        [
            (500, "io secret"),
            (400, "wrapped"),
            (502, "busy"),
            (409, "own"),
            (500, "500 /panic"),
            (404, "404 /a/b"),
            (200, "fine"),
        ]
    );
    assert_eq!(answers[2].headers()["retry-after"], "7");
    assert_eq!(answers[4].headers().get_all("content-type").iter().count(), 1);
    assert_eq!(reports.len(), 2, "{reports:?}");
    assert!(reports[0].starts_with("GET /io") && reports[1] == "GET /panic on purpose", "{reports:?}");
}

#[test]
fn the_longest_prefix_counts() {
    let page = |text: &'static str| ErrorPages::new().any(move |_, _| text);
    let app = App::new(Site)
        .error_pages(ErrorPages::html().status(StatusCode::NOT_FOUND, |_, _| "all"))
        .error_pages_below("/a", page("a"))
        .error_pages_below("/a/b/", page("b"))
        .error_pages_below("/a", page("never"));
    let paths = ["/x/y", "/a/x", "/a/b", "/a/b/c", "/a/bc", "/ab/c"];
    let (all, _) = answers(app.clone(), paths.map(get));
    let texts: Vec<_> = all.iter().map(|answer| text(answer).1).collect();
    assert_eq!(texts, ["all", "a", "b", "b", "a", "all"]);
    assert_eq!(all[0].headers()["vary"], "accept");
    let json = |target| get(target).with_header("accept", "application/json");
    let (all, _) = answers(app, [json("/x/y"), json("/a/x")]);
    assert!(text(&all[0]).1.starts_with('{') && text(&all[1]).1 == "a");
    // For one who has no say in it, too.
    assert_eq!(
        all.iter().map(|answer| answer.headers().contains_key("vary")).collect::<Vec<_>>(),
        [true, false]
    );
}

#[test]
fn a_page_that_panics_is_a_plain_one() {
    let pages = ErrorPages::new().any(|_, _| -> &'static str { panic!("in the page") });
    let (all, reports) = answers(App::new(Site).error_pages(pages), [get("/a/b")]);
    assert!(text(&all[0]).1.starts_with("<!doctype html>") && all[0].status() == 404);
    assert_eq!(reports, ["GET /a/b in the page"]);
}

#[test]
fn a_page_that_was_changed_stays() {
    let handler = crate::handler::HandlerFuture::ready(
        HttpError::not_found().into_response().with_body("mine").with_header("x-a", "b"),
    );
    let asked = Asked::of(&get("/").with_header("accept", "application/json"));
    let app = App::new(Site).error_pages(ErrorPages::new().any(|_, _| "other"));
    let response = block_on(crate::app::AppFuture::running(app.inner, asked, handler));
    assert_eq!((text(&response), &response.headers()["x-a"]), ((404, "mine"), &"b".parse().unwrap()));
}
