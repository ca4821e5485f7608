use wz::prelude::*;

routes! { pub Site = static "/a" => "static", static "/b" => "static/css" }

fn main() {
    url_for!(static, "logo.svg");
}
