#![allow(unused_variables)]
use wz::get;

#[get("/user/<id>")]
fn handler(id: Option<&str>) {}

fn main() {}
