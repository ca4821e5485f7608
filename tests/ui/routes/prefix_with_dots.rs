use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = "/./wiki" => [index] }

fn main() {}
