use wz::prelude::*;

routes! { pub Site = static "/static" => "static" }

fn main() {
    url_for!(static, "logo.svg#icon");
}
