//! Enums of responses.

use wz::http::Method;
use wz::response::EventStream;
use wz::{Html, IntoResponse, Response, get, routes};

use crate::answers::{get as fetch, send, status};

#[derive(IntoResponse)]
enum Answer<'a, T> {
    Text(&'a str),
    #[response(status = 201)]
    Made(T),
    Pair(([(&'static str, &'static str); 1], Html<String>)),
    #[response(status = 404)]
    Missing,
    #[response(status = 204)]
    r#Nothing,
    Events(EventStream),
}

#[get("/<name>")]
fn answer(name: &str) -> Answer<'_, Option<Response>> {
    match name {
        "made" => Answer::Made(Some(Response::new("made"))),
        // The status of the variant counts, as in a tuple.
        "none" => Answer::Made(None),
        "bad" => Answer::Made(Some(Response::new("x").with_header("x", "\n"))),
        "pair" => Answer::Pair(([("x-a", "b")], Html("<p>".into()))),
        "missing" => Answer::Missing,
        "nothing" => Answer::Nothing,
        "events" => Answer::Events(EventStream::new(|_| async { Ok(()) })),
        name => Answer::Text(name),
    }
}

routes! { Answers = answer }

#[test]
fn each_variant_is_its_response() {
    assert_eq!(fetch(Answers, "/text"), "text");
    assert_eq!(send(Answers, Method::GET, "/made"), (201, "made".to_owned()));
    assert_eq!(fetch(Answers, "/pair"), "<p>");
    let statuses = ["text", "made", "none", "bad", "pair", "missing", "nothing", "events"]
        .map(|name| status(Answers, &format!("/{name}")));
    assert_eq!(statuses, [200, 201, 201, 500, 200, 404, 204, 200]);
}
