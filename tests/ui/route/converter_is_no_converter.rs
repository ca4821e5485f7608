#![allow(unused_variables)]
use wz::get;

struct Hex;

#[get("/paint/<Hex:color>")]
fn paint(color: u32) {}

fn main() {}
