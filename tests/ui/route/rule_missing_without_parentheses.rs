use wz::get;

#[get]
fn handler() {}

fn main() {}
