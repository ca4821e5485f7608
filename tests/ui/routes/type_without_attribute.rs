use wz::prelude::*;

struct Index;

routes! { pub Site = Index }

fn main() {}
