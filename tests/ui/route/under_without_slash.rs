#![allow(unused_variables)]
use wz::get;

#[get("/", under = "<lang>")]
fn handler(lang: &str) {}

fn main() {}
