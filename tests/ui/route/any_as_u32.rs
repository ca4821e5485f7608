#![allow(unused_variables)]
use wz::get;

#[get("/<any(draft, published):state>")]
fn handler(state: u32) {}

fn main() {}
