#![allow(unused_variables)]
use wz::get;

#[get("/<any:kind>")]
fn handler(kind: &str) {}

fn main() {}
