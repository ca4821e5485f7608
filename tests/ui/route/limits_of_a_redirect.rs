use wz::prelude::*;

#[get("/")]
#[get("/old", redirect = "/", limits(body = "1MB"))]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
