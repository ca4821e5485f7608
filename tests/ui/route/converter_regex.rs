#![allow(unused_variables)]
use wz::get;

#[get("/<regex('[a-z]+'):word>")]
fn handler(word: String) {}

fn main() {}
