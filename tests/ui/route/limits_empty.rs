use wz::prelude::*;

#[post("/", limits())]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
