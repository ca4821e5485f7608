#![allow(unused_variables)]
use wz::get;

#[get("/user/<id:int>")]
fn handler(id: u32) {}

fn main() {}
