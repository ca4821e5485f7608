#![allow(unused_variables)]
use wz::get;

#[get("/paint/<color:Hex>")]
fn handler(id: u32) {}

fn main() {}
