#![allow(unused_variables)]
use wz::get;

#[get("/page/<int:number>", defaults(number = 1))]
fn handler(number: u32) {}

fn main() {}
