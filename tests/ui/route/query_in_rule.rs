#![allow(unused_variables)]
use wz::get;

#[get("/search?q=<q>")]
fn handler(q: &str) {}

fn main() {}
