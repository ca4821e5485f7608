#![allow(unused_variables)]
use wz::get;

#[get("/page/")]
#[get("/page/<int:number>")]
fn page(number: u32) {}

fn main() {}
