#![allow(unused_variables)]
use wz::get;

#[get("/")]
#[get("/<itn:id>")]
fn handler(id: u32) {}

fn main() {}
