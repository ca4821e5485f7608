use wz::get;

#[get(user)]
fn handler() {}

fn main() {}
