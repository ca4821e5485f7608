use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = host "a.example:80" => index }

fn main() {}
