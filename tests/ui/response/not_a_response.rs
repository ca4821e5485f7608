use wz::prelude::*;

struct User;

#[derive(IntoResponse)]
enum Answer {
    Page(Html<String>),
    Found(User),
}

fn main() {}
