#![allow(unused_variables)]
use wz::get;

#[get("/user/<int(min=5, max=1):id>")]
fn handler(id: u32) {}

fn main() {}
