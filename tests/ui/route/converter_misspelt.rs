#![allow(unused_variables)]
use wz::get;

#[get("/user/<itn:id>")]
fn handler(id: u32) {}

fn main() {}
