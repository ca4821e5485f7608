#![allow(unused_variables)]
use wz::get;

#[get("/user/<int(min=-5):id>")]
fn handler(id: i32) {}

fn main() {}
