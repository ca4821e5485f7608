use wz::prelude::*;

#[get("/")]
fn index() {}

fn main() {
    wz::App::new(index {});
}
