use wz::prelude::*;

#[post("/", limits(body = "1MB", body = "2MB"))]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
