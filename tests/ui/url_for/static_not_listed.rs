use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = index }

fn main() {
    url_for!(static, "logo.svg");
}
