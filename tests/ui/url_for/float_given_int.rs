#![allow(unused_variables)]
use wz::prelude::*;

#[get("/user/<float:id>")]
fn user(id: f64) {}

routes! { pub Site = user }

fn main() {
    url_for!(user, id = 42);
}
