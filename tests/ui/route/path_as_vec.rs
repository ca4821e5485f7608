#![allow(unused_variables)]
use wz::get;

#[get("/file/<path:path>")]
fn handler(path: Vec<String>) {}

fn main() {}
