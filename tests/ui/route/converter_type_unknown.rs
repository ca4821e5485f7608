#![allow(unused_variables)]
use wz::get;

#[get("/user/<Hex:id>")]
fn handler(id: u32) {}

fn main() {}
