use wz::get;

#[get("/", alias, alias)]
fn handler() {}

fn main() {}
