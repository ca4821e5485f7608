use wz::prelude::*;

routes! { pub Site = static "/static" => "/srv/static" }

fn main() {}
