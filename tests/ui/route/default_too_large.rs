#![allow(unused_variables)]
use wz::get;

#[get("/", defaults(number = 300))]
fn handler(number: u8) {}

fn main() {}
