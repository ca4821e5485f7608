use wz::prelude::*;

routes! { pub Site = static => "static" }

fn main() {}
