#![allow(unused_variables)]
use wz::get;

#[get("/")]
fn handler(db: &Database) {}

struct Database;

fn main() {}
