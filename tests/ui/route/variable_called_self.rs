#![allow(unused_variables)]
use wz::get;

#[get("/user/<self>")]
fn handler() {}

fn main() {}
