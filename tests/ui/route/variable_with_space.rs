#![allow(unused_variables)]
use wz::get;

#[get("/über/<first name>")]
fn handler(first_name: &str) {}

fn main() {}
