#![allow(unused_variables)]
use wz::get;

#[get("/")]
fn handler(name: &str) {}

fn main() {}
