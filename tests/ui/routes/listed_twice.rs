use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = index, index }

fn main() {}
