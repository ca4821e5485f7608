use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = "/api" => [index, 1] }

fn main() {
    App::new(Site);
}
