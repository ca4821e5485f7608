#![allow(unused_variables)]
use wz::prelude::*;

#[get("/user/<uuid:id>")]
fn user(id: u128) {}

routes! { pub Site = user }

fn main() {
    url_for!(user, id = 42u32);
}
