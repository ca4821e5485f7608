use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = hots "a.example" => index }

fn main() {}
