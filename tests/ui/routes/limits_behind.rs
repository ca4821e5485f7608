use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = "/api" => index, limits(body = "1MB") }

fn main() {
    App::new(Site);
}
