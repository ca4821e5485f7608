use wz::get;

#[get("/", cached)]
fn handler() {}

fn main() {}
