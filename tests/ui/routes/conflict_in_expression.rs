use wz::prelude::*;

#[get("/")]
fn first() {}

#[get("/")]
fn second() {}

fn main() {
    wz::App::new(routes![first, second]);
}
