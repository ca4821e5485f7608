#![allow(unused_variables)]
use wz::prelude::*;

#[get("/file/<path:path>")]
fn user(path: &str) {}

routes! { pub Site = user }

fn main() {
    url_for!(user, path = "/etc");
}
