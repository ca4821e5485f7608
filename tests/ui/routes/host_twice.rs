use wz::prelude::*;

#[get("/", host = "a.example.com")]
fn index() {}

routes! { pub Site = host "b.example.com" => index }

fn main() {}
