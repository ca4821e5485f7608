use wz::prelude::*;

routes! { pub Site = blog::index }

fn main() {}
