#![allow(unused_variables)]
use wz::get;

#[get("/user/<name>")]
fn handler(name: &'static str) {}

fn main() {}
