use wz::prelude::*;

#[post("/", limits(boddy = "1MB"))]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
