#![allow(unused_variables)]
use wz::get;

#[get("/<int:a>/<b>")]
fn handler(a: String, b: u32) {}

fn main() {}
