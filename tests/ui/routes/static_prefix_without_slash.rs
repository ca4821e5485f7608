use wz::prelude::*;

routes! { pub Site = static "static" => "static" }

fn main() {}
