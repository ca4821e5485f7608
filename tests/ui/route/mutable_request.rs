#![allow(unused_variables)]
use wz::get;

#[get("/")]
fn handler(request: &mut wz::Request) {}

fn main() {}
