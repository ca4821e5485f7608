#![allow(unused_variables)]
use wz::get;

#[get("/user/<id:int(min=1)>")]
fn handler(id: u32) {}

fn main() {}
