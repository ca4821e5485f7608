//! Enums for `any`.

use wz::{Choice, get, routes, url_for};

use crate::answers::{get as fetch, location, status};

#[derive(Choice, Debug, Clone, Copy, PartialEq)]
enum State {
    Draft,
    InReview,
    #[choice("out now")]
    Published,
    r#Type,
}

#[get("/state/<any(draft, in-review, \"out now\", type):state>")]
fn state(state: State) -> String {
    format!("{state:?}")
}

#[get("/list/<any(draft, type):state>")]
#[get("/list", defaults(state = "draft"))]
async fn list(state: State) -> String {
    format!("{state:?}")
}

routes! { Choices = state, list }

#[test]
fn texts_become_variants_and_variants_texts() {
    assert_eq!(fetch(Choices, "/state/draft"), "Draft");
    assert_eq!(fetch(Choices, "/state/in-review"), "InReview");
    assert_eq!(fetch(Choices, "/state/out%20now"), "Published");
    assert_eq!(fetch(Choices, "/state/type"), "Type");
    assert_eq!(status(Choices, "/state/Draft"), 404);
    assert_eq!(url_for!(in Choices: state, state = State::Published), "/state/out%20now");
    assert_eq!(url_for!(in Choices: state, state = &State::InReview), "/state/in-review");
    assert_eq!(url_for!(in Choices: state, state = "type"), "/state/type");
}

#[test]
fn a_default_can_be_a_choice() {
    assert_eq!(fetch(Choices, "/list"), "Draft");
    assert_eq!(fetch(Choices, "/list/type"), "Type");
    assert_eq!(location(Choices, "/list/draft"), "/list");
    assert_eq!(url_for!(in Choices: list, state = State::Draft), "/list");
}
