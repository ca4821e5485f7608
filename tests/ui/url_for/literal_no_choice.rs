#![allow(unused_variables)]
use wz::prelude::*;

#[get("/list.<any(json, txt):format>")]
fn user(format: &str) {}

routes! { pub Site = user }

fn main() {
    try_url_for!(user, format = "xml").ok();
}
