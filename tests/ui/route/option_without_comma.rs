use wz::get;

#[get("/" alias)]
fn handler() {}

fn main() {}
