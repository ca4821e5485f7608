use wz::prelude::*;

#[get("/")]
fn first() -> String {
    url_for!(second)
}

#[get("/")]
fn second() {}

routes! { pub Site = first, second }

fn main() {
    wz::App::new(Site);
}
