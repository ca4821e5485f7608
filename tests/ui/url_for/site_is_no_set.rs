use wz::prelude::*;

struct Site;

#[get("/")]
fn index() -> String {
    url_for!(index)
}

fn main() {}
