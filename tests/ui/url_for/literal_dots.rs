#![allow(unused_variables)]
use wz::prelude::*;

#[get("/page/<name>/v<version>")]
fn page(name: &str, version: &str) {}

#[get("/file/<path:path>")]
fn file(path: &str) {}

routes! { pub Site = page, file }

fn main() {
    // Behind other text it is no segment of its own.
    url_for!(page, name = "..", version = "..");
    url_for!(file, path = "a/../b");
    url_for!(file, path = "a/..b/...");
}
