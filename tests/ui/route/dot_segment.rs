#![allow(unused_variables)]
use wz::get;

#[get("/user/../<int:id>")]
fn handler(id: u32) {}

fn main() {}
