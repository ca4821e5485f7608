#![allow(unused_variables)]
use wz::get;

#[get("/user/<int:user_id>")]
fn handler(user_ib: u32) {}

fn main() {}
