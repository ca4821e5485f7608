#![allow(unused_variables)]
use wz::prelude::*;

#[get("/user/<id>")]
fn user(id: &str) {}

routes! { pub Site = user }

fn main() {
    url_for!(user, id = 42);
}
