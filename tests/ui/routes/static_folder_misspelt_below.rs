use wz::prelude::*;

routes! { pub Site = static "/css" => "static/ccs" as styles, static "/js" => "scripts" }

fn main() {
    url_for!(static styles, "app.css");
}
