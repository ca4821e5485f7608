use wz::prelude::*;

#[post("/", limits(temperature = 7))]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
