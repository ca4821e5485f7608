use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = "/<lang" => index }

fn main() {}
