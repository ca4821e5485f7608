use wz::prelude::*;

mod shop {
    wz::routes! { pub Shop = static "/static" => "static" as assets }
}

#[get("/")]
fn index() {}

routes! { pub Site = index }

fn main() {
    url_for!(static shop::assets, "logo.svg");
}
