use wz::prelude::*;

routes! { pub Site = static "/static" => "statik" }

fn main() {
    // Not a second mistake.
    url_for!(static, "css/app.css");
}
