use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = index, user }

fn main() {}
