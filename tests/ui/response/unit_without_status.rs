use wz::prelude::*;

#[derive(IntoResponse)]
enum Answer {
    Page(String),
    Missing,
}

fn main() {}
