//! What the macros make of correct programs: it compiles without a warning, and answers as it should.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
// Handlers take by value whatever they do with it.
#![allow(clippy::needless_pass_by_value)]

mod answers;
mod choices;
mod converters;
mod examples;
mod folders;
mod functions;
mod hygiene;
mod limits;
mod links;
mod links_by_name;
mod openapi;
mod options;
mod parameters;
mod places;
mod read_back;
mod responses;
mod room;
mod sets;

use wz::{get, post, routes};

/// A public handler at the root.
#[get("/")]
pub fn index() -> &'static str {
    "index"
}

/// Another one.
#[get("/user/<int:id>")]
pub async fn user(id: u32) -> String {
    format!("user {id}")
}

#[post("/user/<int:id>")]
fn save(id: u32) -> String {
    format!("saved {id}")
}

routes! {
    pub Site = index, user, save,
        "/links" => links::Links,
        static "/assets" => "static",
        "/<lang>/help" => [places::help::contents, places::help::topic],
}

#[test]
fn the_site_answers() {
    assert_eq!(answers::get(Site, "/"), "index");
    assert_eq!(answers::get(Site, "/user/7"), "user 7");
    assert_eq!(answers::send(Site, wz::http::Method::POST, "/user/7"), (200, "saved 7".into()));
    assert_eq!(answers::status(Site, "/user/seven"), 404);
}

#[test]
fn a_handler_is_a_function() {
    assert_eq!(index(), "index");
    assert_eq!(answers::block_on(user(3)), "user 3");
}
