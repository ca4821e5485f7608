#![allow(unused_variables)]
use wz::get;

#[get("/user/<id: u32>")]
fn handler(id: u32) {}

fn main() {}
