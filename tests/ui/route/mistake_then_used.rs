#![allow(unused_variables)]
use wz::prelude::*;

#[get("/user/<itn:id>")]
fn user(id: u32) -> String {
    url_for!(user, id = 1)
}

routes! { pub Site = user }

fn main() {}
