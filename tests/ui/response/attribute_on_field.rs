use wz::prelude::*;

#[derive(IntoResponse)]
enum Answer {
    Missing(#[response(status = 404)] String),
}

fn main() {}
