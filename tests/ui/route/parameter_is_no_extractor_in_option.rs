#![allow(unused_variables)]
use wz::get;

#[get("/user/<int:id>")]
fn handler(id: u32, db: Option<Database>) {}

struct Database;

fn main() {}
