use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = "/api" limits(bodies = "1MB") => index }

fn main() {
    App::new(Site);
}
