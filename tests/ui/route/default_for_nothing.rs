use wz::get;

#[get("/", defaults(numbr = 1))]
fn handler() {}

fn main() {}
