#![allow(unused_variables)]
use wz::get;

#[get("/user/<int:id>/<name>")]
fn handler(name: &str) {}

fn main() {}
