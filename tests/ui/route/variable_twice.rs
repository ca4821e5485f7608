#![allow(unused_variables)]
use wz::get;

#[get("/<int:id>/comment/<int:id>")]
fn handler(id: u32) {}

fn main() {}
