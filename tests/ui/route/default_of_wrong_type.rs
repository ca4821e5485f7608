#![allow(unused_variables)]
use wz::get;

#[get("/", defaults(number = "one"))]
fn handler(number: u32) {}

fn main() {}
