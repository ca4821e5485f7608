#![allow(unused_variables)]
use wz::get;

#[get("/user/<hexadecimal:id>")]
fn handler(id: u32) {}

fn main() {}
