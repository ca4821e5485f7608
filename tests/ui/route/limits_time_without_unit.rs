use wz::prelude::*;

#[post("/", limits(first_byte = 30))]
fn index() {}

routes! { pub Site = index }

fn main() {
    App::new(Site);
}
