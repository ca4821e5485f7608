#![allow(unused_variables)]
use wz::get;

#[get("/user/<id>")]
fn handler(id: impl ToString) {}

fn main() {}
