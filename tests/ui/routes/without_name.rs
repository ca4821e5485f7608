use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub = index }

fn main() {}
