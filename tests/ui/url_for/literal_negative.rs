#![allow(unused_variables)]
use wz::prelude::*;

#[get("/user/<int:id>")]
fn user(id: i32) {}

routes! { pub Site = user }

fn main() {
    url_for!(user, id = -3);
}
