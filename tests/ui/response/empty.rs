use wz::prelude::*;

#[derive(IntoResponse)]
enum Answer {}

fn main() {}
