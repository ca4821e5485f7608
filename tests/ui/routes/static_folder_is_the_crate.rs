use wz::prelude::*;

routes! { pub Site = static "/" => "." }

fn main() {}
