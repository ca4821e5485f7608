use wz::prelude::*;

#[post("/", limits(file_bytes = "1MB"))]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
