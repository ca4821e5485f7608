use wz::prelude::*;

#[get("/static/<path:file>")]
fn file(file: &str) {
    let _ = file;
}

routes! { pub Site = file, static "/static" => "static" }

fn main() {}
