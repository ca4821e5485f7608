#![allow(unused_variables)]
use wz::get;

#[get("/", defaults(number = 1 + 1))]
fn handler(number: u32) {}

fn main() {}
