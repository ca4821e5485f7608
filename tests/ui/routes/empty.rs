use wz::prelude::*;

routes! { pub Site = }

fn main() {}
