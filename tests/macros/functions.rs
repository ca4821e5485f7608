//! The kinds of functions that can be handlers.

use wz::{Html, HttpError, IntoResponse, Json, Query, Request, Response, get, route, routes};

use wz::http::Method;

use crate::answers::{get as fetch, status};

#[get("/sync")]
fn sync() -> &'static str {
    "sync"
}

#[get("/async")]
async fn asynchronous() -> Html<&'static str> {
    Html("async")
}

#[get("/nothing")]
fn nothing() {}

#[get("/nothing-async")]
async fn nothing_async() {}

#[get("/never")]
fn never() -> ! {
    std::process::abort()
}

#[get("/some/<int:id>")]
fn some(id: u8) -> Option<String> {
    (id < 10).then(|| id.to_string())
}

#[get("/result/<int:id>")]
async fn result(id: u8) -> Result<String, HttpError> {
    if id < 10 { Ok(id.to_string()) } else { Err(HttpError::new(wz::http::StatusCode::GONE)) }
}

#[get("/alias/<name>")]
async fn alias(name: &str) -> wz::Result<&str> {
    Ok(name)
}

#[get("/opaque")]
fn opaque() -> impl IntoResponse {
    "opaque"
}

#[get("/opaque-async/<name>")]
async fn opaque_async(name: &str) -> impl IntoResponse + use<> {
    name.to_owned()
}

#[get("/borrowed/<name>")]
fn borrowed(name: &str) -> &str {
    name
}

#[get("/borrowed-html/<name>")]
fn borrowed_html(name: &str) -> Html<&str> {
    Html(name)
}

#[get("/named/<name>/<other>")]
fn named<'a, 'b>(name: &'a str, other: &'b str) -> &'a str
where
    'b: 'a,
{
    if name.is_empty() { other } else { name }
}

#[get("/request/<name>")]
async fn named_async<'r>(name: &'r str, request: &'r Request, method: &'r Method) -> String {
    format!("{method} {} {name}", request.path())
}

#[get("/pattern")]
fn pattern(Query(pairs): Query<Vec<(String, u8)>>, mut request: Request) -> String {
    let whole = std::mem::take(&mut request);
    format!("{} {}", pairs.len(), whole.path())
}

#[get("/raw/<type>")]
fn r#type(r#type: &str) -> String {
    r#type.to_owned()
}

#[get("/unused/<int:id>/<name>")]
fn unused(_id: u32, _name: &str) -> &'static str {
    "unused"
}

#[get("/many/<a>/<b>/<c>/<d>/<e>/<f>/<g>/<h>/<i>/<int:j>")]
#[allow(clippy::too_many_arguments, clippy::many_single_char_names)]
fn many(a: &str, b: &str, c: &str, d: &str, e: &str, f: &str, g: &str, h: &str, i: &str, j: u8) -> String {
    [a, b, c, d, e, f, g, h, i, &j.to_string()].concat()
}

/// A doc comment, and attributes that are none of ours.
#[get("/attributes")]
#[must_use]
#[inline(never)]
#[allow(non_snake_case)]
fn Attributes() -> &'static str {
    "attributes"
}

#[cfg(test)]
#[get("/here")]
fn here() -> &'static str {
    "here"
}

#[get("/not-here")]
#[cfg(not(test))]
fn here() -> &'static str {
    "not here"
}

/// One handler calls another.
#[get("/calls/<int:id>")]
async fn calls(id: u8) -> Result<String, HttpError> {
    Ok(format!("called {}", result(id).await?))
}

#[route("/json", methods = ["get"])]
fn json() -> Json<[u8; 2]> {
    Json([1, 2])
}

#[get("/order/<name>")]
async fn order(whole: Request, name: &str, method: Method, body: String) -> Response {
    Response::new(format!("{method} {} {name}{body}", whole.path()))
}

routes! {
    Functions = sync, asynchronous, nothing, nothing_async, never, some, result, alias, opaque, opaque_async, borrowed, borrowed_html,
        named, named_async, pattern, r#type, unused, many, Attributes, here, calls, json, order
}

#[test]
fn all_kinds_answer() {
    let cases = [
        ("/sync", "sync"),
        ("/async", "async"),
        ("/nothing", ""),
        ("/nothing-async", ""),
        ("/some/3", "3"),
        ("/result/3", "3"),
        ("/alias/x", "x"),
        ("/opaque", "opaque"),
        ("/opaque-async/x", "x"),
        ("/borrowed/a%20b", "a b"),
        ("/borrowed-html/%3Cp%3E", "<p>"),
        ("/named/a/b", "a"),
        ("/request/me", "GET /request/me me"),
        ("/pattern?a=1&b=2", "2 /pattern"),
        ("/raw/x", "x"),
        ("/unused/1/x", "unused"),
        ("/many/a/b/c/d/e/f/g/h/i/10", "abcdefghi10"),
        ("/attributes", "attributes"),
        ("/here", "here"),
        ("/calls/3", "called 3"),
        ("/json", "[1,2]"),
        ("/order/x", "GET /order/x x"),
    ];
    for (target, body) in cases {
        assert_eq!(fetch(Functions, target), body, "{target}");
    }
    assert_eq!(status(Functions, "/some/11"), 404);
    assert_eq!(status(Functions, "/result/11"), 410);
    assert_eq!(status(Functions, "/some/256"), 404);
}

#[test]
fn a_function_can_be_declared_inside_of_one() {
    #[get("/inner")]
    fn inner() -> &'static str {
        "inner"
    }
    assert_eq!(fetch(routes![inner], "/inner"), "inner");
}

mod lifetimes_in_states {
    use std::future::Future;
    use std::sync::Arc;

    use wz::prelude::*;

    type Shared = Arc<dyn Fn() -> u8 + Send + Sync>;

    #[get("/a")]
    fn words(words: State<Vec<&'static str>>) -> String {
        words.concat()
    }

    #[get("/b")]
    async fn function(function: State<Shared>, word: Option<State<&'static str>>) -> String {
        std::future::ready(()).await;
        format!("{} {:?}", function(), word.is_some())
    }

    routes! { Site = words, function }

    fn body(app: &App, path: &str) -> String {
        let mut future = std::pin::pin!(app.call(Request::get(path)));
        match future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
            std::task::Poll::Ready(response) => {
                String::from_utf8_lossy(response.body().as_bytes().unwrap_or_default()).into_owned()
            }
            std::task::Poll::Pending => String::new(),
        }
    }

    #[test]
    fn are_no_hindrance() {
        let app = App::new(Site).state(vec!["a", "b"]).state::<Shared>(Arc::new(|| 7));
        assert_eq!(body(&app, "/a"), "ab");
        assert_eq!(body(&app, "/b"), "7 false");
    }
}
