#![allow(unused_variables)]
use wz::get;

#[get("/user/<int(min=1, min=2):id>")]
fn handler(id: u32) {}

fn main() {}
