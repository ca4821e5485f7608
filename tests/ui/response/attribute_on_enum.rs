use wz::prelude::*;

#[derive(IntoResponse)]
#[response(status = 404)]
enum Answer {
    Missing(String),
}

fn main() {}
