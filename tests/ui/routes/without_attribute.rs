use wz::prelude::*;

fn index() {}

routes! { pub Site = index }

fn main() {}
