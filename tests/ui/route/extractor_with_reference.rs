#![allow(unused_variables)]
use wz::get;

#[get("/")]
fn handler(names: wz::Query<Vec<&str>>) {}

fn main() {}
