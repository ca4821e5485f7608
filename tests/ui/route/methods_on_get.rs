use wz::get;

#[get("/", methods(POST))]
fn handler() {}

fn main() {}
