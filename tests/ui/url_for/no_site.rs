#![allow(unused_variables)]
use wz::{get, routes, url_for};

#[get("/user/<int:id>")]
fn user(id: u32) {}

routes! { pub App = user }

fn main() {
    url_for!(user, id = 1);
}
