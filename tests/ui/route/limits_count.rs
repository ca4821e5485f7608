use wz::prelude::*;

#[post("/", limits(parts = "20"))]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
