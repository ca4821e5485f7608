#![allow(unused_variables)]
use wz::get;

#[get("/user/<int(mim=1):id>")]
fn handler(id: u32) {}

fn main() {}
