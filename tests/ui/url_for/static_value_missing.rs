use wz::prelude::*;

routes! { pub Site = "/<lang>" => [static "/static" => "static"] }

fn main() {
    url_for!(static, "logo.svg");
}
