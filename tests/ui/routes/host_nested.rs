use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = host "a.example" => [host "b.example" => index] }

fn main() {}
