use wz::prelude::*;

routes! { pub Site = static "/a" => "static" as assets, static "/b" => "static/css" as assets }

fn main() {}
