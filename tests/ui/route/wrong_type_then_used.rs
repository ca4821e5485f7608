#![allow(unused_variables)]
use wz::prelude::*;

#[get("/user/<int:id>")]
fn user(id: String) -> String {
    url_for!(user, id = 1)
}

routes! { pub Site = user }

fn main() {}
