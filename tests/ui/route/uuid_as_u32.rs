#![allow(unused_variables)]
use wz::get;

#[get("/item/<uuid:id>")]
fn handler(id: u32) {}

fn main() {}
