use wz::prelude::*;

#[post("/", limits = "1MB")]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
