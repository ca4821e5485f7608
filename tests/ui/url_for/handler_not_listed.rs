#![allow(unused_variables)]
use wz::prelude::*;

#[get("/about")]
fn about() {}

#[get("/user/<int:id>")]
fn user(id: u32) {}

routes! { pub Site = user }

fn main() {
    url_for!(about);
}
