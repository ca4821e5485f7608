#![allow(unused_variables)]
use wz::get;

#[get("/user/<id>")]
fn handler<T: ToString>(id: T) {}

fn main() {}
