use wz::prelude::*;

#[post("/", limits(body = "1 GB", file = "50mb"))]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
