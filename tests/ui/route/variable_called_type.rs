#![allow(unused_variables)]
use wz::get;

#[get("/user/<type>")]
fn handler() {}

fn main() {}
