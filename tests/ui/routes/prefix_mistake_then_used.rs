#![allow(unused_variables)]
use wz::prelude::*;

#[get("/<name>", under = "/<lang>")]
fn page(lang: &str, name: &str) -> String {
    url_for!(page, lang, name)
}

routes! { pub Site = "/<lnag:lang>" => page }

fn main() {
    wz::App::new(Site);
}
