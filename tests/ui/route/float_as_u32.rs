#![allow(unused_variables)]
use wz::get;

#[get("/zoom/<float:factor>")]
fn handler(factor: u32) {}

fn main() {}
