use wz::prelude::*;

routes! { pub Site = static "/static" => assets }

fn main() {}
