#![allow(unused_variables)]
use wz::get;

#[get("/user/<integer:id>")]
fn handler(id: u32) {}

fn main() {}
