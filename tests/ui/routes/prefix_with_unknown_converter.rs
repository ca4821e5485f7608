use wz::prelude::*;

#[get("/")]
fn index() {}

routes! { pub Site = "/<lnag:lang>" => index }

fn main() {}
