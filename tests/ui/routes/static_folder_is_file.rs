use wz::prelude::*;

routes! { pub Site = static "/static" => "Cargo.toml" }

fn main() {}
