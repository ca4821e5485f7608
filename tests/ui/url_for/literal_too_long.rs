#![allow(unused_variables)]
use wz::prelude::*;

#[get("/user/<string(maxlength=3):name>")]
fn user(name: &str) {}

routes! { pub Site = user }

fn main() {
    url_for!(user, name = "long");
}
